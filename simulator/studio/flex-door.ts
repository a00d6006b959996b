/**
 * How flows and calls reach Flex: a conversation becomes an interaction, anything else a task.
 * https://www.twilio.com/docs/studio/widget-library/send-flex
 */
import type { Flex } from "../flex/flex";
import type { Json } from "../kernel/json";
import { RestError } from "../kernel/rest";
import type { TasksDoor } from "../taskrouter/tasks-door";

export type FlexRequest = {
  workflowSid: string;
  /** A task channel's SID or unique name. */
  channel: string;
  attributes: Json;
  priority: number;
  /** Seconds. */
  timeout: number;
  /** The conversation that is to be answered, where it is one. */
  conversationSid?: string | undefined;
};

export type FlexDoor = {
  sendToFlex(request: FlexRequest): { taskSid: string } | { refusal: string };
  /** The caller has gone: a task that nobody has taken yet is canceled. */
  hangUp(taskSid: string): void;
};

export function flexDoor(tasks: TasksDoor, flex: Flex): FlexDoor {
  const send = ({ conversationSid, attributes, ...routing }: FlexRequest): { taskSid: string } => {
    if (conversationSid !== undefined) return flex.route(conversationSid, { ...routing, attributes });
    return { taskSid: tasks.createTask({ ...routing, attributes: JSON.stringify(attributes) }).sid };
  };
  return {
    sendToFlex(request) {
      try {
        return send(request);
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        return { refusal: error.message };
      }
    },
    hangUp: (taskSid) => void tasks.withdraw(taskSid, "hangup"),
  };
}
