/** Which workers a request is about. https://www.twilio.com/docs/taskrouter/api/worker#read-multiple-worker-resources */
import { badParameter, type Parameters, text } from "../kernel/rest";
import { yesIn } from "../kernel/typed-parameters";
import { expressionIn } from "./expression-parameter";
import type { TaskQueue, Worker, Workspace } from "./model";
import type { Space } from "./space";

function queueIn({ queues }: Workspace, parameters: Parameters): TaskQueue | undefined {
  const sid = text(parameters, "TaskQueueSid");
  const name = text(parameters, "TaskQueueName");
  if ((sid ?? name) === undefined) return undefined;
  const queue = [...queues.values()].find(
    (one) => (sid === undefined || one.sid === sid) && (name === undefined || one.friendlyName === name),
  );
  if (!queue) throw badParameter(`no TaskQueue ${sid ?? name}`);
  return queue;
}

/** The workers that pass, in the order of hiring. @throws RestError 400 for a queue or an expression there is not */
export function workersIn({ workspace, engine: { matching } }: Space, parameters: Parameters): Worker[] {
  const queue = queueIn(workspace, parameters);
  const name = text(parameters, "FriendlyName");
  const activityName = text(parameters, "ActivityName");
  const activitySid = text(parameters, "ActivitySid");
  const available = yesIn(parameters, "Available");
  const expression = expressionIn(parameters, "TargetWorkersExpression");
  const candidates = queue ? matching.workersOf(queue) : [...workspace.workers.values()];
  return candidates.filter(
    (worker) =>
      (name === undefined || worker.friendlyName === name) &&
      (activityName === undefined || worker.activity.friendlyName === activityName) &&
      (activitySid === undefined || worker.activity.sid === activitySid) &&
      (available === undefined || worker.activity.available === available) &&
      (expression === undefined || matching.workerFulfils(worker, expression)),
  );
}
