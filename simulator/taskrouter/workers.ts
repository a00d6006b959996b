/**
 * Worker: https://www.twilio.com/docs/taskrouter/api/worker
 *
 * Modelled: create, fetch, update with If-Match, list by name, activity, availability and queue. Not modelled:
 * TargetWorkersExpression, RejectPendingReservations, delete.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, jsonObject, type Operation, type Parameters, page, requiredText, text } from "../kernel/rest";
import { checkIfMatch, etagOf, find, inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import { isInQueue } from "./matching";
import type { Activity, Worker } from "./model";
import { newWorkerChannel } from "./worker-channels";

const LIST = `${WORKSPACE}/Workers`;
/** https://www.twilio.com/docs/taskrouter/limits */
const ATTRIBUTES_LIMIT = 4096;
const NAME_LIMIT = 64;

export function attributesOf(parameters: Parameters): string | undefined {
  const attributes = jsonObject(parameters, "Attributes");
  if (attributes !== undefined && attributes.length > ATTRIBUTES_LIMIT) {
    throw badParameter(`Attributes must not exceed ${ATTRIBUTES_LIMIT} characters`);
  }
  return attributes;
}

export function workerOperations(context: TaskRouterContext): Operation[] {
  const { kernel, workspace } = context;
  const toBody = (worker: Worker) => {
    const workers = `${ORIGIN}/v1/Workspaces/${workspace.sid}/Workers`;
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
      links: {
        activity: `${ORIGIN}/v1/Workspaces/${workspace.sid}/Activities/${worker.activity.sid}`,
        channels: `${url}/Channels`,
        reservations: `${url}/Reservations`,
        worker_channels: `${url}/Channels`,
        worker_statistics: `${url}/Statistics`,
        statistics: `${workers}/Statistics`,
        real_time_statistics: `${workers}/RealTimeStatistics`,
        cumulative_statistics: `${workers}/CumulativeStatistics`,
        workspace: `${ORIGIN}/v1/Workspaces/${workspace.sid}`,
      },
    };
  };
  const reply = (status: number, worker: Worker) => ({
    status,
    body: toBody(worker),
    headers: { etag: etagOf(worker) },
  });
  const checkName = (friendlyName: string, self?: Worker) => {
    if (friendlyName.length > NAME_LIMIT) throw badParameter(`FriendlyName must not exceed ${NAME_LIMIT} characters`);
    const isTaken = [...workspace.workers.values()].some(
      (worker) => worker !== self && worker.friendlyName.toLowerCase() === friendlyName.toLowerCase(),
    );
    if (isTaken) throw badParameter(`Worker with FriendlyName '${friendlyName}' already exists`);
  };
  const activityOf = (sid: string): Activity => {
    const activity = workspace.activities.get(sid);
    if (!activity) throw badParameter(`ActivitySid ${sid} does not exist`);
    return activity;
  };
  const filterOf = (parameters: Parameters) => {
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
      (!queue || isInQueue(worker, queue));
  };

  return [
    {
      name: "ListWorker",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName", "ActivityName", "ActivitySid", "Available", "TaskQueueSid", "TaskQueueName"],
      run: (request) => {
        const workers = [...inWorkspace(context, request).workers.values()].filter(filterOf(request.parameters));
        return page(ORIGIN, request, "workers", workers, toBody);
      },
    },
    {
      name: "CreateWorker",
      method: "POST",
      path: LIST,
      parameters: ["FriendlyName", "ActivitySid", "Attributes"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const { workers, channels, defaultActivity } = inWorkspace(context, request);
        checkName(friendlyName);
        const activitySid = text(request.parameters, "ActivitySid");
        const attributes = attributesOf(request.parameters) ?? "{}";
        const now = kernel.clock.now();
        const worker: Worker = {
          sid: kernel.sids.next("WK"),
          friendlyName,
          attributes,
          parsed: JSON.parse(attributes),
          activity: activitySid === undefined ? defaultActivity : activityOf(activitySid),
          channels: new Map(),
          version: 0,
          open: 0,
          idleSince: now,
          statusChangedAt: now,
          createdAt: now,
          updatedAt: now,
        };
        for (const channel of channels.values())
          worker.channels.set(channel.uniqueName, newWorkerChannel(kernel, channel));
        workers.set(worker.sid, worker);
        context.log.emit("worker.created", worker.sid, `Worker ${friendlyName} created`, { worker });
        context.engine.offerTo(worker);
        return reply(201, worker);
      },
    },
    {
      name: "FetchWorker",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => reply(200, find(inWorkspace(context, request).workers, request.ids["Sid"], request)),
    },
    {
      name: "UpdateWorker",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["FriendlyName", "ActivitySid", "Attributes"],
      run: (request) => {
        const worker = find(inWorkspace(context, request).workers, request.ids["Sid"], request);
        checkIfMatch(request, worker);
        const friendlyName = text(request.parameters, "FriendlyName");
        const activitySid = text(request.parameters, "ActivitySid");
        const activity = activitySid === undefined ? undefined : activityOf(activitySid);
        const attributes = attributesOf(request.parameters);
        if (friendlyName !== undefined) {
          checkName(friendlyName, worker);
          context.engine.workers.rename(worker, friendlyName);
        }
        if (attributes !== undefined) context.engine.workers.setAttributes(worker, attributes);
        if (activity) context.engine.workers.setActivity(worker, activity);
        return reply(200, worker);
      },
    },
  ];
}
