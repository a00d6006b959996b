/**
 * Limits of TaskRouter's: https://www.twilio.com/docs/taskrouter/limits,
 * https://www.twilio.com/en-us/changelog/taskrouter-endpoint-rate-limit-correction
 */
import { badParameter, type Rate } from "../kernel/rest";
import type { Workspace } from "./model";

/** How many of each a workspace may have. https://www.twilio.com/docs/taskrouter/taskrouter-resource-limits */
const RESOURCES = {
  Activities: { maximum: 100, count: ({ activities }: Workspace) => activities.size },
  TaskChannels: { maximum: 15, count: ({ channels }: Workspace) => channels.size },
  Workers: { maximum: 15_000, count: ({ workers }: Workspace) => workers.size },
  TaskQueues: { maximum: 5_000, count: ({ queues }: Workspace) => queues.size },
  Workflows: { maximum: 1_000, count: ({ workflows }: Workspace) => workflows.size },
  Tasks: { maximum: 500_000, count: ({ tasks }: Workspace) => tasks.size },
} as const;

/** Requests that evaluate the expression, or the attributes, in this parameter over a whole list: 3 a second. */
export const evaluationRate = (list: string, parameter: string): Rate => ({
  perSecond: 3,
  applies: (parameters) => parameters[parameter] !== undefined,
  key: `${list}-List-${parameter}`,
});

/** @throws RestError 400 where the workspace is full */
export function checkRoom(workspace: Workspace, resource: keyof typeof RESOURCES): void {
  const { maximum, count } = RESOURCES[resource];
  if (count(workspace) >= maximum) throw badParameter(`a Workspace can have at most ${maximum} ${resource}`);
}
