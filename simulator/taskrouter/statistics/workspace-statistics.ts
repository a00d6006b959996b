/**
 * Statistics of a workspace: https://www.twilio.com/docs/taskrouter/api/workspace-statistics
 *
 * Modelled: all operations and parameters.
 */
import type { Operation, RestRequest } from "../../kernel/rest";
import { ORIGIN, spaceOf, type TaskRouterContext, WORKSPACE } from "../context";
import type { Space } from "../space";
import { cumulativeFigures } from "./cumulative";
import { activityStatistics, taskFigures } from "./real-time";
import { CUMULATIVE_PARAMETERS, interval, openTasks, pastIn, REAL_TIME_PARAMETERS } from "./request";

export function workspaceStatisticsOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const realTime = ({ workspace }: Space, { parameters }: RestRequest) => {
    const workers = [...workspace.workers.values()];
    return {
      activity_statistics: activityStatistics(workspace.activities.values(), workers),
      ...taskFigures(
        openTasks(workspace, parameters, () => true),
        kernel.clock.now(),
      ),
      total_workers: workers.length,
    };
  };
  const cumulative = (space: Space, { parameters }: RestRequest) => {
    const { window, rows, thresholds } = pastIn(space, parameters, kernel.clock.now());
    const { wait_duration_in_queue_until_accepted: _, ...figures } = cumulativeFigures(rows, thresholds);
    return { ...interval(window), ...figures };
  };
  const operation = (
    name: string,
    parameters: readonly string[],
    figuresOf: (space: Space, request: RestRequest) => object,
  ): Operation => ({
    name: `FetchWorkspace${name}`,
    method: "GET",
    path: `${WORKSPACE}/${name}`,
    parameters,
    run: (request) => {
      const space = spaceOf(context, request);
      return {
        status: 200,
        body: {
          account_sid: kernel.accountSid,
          workspace_sid: space.workspace.sid,
          ...figuresOf(space, request),
          url: `${ORIGIN}${request.path}`,
        },
      };
    },
  });

  return [
    operation("RealTimeStatistics", REAL_TIME_PARAMETERS, realTime),
    operation("CumulativeStatistics", CUMULATIVE_PARAMETERS, cumulative),
    operation("Statistics", CUMULATIVE_PARAMETERS, (space, request) => ({
      cumulative: cumulative(space, request),
      realtime: realTime(space, request),
    })),
  ];
}
