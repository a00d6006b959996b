/**
 * Worker: https://www.twilio.com/docs/taskrouter/api/worker
 *
 * Modelled: create, fetch, update with If-Match, list by name, activity, availability and queue. Not modelled:
 * TargetWorkersExpression, RejectPendingReservations, delete.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, type Parameters, page, requiredText, text } from "../kernel/rest";
import { attributesOf } from "./attributes";
import { checkIfMatch, etagOf, find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { type Activity, viewOfWorker, type Worker, type WorkerView, type Workspace } from "./model";
import type { Space } from "./space";
import { newWorkerChannel } from "./worker-channels";

const LIST = `${WORKSPACE}/Workers`;
const NAME_LIMIT = 64;

export function workerOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  /** Lists ask for the same workers again and again: a body holds for as long as a worker's view does. */
  const bodies = new WeakMap<WorkerView, object>();
  const toBody = (workspace: Workspace) => (worker: Worker) => {
    const known = bodies.get(worker.view);
    if (known) return known;
    const body = Object.freeze(newBody(workspace, worker));
    bodies.set(worker.view, body);
    return body;
  };
  const newBody = (workspace: Workspace, worker: Worker) => {
    const base = urlOf(workspace.sid);
    const workers = `${base}/Workers`;
    const url = `${workers}/${worker.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: worker.sid,
      friendly_name: worker.friendlyName,
      activity_sid: worker.activity.sid,
      activity_name: worker.activity.friendlyName,
      available: worker.activity.available,
      attributes: worker.attributes,
      date_created: isoSeconds(worker.createdAt),
      date_updated: isoSeconds(worker.updatedAt),
      date_status_changed: isoSeconds(worker.statusChangedAt),
      url,
      links: Object.freeze({
        activity: `${base}/Activities/${worker.activity.sid}`,
        channels: `${url}/Channels`,
        reservations: `${url}/Reservations`,
        worker_channels: `${url}/Channels`,
        worker_statistics: `${url}/Statistics`,
        statistics: `${workers}/Statistics`,
        real_time_statistics: `${workers}/RealTimeStatistics`,
        cumulative_statistics: `${workers}/CumulativeStatistics`,
        workspace: base,
      }),
    };
  };
  const reply = (status: number, { workspace }: Space, worker: Worker) => ({
    status,
    body: toBody(workspace)(worker),
    headers: { etag: etagOf(worker) },
  });
  const checkName = (workspace: Workspace, friendlyName: string, self?: Worker) => {
    if (friendlyName.length > NAME_LIMIT) throw badParameter(`FriendlyName must not exceed ${NAME_LIMIT} characters`);
    const isTaken = [...workspace.workers.values()].some(
      (worker) => worker !== self && worker.friendlyName.toLowerCase() === friendlyName.toLowerCase(),
    );
    if (isTaken) throw badParameter(`Worker with FriendlyName '${friendlyName}' already exists`);
  };
  const activityOf = (workspace: Workspace, sid: string): Activity => {
    const activity = workspace.activities.get(sid);
    if (!activity) throw badParameter(`ActivitySid ${sid} does not exist`);
    return activity;
  };
  const filterOf = ({ workspace, engine }: Space, parameters: Parameters) => {
    const name = text(parameters, "FriendlyName");
    const activityName = text(parameters, "ActivityName");
    const activitySid = text(parameters, "ActivitySid");
    const available = text(parameters, "Available");
    const queueSid = text(parameters, "TaskQueueSid");
    const queueName = text(parameters, "TaskQueueName");
    const queue = [...workspace.queues.values()].find((one) => one.sid === queueSid || one.friendlyName === queueName);
    if (!queue && (queueSid ?? queueName) !== undefined) throw badParameter("no such TaskQueue");
    return (worker: Worker) =>
      (name === undefined || worker.friendlyName === name) &&
      (activityName === undefined || worker.activity.friendlyName === activityName) &&
      (activitySid === undefined || worker.activity.sid === activitySid) &&
      (available === undefined || String(worker.activity.available) === available) &&
      (!queue || engine.matching.isInQueue(worker, queue));
  };

  return [
    {
      name: "ListWorker",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName", "ActivityName", "ActivitySid", "Available", "TaskQueueSid", "TaskQueueName"],
      run: (request) => {
        const space = spaceOf(context, request);
        const workers = [...space.workspace.workers.values()].filter(filterOf(space, request.parameters));
        return page(ORIGIN, request, "workers", workers, toBody(space.workspace));
      },
    },
    {
      name: "CreateWorker",
      method: "POST",
      path: LIST,
      parameters: ["FriendlyName", "ActivitySid", "Attributes"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const space = spaceOf(context, request);
        const { workspace, engine } = space;
        checkName(workspace, friendlyName);
        const activitySid = text(request.parameters, "ActivitySid");
        const attributes = attributesOf(request.parameters) ?? "{}";
        const now = kernel.clock.now();
        const hired = {
          sid: kernel.sids.next("WK"),
          friendlyName,
          attributes,
          parsed: JSON.parse(attributes),
          activity: activitySid === undefined ? workspace.defaultActivity : activityOf(workspace, activitySid),
          channels: [],
          version: 0,
          open: 0,
          idleSince: now,
          statusChangedAt: now,
          createdAt: now,
          updatedAt: now,
        };
        const worker: Worker = { ...hired, view: viewOfWorker(hired) };
        for (const channel of workspace.channels.values()) {
          worker.channels[channel.index] = newWorkerChannel(kernel, channel);
        }
        engine.workers.hired(worker);
        return reply(201, space, worker);
      },
    },
    {
      name: "FetchWorker",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const space = spaceOf(context, request);
        return reply(200, space, find(space.workspace.workers, request.ids["Sid"], request));
      },
    },
    {
      name: "UpdateWorker",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["FriendlyName", "ActivitySid", "Attributes"],
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace, engine } = space;
        const worker = find(workspace.workers, request.ids["Sid"], request);
        checkIfMatch(request, worker);
        const friendlyName = text(request.parameters, "FriendlyName");
        const activitySid = text(request.parameters, "ActivitySid");
        const activity = activitySid === undefined ? undefined : activityOf(workspace, activitySid);
        const attributes = attributesOf(request.parameters);
        if (friendlyName !== undefined) {
          checkName(workspace, friendlyName, worker);
          engine.workers.rename(worker, friendlyName);
        }
        if (attributes !== undefined) engine.workers.setAttributes(worker, attributes);
        if (activity) engine.workers.setActivity(worker, activity);
        return reply(200, space, worker);
      },
    },
  ];
}
