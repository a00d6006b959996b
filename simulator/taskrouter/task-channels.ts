/**
 * Task channel: https://www.twilio.com/docs/taskrouter/api/task-channel
 *
 * Modelled: all operations, by SID or unique name. A new channel gives every worker a channel of capacity 1, and a deleted
 * one takes it away again; the default channel, and one with open tasks, cannot be deleted. ChannelOptimizedRouting is
 * kept and shown; it does not change who gets a task.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  notFound,
  type Operation,
  page,
  type RestRequest,
  requiredText,
  text,
} from "../kernel/rest";
import { ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { checkRoom } from "./limits";
import type { TaskChannel, Workspace } from "./model";
import { addChannel } from "./new-workspace";
import { isOpen } from "./statistics/real-time";
import { newWorkerChannel } from "./worker-channels";

const LIST = `${WORKSPACE}/TaskChannels`;

/** "letters, digits, `_`, `$`, not starting with a digit" https://www.twilio.com/docs/taskrouter/multitasking */
const UNIQUE_NAME = /^[A-Za-z_$][\w$]*$/;

/** The channel of tasks that name none. */
const DEFAULT = "default";

const channelOf = ({ channels }: Workspace, sidOrName: string): TaskChannel | undefined =>
  channels.get(sidOrName) ?? [...channels.values()].find(({ uniqueName }) => uniqueName === sidOrName);

/** The channel that a task is to have. @throws RestError 400 */
export function channelCalled(workspace: Workspace, sidOrName: string): TaskChannel {
  const channel = channelOf(workspace, sidOrName);
  if (!channel) throw badParameter(`TaskChannel ${sidOrName} does not exist`);
  return channel;
}

function channelBy(workspace: Workspace, request: RestRequest): TaskChannel {
  const channel = channelOf(workspace, request.ids["Sid"] ?? "");
  if (!channel) throw notFound(request.path);
  return channel;
}

export function taskChannelOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (workspace: Workspace) => (channel: TaskChannel) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    sid: channel.sid,
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
    channel_optimized_routing: channel.channelOptimizedRouting,
    date_created: isoSeconds(channel.createdAt),
    date_updated: isoSeconds(channel.updatedAt),
    url: `${urlOf(workspace.sid)}/TaskChannels/${channel.sid}`,
    links: { workspace: urlOf(workspace.sid) },
  });

  return [
    {
      name: "ListTaskChannel",
      method: "GET",
      path: LIST,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return page(ORIGIN, request, "channels", [...workspace.channels.values()], toBody(workspace));
      },
    },
    {
      name: "CreateTaskChannel",
      method: "POST",
      path: LIST,
      parameters: ["FriendlyName", "UniqueName", "ChannelOptimizedRouting"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const uniqueName = requiredText(request.parameters, "UniqueName");
        const channelOptimizedRouting = boolean(request.parameters, "ChannelOptimizedRouting") ?? false;
        const { workspace, log } = spaceOf(context, request);
        const { channels, workers } = workspace;
        if (!UNIQUE_NAME.test(uniqueName)) throw badParameter(`UniqueName '${uniqueName}' is not valid`);
        if ([...channels.values()].some((channel) => channel.uniqueName === uniqueName)) {
          throw badParameter(`TaskChannel '${uniqueName}' already exists`);
        }
        checkRoom(workspace, "TaskChannels");
        const channel = addChannel(kernel, workspace, { friendlyName, uniqueName, channelOptimizedRouting });
        for (const worker of workers.values()) worker.channels[channel.index] = newWorkerChannel(kernel, channel);
        log.emit("task-channel.created", { details: { taskChannel: { ...channel } } });
        return { status: 201, body: toBody(workspace)(channel) };
      },
    },
    {
      name: "FetchTaskChannel",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody(workspace)(channelBy(workspace, request)) };
      },
    },
    {
      name: "UpdateTaskChannel",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["FriendlyName", "ChannelOptimizedRouting"],
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const channel = channelBy(workspace, request);
        const friendlyName = text(request.parameters, "FriendlyName") ?? channel.friendlyName;
        const channelOptimizedRouting =
          boolean(request.parameters, "ChannelOptimizedRouting") ?? channel.channelOptimizedRouting;
        Object.assign(channel, { friendlyName, channelOptimizedRouting, updatedAt: kernel.clock.now() });
        log.emit("task-channel.updated", { details: { taskChannel: { ...channel } } });
        return { status: 200, body: toBody(workspace)(channel) };
      },
    },
    {
      name: "DeleteTaskChannel",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const channel = channelBy(workspace, request);
        if (channel.uniqueName === DEFAULT) throw badParameter("the default TaskChannel cannot be deleted");
        if ([...workspace.tasks.values()].some((task) => task.channel === channel && isOpen(task))) {
          throw badParameter(`TaskChannel ${channel.sid} cannot be deleted: it has open Tasks`);
        }
        workspace.channels.delete(channel.sid);
        for (const worker of workspace.workers.values()) worker.channels[channel.index] = undefined;
        log.emit("task-channel.deleted", { details: { taskChannel: { ...channel } } });
        return { status: 204 };
      },
    },
  ];
}
