/**
 * Statistics of task queues: https://www.twilio.com/docs/taskrouter/api/task-queue-statistics, and those of many at once:
 * https://www.twilio.com/docs/taskrouter/api/taskqueue-bulk-real-time-statistics
 *
 * Modelled: all operations and parameters, and the bulk form's five requests a second.
 */
import { badParameter, type Operation, page, type RestRequest, text } from "../../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "../context";
import type { Task, TaskQueue } from "../model";
import type { Space } from "../space";
import { cumulativeFigures, enteredQueue } from "./cumulative";
import { activityStatistics, longestWaiting, taskFigures } from "./real-time";
import { CUMULATIVE_PARAMETERS, interval, openTasks, type Past, pastIn, REAL_TIME_PARAMETERS } from "./request";

const LIST = `${WORKSPACE}/TaskQueues`;
const BULK = { queues: 50, perSecond: 5 };

export function queueStatisticsOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const now = () => kernel.clock.now();

  /** Zeros for a queue that is not of the workspace. */
  const briefly = ({ workspace, engine }: Space, queue: TaskQueue | undefined, tasks: readonly Task[]) => {
    const workers = queue ? engine.matching.workersOf(queue) : [];
    return {
      activity_statistics: activityStatistics(workspace.activities.values(), workers),
      ...taskFigures(tasks, now()),
      total_available_workers: workers.filter(({ activity }) => activity.available).length,
      total_eligible_workers: workers.length,
    };
  };
  const realTime = (space: Space, queue: TaskQueue, { parameters }: RestRequest) => {
    const tasks = openTasks(space.workspace, parameters, (task) => task.queue === queue);
    const inQueue = longestWaiting(tasks, now(), ({ queueEnteredAt }) => queueEnteredAt);
    return {
      ...briefly(space, queue, tasks),
      longest_relative_task_age_in_queue: inQueue.age,
      longest_relative_task_sid_in_queue: inQueue.sid,
    };
  };
  const pastOf = ({ window, rows, thresholds }: Past, { sid }: TaskQueue) => {
    const { tasks_created: _, tasks_timed_out_in_workflow: __, ...figures } = cumulativeFigures(rows, thresholds, sid);
    return { ...interval(window), ...figures, tasks_entered: enteredQueue(rows, sid) };
  };
  const cumulative = (space: Space, queue: TaskQueue, { parameters }: RestRequest) =>
    pastOf(
      pastIn(
        space,
        parameters,
        now(),
        (row) => row.queue?.sid === queue.sid || row.details?.previousQueue?.sid === queue.sid,
      ),
      queue,
    );

  const operation = (
    name: string,
    parameters: readonly string[],
    figuresOf: (space: Space, queue: TaskQueue, request: RestRequest) => object,
  ): Operation => ({
    name: `FetchTaskQueue${name}`,
    method: "GET",
    path: `${LIST}/:TaskQueueSid/${name}`,
    parameters,
    run: (request) => {
      const space = spaceOf(context, request);
      const { workspace } = space;
      const queue = find(workspace.queues, request.ids["TaskQueueSid"], request);
      return {
        status: 200,
        body: {
          account_sid: kernel.accountSid,
          workspace_sid: workspace.sid,
          task_queue_sid: queue.sid,
          ...figuresOf(space, queue, request),
          url: `${ORIGIN}${request.path}`,
        },
      };
    },
  });

  return [
    operation("RealTimeStatistics", REAL_TIME_PARAMETERS, realTime),
    operation("CumulativeStatistics", CUMULATIVE_PARAMETERS, cumulative),
    operation("Statistics", CUMULATIVE_PARAMETERS, (space, queue, request) => ({
      cumulative: cumulative(space, queue, request),
      realtime: realTime(space, queue, request),
    })),
    {
      name: "ListTaskQueuesStatistics",
      method: "GET",
      path: `${LIST}/Statistics`,
      parameters: ["FriendlyName", ...CUMULATIVE_PARAMETERS],
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace } = space;
        const name = text(request.parameters, "FriendlyName");
        const queues = [...workspace.queues.values()].filter(
          ({ friendlyName }) => name === undefined || friendlyName === name,
        );
        const past = pastIn(space, request.parameters, now());
        return page(ORIGIN, request, "task_queues_statistics", queues, (queue) => ({
          account_sid: kernel.accountSid,
          workspace_sid: workspace.sid,
          task_queue_sid: queue.sid,
          cumulative: pastOf(past, queue),
          realtime: realTime(space, queue, request),
        }));
      },
    },
    {
      name: "CreateTaskQueueBulkRealTimeStatistics",
      method: "POST",
      path: `${LIST}/RealTimeStatistics`,
      isJson: true,
      rate: { perSecond: BULK.perSecond },
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace } = space;
        // The documentation writes both cases.
        const sids: unknown = request.parameters["queueSids"] ?? request.parameters["QueueSids"];
        if (!Array.isArray(sids) || sids.length === 0 || sids.length > BULK.queues) {
          throw badParameter(`QueueSids must hold 1 to ${BULK.queues} SIDs`);
        }
        const malformed = sids.filter((sid) => !/^WQ[0-9a-fA-F]{32}$/.test(String(sid)));
        if (malformed.length > 0) throw badParameter(`QueueSids holds malformed SIDs: ${malformed.join(", ")}`);
        const tasks = new Map<string, Task[]>(sids.map((sid) => [String(sid), []]));
        for (const task of openTasks(workspace, {}, () => true)) tasks.get(task.queue?.sid ?? "")?.push(task);
        const data = sids.map(String).map((sid) => ({
          task_queue_sid: sid,
          ...briefly(space, workspace.queues.get(sid), tasks.get(sid) ?? []),
        }));
        return {
          status: 200,
          body: {
            account_sid: kernel.accountSid,
            workspace_sid: workspace.sid,
            task_queue_data: data,
            task_queue_response_count: data.length,
            url: `${urlOf(workspace.sid)}/TaskQueues/RealTimeStatistics`,
          },
        };
      },
    },
  ];
}
