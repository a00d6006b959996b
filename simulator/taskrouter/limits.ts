/** Limits of TaskRouter's: https://www.twilio.com/docs/taskrouter/limits */
import { badParameter, RestError } from "../kernel/rest";
import type { TaskRouterContext } from "./context";
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

/** Requests a second that evaluate an expression over a whole list. */
export const EVALUATIONS_PER_SECOND = 3;

/** @throws RestError 400 where the workspace is full */
export function checkRoom(workspace: Workspace, resource: keyof typeof RESOURCES): void {
  const { maximum, count } = RESOURCES[resource];
  if (count(workspace) >= maximum) throw badParameter(`a Workspace can have at most ${maximum} ${resource}`);
}

/** @throws RestError 429 where so many requests of this kind have been made within a second */
export function checkRate({ kernel }: TaskRouterContext, what: string, perSecond: number): void {
  if (!kernel.limits.take(`taskrouter.${what}`, perSecond)) throw new RestError(429, 20429, "Too Many Requests");
}
