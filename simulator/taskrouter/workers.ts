/**
 * Worker: https://www.twilio.com/docs/taskrouter/api/worker
 *
 * Modelled: all operations and parameters. A worker can be deleted in an unavailable activity only, and without open
 * reservations.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, boolean, type Operation, page, requiredText, text } from "../kernel/rest";
import { attributesOf } from "./attributes";
import { checkIfMatch, etagOf, find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { checkRoom, evaluationRate } from "./limits";
import { type Activity, viewOfWorker, type Worker, type WorkerView, type Workspace } from "./model";
import { ordered } from "./ordering";
import type { Space } from "./space";
import { newWorkerChannel } from "./worker-channels";
import { workersIn } from "./worker-filter";

const LIST = `${WORKSPACE}/Workers`;
const NAME_LIMIT = 64;

const ORDERINGS: Readonly<Record<string, (worker: Worker) => number | string>> = {
  DateStatusChanged: ({ statusChangedAt }) => statusChangedAt,
  DateCreated: ({ createdAt }) => createdAt,
  DateUpdated: ({ updatedAt }) => updatedAt,
  FriendlyName: ({ friendlyName }) => friendlyName,
};

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
  const inList = (workspace: Workspace) => (worker: Worker) =>
    kernel.switches.listsCarryAttributes
      ? toBody(workspace)(worker)
      : { ...toBody(workspace)(worker), attributes: null };
  const reply = (status: number, { workspace }: Space, worker: Worker) => ({
    status,
    body: toBody(workspace)(worker),
    headers: { etag: etagOf(worker) },
  });
  const checkName = (workspace: Workspace, friendlyName: string, self?: Worker) => {
    if (friendlyName === "" || friendlyName.length > NAME_LIMIT) {
      throw badParameter(`FriendlyName must be 1 to ${NAME_LIMIT} characters long`);
    }
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
  return [
    {
      name: "ListWorker",
      method: "GET",
      path: LIST,
      parameters: [
        "FriendlyName",
        "ActivityName",
        "ActivitySid",
        "Available",
        "TargetWorkersExpression",
        "TaskQueueSid",
        "TaskQueueName",
        "Ordering",
      ],
      rate: evaluationRate("Worker", "TargetWorkersExpression"),
      run: (request) => {
        const { parameters } = request;
        const space = spaceOf(context, request);
        const workers = ordered(workersIn(space, parameters), parameters, ORDERINGS);
        return page(ORIGIN, request, "workers", workers, inList(space.workspace));
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
        checkRoom(workspace, "Workers");
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
      parameters: ["FriendlyName", "ActivitySid", "Attributes", "RejectPendingReservations"],
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace, engine } = space;
        const worker = find(workspace.workers, request.ids["Sid"], request);
        checkIfMatch(request, worker);
        const friendlyName = text(request.parameters, "FriendlyName");
        const activitySid = text(request.parameters, "ActivitySid");
        const activity = activitySid === undefined ? undefined : activityOf(workspace, activitySid);
        const attributes = attributesOf(request.parameters);
        const rejects = boolean(request.parameters, "RejectPendingReservations") ?? false;
        if (friendlyName !== undefined) {
          checkName(workspace, friendlyName, worker);
          engine.workers.rename(worker, friendlyName);
        }
        if (attributes !== undefined) engine.workers.setAttributes(worker, attributes);
        if (activity) engine.workers.setActivity(worker, activity);
        // "only valid if the Worker's new Activity" is an unavailable one
        if (rejects && activity?.available === false) engine.workers.rejectPending(worker);
        return reply(200, space, worker);
      },
    },
    {
      name: "DeleteWorker",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, engine } = spaceOf(context, request);
        const worker = find(workspace.workers, request.ids["Sid"], request);
        checkIfMatch(request, worker);
        if (worker.activity.available) {
          throw badParameter(`Worker ${worker.sid} cannot be deleted in an available Activity`);
        }
        if (worker.open > 0) throw badParameter(`Worker ${worker.sid} cannot be deleted: it has open Reservations`);
        engine.workers.left(worker);
        return { status: 204 };
      },
    },
  ];
}
