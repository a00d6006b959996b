/**
 * Worker channel: https://www.twilio.com/docs/taskrouter/api/worker-channel
 *
 * Modelled: fetch and update (by SID or the channel's unique name), list. Capacity 0 or Available=false ends new
 * reservations; lowering it below what is open ends none.
 */
import { isoSeconds, type Kernel } from "../kernel/kernel";
import { boolean, integer, notFound, type Operation, page, type RestRequest } from "../kernel/rest";
import { find, inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import { availableCapacityPercentage } from "./matching";
import type { TaskChannel, Worker, WorkerChannel } from "./model";

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
  const { kernel, workspace } = context;
  const toBody = (worker: Worker) => (channel: WorkerChannel) => ({
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
    url: `${ORIGIN}/v1/Workspaces/${workspace.sid}/Workers/${worker.sid}/Channels/${channel.sid}`,
  });
  const workerOf = (request: RestRequest) =>
    find(inWorkspace(context, request).workers, request.ids["WorkerSid"], request);
  const channelOf = (worker: Worker, request: RestRequest) => {
    const wanted = request.ids["Sid"] ?? "";
    const found = worker.channels.get(wanted) ?? [...worker.channels.values()].find(({ sid }) => sid === wanted);
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
        return page(ORIGIN, request, "channels", [...worker.channels.values()], toBody(worker));
      },
    },
    {
      name: "FetchWorkerChannel",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const worker = workerOf(request);
        return { status: 200, body: toBody(worker)(channelOf(worker, request)) };
      },
    },
    {
      name: "UpdateWorkerChannel",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["Capacity", "Available"],
      run: (request) => {
        const worker = workerOf(request);
        const channel = channelOf(worker, request);
        const capacity = integer(request.parameters, "Capacity");
        const available = boolean(request.parameters, "Available");
        context.engine.workers.setChannel(worker, channel, {
          ...(capacity === undefined ? {} : { capacity }),
          ...(available === undefined ? {} : { available }),
        });
        return { status: 200, body: toBody(worker)(channel) };
      },
    },
  ];
}
