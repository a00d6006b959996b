/**
 * Task queue: https://www.twilio.com/docs/taskrouter/api/task-queue
 *
 * Modelled: create, fetch, update, list by name. Not modelled: reservation and assignment activities (obsolete with
 * multitasking), several reservations at once (MaxReservedWorkers above 1), EvaluateWorkerAttributes, delete.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  integer,
  notModelled,
  type Operation,
  type Parameters,
  page,
  requiredText,
  text,
} from "../kernel/rest";
import { find, inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import { ExpressionError, parseExpression } from "./expression";
import type { TaskQueue } from "./model";

const LIST = `${WORKSPACE}/TaskQueues`;
const FIELDS = ["FriendlyName", "TargetWorkers", "MaxReservedWorkers", "TaskOrder"];

function targetWorkers(source: string): Pick<TaskQueue, "targetWorkers" | "matches"> {
  try {
    return { targetWorkers: source, matches: parseExpression(source) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw badParameter(`Invalid TargetWorkers, ${error.message}: ${source}`);
  }
}

function taskOrder(parameters: Parameters): "FIFO" | "LIFO" | undefined {
  const order = text(parameters, "TaskOrder");
  if (order === undefined || order === "FIFO" || order === "LIFO") return order;
  throw badParameter(`TaskOrder must be FIFO or LIFO, not '${order}'`);
}

/** A task is offered to one worker at a time here. */
function maxReservedWorkers(parameters: Parameters): number | undefined {
  const maximum = integer(parameters, "MaxReservedWorkers", 1, 50);
  if (maximum !== undefined && maximum > 1) throw notModelled("MaxReservedWorkers above 1");
  return maximum;
}

export function taskQueueOperations(context: TaskRouterContext): Operation[] {
  const { kernel, workspace } = context;
  const toBody = (queue: TaskQueue) => {
    const url = `${ORIGIN}/v1/Workspaces/${workspace.sid}/TaskQueues/${queue.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: queue.sid,
      friendly_name: queue.friendlyName,
      target_workers: queue.targetWorkers,
      max_reserved_workers: queue.maxReservedWorkers,
      task_order: queue.taskOrder,
      assignment_activity_sid: null,
      assignment_activity_name: null,
      reservation_activity_sid: null,
      reservation_activity_name: null,
      date_created: isoSeconds(queue.createdAt),
      date_updated: isoSeconds(queue.updatedAt),
      url,
      links: {
        statistics: `${url}/Statistics`,
        real_time_statistics: `${url}/RealTimeStatistics`,
        cumulative_statistics: `${url}/CumulativeStatistics`,
        list_statistics: `${ORIGIN}/v1/Workspaces/${workspace.sid}/TaskQueues/Statistics`,
        bulk_real_time_statistics: `${ORIGIN}/v1/Workspaces/${workspace.sid}/TaskQueues/RealTimeStatistics`,
        workspace: `${ORIGIN}/v1/Workspaces/${workspace.sid}`,
      },
    };
  };

  return [
    {
      name: "ListTaskQueue",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const queues = [...inWorkspace(context, request).queues.values()];
        const found = queues.filter((queue) => name === undefined || queue.friendlyName === name);
        return page(ORIGIN, request, "task_queues", found, toBody);
      },
    },
    {
      name: "CreateTaskQueue",
      method: "POST",
      path: LIST,
      parameters: FIELDS,
      run: ({ parameters, ...request }) => {
        const friendlyName = requiredText(parameters, "FriendlyName");
        const { queues } = inWorkspace(context, { parameters, ...request });
        if ([...queues.values()].some((queue) => queue.friendlyName === friendlyName)) {
          throw badParameter(`TaskQueue '${friendlyName}' already exists`);
        }
        const now = kernel.clock.now();
        const queue: TaskQueue = {
          sid: kernel.sids.next("WQ"),
          friendlyName,
          ...targetWorkers(text(parameters, "TargetWorkers") ?? "1==1"),
          maxReservedWorkers: maxReservedWorkers(parameters) ?? 1,
          taskOrder: taskOrder(parameters) ?? "FIFO",
          createdAt: now,
          updatedAt: now,
        };
        queues.set(queue.sid, queue);
        context.log.emit("task-queue.created", queue.sid, `TaskQueue ${friendlyName} created`, { queue });
        return { status: 201, body: toBody(queue) };
      },
    },
    {
      name: "FetchTaskQueue",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => ({
        status: 200,
        body: toBody(find(inWorkspace(context, request).queues, request.ids["Sid"], request)),
      }),
    },
    {
      name: "UpdateTaskQueue",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: FIELDS,
      run: (request) => {
        const { parameters } = request;
        const queue = find(inWorkspace(context, request).queues, request.ids["Sid"], request);
        const expression = text(parameters, "TargetWorkers");
        // All is read before anything is changed: a refused request changes nothing.
        Object.assign(queue, {
          maxReservedWorkers: maxReservedWorkers(parameters) ?? queue.maxReservedWorkers,
          taskOrder: taskOrder(parameters) ?? queue.taskOrder,
          friendlyName: text(parameters, "FriendlyName") ?? queue.friendlyName,
          ...(expression === undefined ? {} : targetWorkers(expression)),
          updatedAt: kernel.clock.now(),
        });
        if (expression !== undefined) {
          const description = `TaskQueue ${queue.sid} expression updated to '${expression}'`;
          context.log.emit("task-queue.expression.updated", queue.sid, description, { queue });
        }
        context.engine.offerAll();
        return { status: 200, body: toBody(queue) };
      },
    },
  ];
}
