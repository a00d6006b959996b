/**
 * Statistics of a workflow: https://www.twilio.com/docs/taskrouter/api/workflow-statistics
 *
 * Modelled: all operations and parameters. What became of a task counts for the workflow it was created in.
 */
import type { Operation, RestRequest } from "../../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, WORKSPACE } from "../context";
import type { Workflow } from "../model";
import type { Space } from "../space";
import { cumulativeFigures, enteredWorkflow } from "./cumulative";
import { taskFigures } from "./real-time";
import { CUMULATIVE_PARAMETERS, interval, openTasks, pastIn, REAL_TIME_PARAMETERS } from "./request";

const PARENT = `${WORKSPACE}/Workflows/:WorkflowSid`;

export function workflowStatisticsOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const realTime = ({ workspace }: Space, workflow: Workflow, { parameters }: RestRequest) =>
    taskFigures(
      openTasks(workspace, parameters, (task) => task.workflow === workflow),
      kernel.clock.now(),
    );
  const cumulative = (space: Space, workflow: Workflow, { parameters }: RestRequest) => {
    const { window, rows, thresholds } = pastIn(
      space,
      parameters,
      kernel.clock.now(),
      (row) => row.workflow?.sid === workflow.sid,
    );
    const {
      wait_duration_in_queue_until_accepted: _,
      tasks_created: __,
      ...figures
    } = cumulativeFigures(rows, thresholds);
    return { ...interval(window), ...figures, tasks_entered: enteredWorkflow(rows) };
  };
  const operation = (
    name: string,
    parameters: readonly string[],
    figuresOf: (space: Space, workflow: Workflow, request: RestRequest) => object,
  ): Operation => ({
    name: `FetchWorkflow${name}`,
    method: "GET",
    path: `${PARENT}/${name}`,
    parameters,
    run: (request) => {
      const space = spaceOf(context, request);
      const { workspace } = space;
      const workflow = find(workspace.workflows, request.ids["WorkflowSid"], request);
      return {
        status: 200,
        body: {
          account_sid: kernel.accountSid,
          workspace_sid: workspace.sid,
          workflow_sid: workflow.sid,
          ...figuresOf(space, workflow, request),
          url: `${ORIGIN}${request.path}`,
        },
      };
    },
  });

  return [
    operation("RealTimeStatistics", REAL_TIME_PARAMETERS, realTime),
    operation("CumulativeStatistics", CUMULATIVE_PARAMETERS, cumulative),
    operation("Statistics", CUMULATIVE_PARAMETERS, (space, workflow, request) => ({
      cumulative: cumulative(space, workflow, request),
      realtime: realTime(space, workflow, request),
    })),
  ];
}
