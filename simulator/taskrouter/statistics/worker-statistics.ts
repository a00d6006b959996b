/**
 * Statistics of workers: https://www.twilio.com/docs/taskrouter/api/worker-statistics
 *
 * Modelled: all operations and parameters, and the refusal of `/Workers/Statistics` in a workspace of more than 100
 * workers. TaskChannel chooses reservations, not workers: the time in an activity is of no channel. Workers who have been
 * deleted count no more.
 */
import { badParameter, type Operation, type Parameters, type RestRequest } from "../../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, WORKSPACE } from "../context";
import type { Worker } from "../model";
import type { Space } from "../space";
import { workersIn } from "../worker-filter";
import { activityDurations } from "./activity-durations";
import { reservationFigures } from "./cumulative";
import { staysOf } from "./history";
import { activityStatistics } from "./real-time";
import { interval, pastIn, REAL_TIME_PARAMETERS } from "./request";
import { WINDOW_PARAMETERS } from "./windows";

const LIST = `${WORKSPACE}/Workers`;
const CUMULATIVE = [...WINDOW_PARAMETERS, "TaskChannel"];
/** https://www.twilio.com/docs/taskrouter/limits */
const MAXIMUM_WORKERS = 100;

export function workerStatisticsOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const realTime = ({ workspace }: Space, workers: readonly Worker[]) => ({
    total_workers: workers.length,
    activity_statistics: activityStatistics(workspace.activities.values(), workers),
  });
  const cumulative = (space: Space, workers: readonly Worker[], parameters: Parameters) => {
    const { workspace, log } = space;
    const now = kernel.clock.now();
    const sids = new Set(workers.map(({ sid }) => sid));
    const { window, rows } = pastIn(space, parameters, now, ({ worker }) => sids.has(worker?.sid ?? ""));
    const stays = staysOf(log, workers, window, now);
    return {
      ...interval(window),
      activity_durations: activityDurations(workspace.activities.values(), stays, window),
      ...reservationFigures(rows),
    };
  };
  const reply = ({ workspace }: Space, { path }: RestRequest, figures: object) => ({
    status: 200,
    body: { account_sid: kernel.accountSid, workspace_sid: workspace.sid, ...figures, url: `${ORIGIN}${path}` },
  });

  return [
    {
      name: "FetchWorkersRealTimeStatistics",
      method: "GET",
      path: `${LIST}/RealTimeStatistics`,
      parameters: REAL_TIME_PARAMETERS,
      run: (request) => {
        const space = spaceOf(context, request);
        return reply(space, request, realTime(space, [...space.workspace.workers.values()]));
      },
    },
    {
      name: "FetchWorkersCumulativeStatistics",
      method: "GET",
      path: `${LIST}/CumulativeStatistics`,
      parameters: CUMULATIVE,
      run: (request) => {
        const space = spaceOf(context, request);
        return reply(space, request, cumulative(space, [...space.workspace.workers.values()], request.parameters));
      },
    },
    {
      name: "FetchWorkerStatistics",
      method: "GET",
      path: `${LIST}/Statistics`,
      parameters: [...CUMULATIVE, "TaskQueueSid", "TaskQueueName", "FriendlyName"],
      run: (request) => {
        const space = spaceOf(context, request);
        if (space.workspace.workers.size > MAXIMUM_WORKERS) {
          throw badParameter(`Worker statistics are not available above ${MAXIMUM_WORKERS} Workers`);
        }
        const workers = workersIn(space, request.parameters);
        return reply(space, request, {
          cumulative: cumulative(space, workers, request.parameters),
          realtime: realTime(space, workers),
        });
      },
    },
    {
      name: "FetchWorkerInstanceStatistics",
      method: "GET",
      path: `${LIST}/:WorkerSid/Statistics`,
      parameters: CUMULATIVE,
      run: (request) => {
        const space = spaceOf(context, request);
        const worker = find(space.workspace.workers, request.ids["WorkerSid"], request);
        return reply(space, request, {
          worker_sid: worker.sid,
          cumulative: cumulative(space, [worker], request.parameters),
        });
      },
    },
  ];
}
