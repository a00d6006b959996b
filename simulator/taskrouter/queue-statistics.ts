/**
 * Real-time statistics of task queues: https://www.twilio.com/docs/taskrouter/api/task-queue-statistics
 *
 * Modelled: one queue, with the TaskChannel filter, and the bulk form of up to 50 queues without it. Values are those of
 * the moment; the few seconds they may lag in life are not modelled.
 */
import { badParameter, type Operation, text } from "../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, WORKSPACE } from "./context";
import type { Task, TaskQueue, TaskStatus, Workspace } from "./model";
import type { Space } from "./space";

const BULK_LIMIT = 50;
const OPEN: readonly TaskStatus[] = ["pending", "reserved", "assigned", "wrapping"];
const WAITING: readonly TaskStatus[] = ["pending", "reserved"];

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

export function queueStatisticsOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;

  const longest = (tasks: readonly Task[], since: (task: Task) => number) => {
    const [first, ...rest] = tasks.filter((task) => WAITING.includes(task.status));
    const oldest = first && rest.reduce((old, task) => (since(task) < since(old) ? task : old), first);
    if (!oldest) return { age: 0, sid: null };
    return { age: Math.floor((kernel.clock.now() - since(oldest)) / 1000), sid: oldest.sid };
  };

  const statisticsOf = ({ workspace, engine }: Space, queue: TaskQueue | undefined, tasks: readonly Task[]) => {
    const workers = queue ? engine.matching.workersOf(queue) : [];
    const waiting = longest(tasks, (task) => task.virtualStartedAt);
    return {
      activity_statistics: [...workspace.activities.values()].map((activity) => ({
        friendly_name: activity.friendlyName,
        sid: activity.sid,
        workers: workers.filter((worker) => worker.activity === activity).length,
      })),
      longest_task_waiting_age: waiting.age,
      longest_task_waiting_sid: waiting.sid,
      tasks_by_priority: countBy(tasks, (task) => task.priority),
      tasks_by_status: {
        ...Object.fromEntries(OPEN.map((status) => [status, 0])),
        ...countBy(tasks, (task) => task.status),
      },
      total_available_workers: workers.filter((worker) => worker.activity.available).length,
      total_eligible_workers: workers.length,
      total_tasks: tasks.length,
    };
  };

  const openTasks = (workspace: Workspace) =>
    [...workspace.tasks.values()].filter((task) => OPEN.includes(task.status));

  return [
    {
      name: "FetchTaskQueueRealTimeStatistics",
      method: "GET",
      path: `${WORKSPACE}/TaskQueues/:TaskQueueSid/RealTimeStatistics`,
      parameters: ["TaskChannel"],
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace } = space;
        const queue = find(workspace.queues, request.ids["TaskQueueSid"], request);
        const channel = text(request.parameters, "TaskChannel");
        const tasks = openTasks(workspace).filter(
          (task) =>
            task.queue === queue &&
            (channel === undefined || channel === task.channel.uniqueName || channel === task.channel.sid),
        );
        const inQueue = longest(tasks, (task) => task.queueEnteredAt);
        return {
          status: 200,
          body: {
            account_sid: kernel.accountSid,
            workspace_sid: workspace.sid,
            task_queue_sid: queue.sid,
            ...statisticsOf(space, queue, tasks),
            longest_relative_task_age_in_queue: inQueue.age,
            longest_relative_task_sid_in_queue: inQueue.sid,
            url: `${ORIGIN}${request.path}`,
          },
        };
      },
    },
    {
      name: "CreateTaskQueueBulkRealTimeStatistics",
      method: "POST",
      path: `${WORKSPACE}/TaskQueues/RealTimeStatistics`,
      isJson: true,
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace } = space;
        // The documentation writes both cases: https://www.twilio.com/docs/taskrouter/api/taskqueue-bulk-real-time-statistics
        const sids: unknown = request.parameters["queueSids"] ?? request.parameters["QueueSids"];
        if (!Array.isArray(sids) || sids.length === 0 || sids.length > BULK_LIMIT) {
          throw badParameter(`QueueSids must hold 1 to ${BULK_LIMIT} SIDs`);
        }
        const malformed = sids.filter((sid) => !/^WQ[0-9a-f]{32}$/.test(String(sid)));
        if (malformed.length > 0) throw badParameter(`QueueSids holds malformed SIDs: ${malformed.join(", ")}`);
        const tasks = openTasks(workspace);
        const data = sids.map(String).map((sid) => ({
          task_queue_sid: sid,
          ...statisticsOf(
            space,
            workspace.queues.get(sid),
            tasks.filter((task) => task.queue?.sid === sid),
          ),
        }));
        return {
          status: 200,
          body: {
            account_sid: kernel.accountSid,
            workspace_sid: workspace.sid,
            task_queue_data: data,
            task_queue_response_count: data.length,
            url: `${ORIGIN}${request.path}`,
          },
        };
      },
    },
  ];
}
