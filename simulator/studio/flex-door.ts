/**
 * How flows and calls make tasks: the one place where they meet TaskRouter's engine.
 *
 * In life Send to Flex makes a Flex interaction for conversations, and enqueues the call for calls; here both are a task.
 */
import type { TaskRouter } from "../taskrouter/taskrouter";

export type FlexRequest = {
  workflowSid: string;
  /** A task channel's SID or unique name. */
  channel: string;
  /** JSON text of an object. */
  attributes: string;
  priority: number;
  /** Seconds. */
  timeout: number;
  /** What asks: an execution's or a call's SID. */
  from: string;
};

export type FlexDoor = {
  sendToFlex(request: FlexRequest): { taskSid: string } | { refusal: string };
  /** The caller has gone: a task that nobody has taken yet is canceled. */
  hangUp(taskSid: string): void;
};

export function flexDoor(taskRouter: TaskRouter): FlexDoor {
  return {
    sendToFlex({ workflowSid, channel, attributes, priority, timeout }) {
      const { workspace, engine } = taskRouter;
      const workflow = workspace.workflows.get(workflowSid);
      if (!workflow) return { refusal: `no Workflow ${workflowSid}` };
      const taskChannel = [...workspace.channels.values()].find((one) => [one.sid, one.uniqueName].includes(channel));
      if (!taskChannel) return { refusal: `no TaskChannel ${channel}` };
      return { taskSid: engine.create({ workflow, channel: taskChannel, attributes, priority, timeout }).sid };
    },
    hangUp(taskSid) {
      const { workspace, engine } = taskRouter;
      const task = workspace.tasks.get(taskSid);
      if (task?.status === "pending" || task?.status === "reserved") engine.move(task, "canceled", "hangup");
    },
  };
}
