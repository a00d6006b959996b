/**
 * Worker channel: https://www.twilio.com/docs/taskrouter/api/worker-channel
 *
 * Modelled: fetch and update (by SID or the channel's unique name), list. Capacity 0 or Available=false ends new
 * reservations; lowering it below what is open ends none.
 */
import { isoSeconds, type Kernel } from "../kernel/kernel";
import { boolean, integer, notFound, type Operation, page, type RestRequest } from "../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { availableCapacityPercentage } from "./matching";
import type { TaskChannel, Worker, WorkerChannel, Workspace } from "./model";

/** https://www.twilio.com/docs/taskrouter/taskrouter-resource-limits */
const MAXIMUM_CAPACITY = 50;

const LIST = `${WORKSPACE}/Workers/:WorkerSid/Channels`;

export function newWorkerChannel(kernel: Kernel, channel: TaskChannel): WorkerChannel {
  const now = kernel.clock.now();
  return {
    sid: kernel.sids.next("WC"),
    channel,
    capacity: 1,
    available: true,
    open: 0,
    assigned: 0,
    createdAt: now,
    updatedAt: now,
  };
}

export function workerChannelOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (workspace: Workspace, worker: Worker) => (channel: WorkerChannel) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    worker_sid: worker.sid,
    sid: channel.sid,
    task_channel_sid: channel.channel.sid,
    task_channel_unique_name: channel.channel.uniqueName,
    assigned_tasks: channel.assigned,
    available: channel.available,
    available_capacity_percentage: availableCapacityPercentage(channel),
    configured_capacity: channel.capacity,
    date_created: isoSeconds(channel.createdAt),
    date_updated: isoSeconds(channel.updatedAt),
    url: `${urlOf(workspace.sid)}/Workers/${worker.sid}/Channels/${channel.sid}`,
  });
  const workerOf = (request: RestRequest) =>
    find(spaceOf(context, request).workspace.workers, request.ids["WorkerSid"], request);
  const channelOf = (worker: Worker, request: RestRequest) => {
    const wanted = request.ids["Sid"] ?? "";
    const found = worker.channels.find(
      (one) => one?.sid === wanted || one?.channel.sid === wanted || one?.channel.uniqueName === wanted,
    );
    if (!found) throw notFound(request.path);
    return found;
  };

  return [
    {
      name: "ListWorkerChannel",
      method: "GET",
      path: LIST,
      run: (request) => {
        const worker = workerOf(request);
        const channels = worker.channels.filter((channel) => channel !== undefined);
        return page(ORIGIN, request, "channels", channels, toBody(spaceOf(context, request).workspace, worker));
      },
    },
    {
      name: "FetchWorkerChannel",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        const worker = workerOf(request);
        return { status: 200, body: toBody(workspace, worker)(channelOf(worker, request)) };
      },
    },
    {
      name: "UpdateWorkerChannel",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["Capacity", "Available"],
      run: (request) => {
        const { workspace, engine } = spaceOf(context, request);
        const worker = workerOf(request);
        const channel = channelOf(worker, request);
        const capacity = integer(request.parameters, "Capacity", 0, MAXIMUM_CAPACITY);
        const available = boolean(request.parameters, "Available");
        engine.workers.setChannel(worker, channel, {
          ...(capacity === undefined ? {} : { capacity }),
          ...(available === undefined ? {} : { available }),
        });
        return { status: 200, body: toBody(workspace, worker)(channel) };
      },
    },
  ];
}
