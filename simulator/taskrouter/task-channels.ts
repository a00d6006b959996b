/**
 * Task channel: https://www.twilio.com/docs/taskrouter/api/task-channel
 *
 * Modelled: create, fetch (by SID or unique name), list. A new channel gives every worker a channel of capacity 1.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, boolean, notFound, type Operation, page, type RestRequest, requiredText } from "../kernel/rest";
import { ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import type { TaskChannel, Workspace } from "./model";
import { addChannel } from "./new-workspace";
import { newWorkerChannel } from "./worker-channels";

const LIST = `${WORKSPACE}/TaskChannels`;

/** "letters, digits, `_`, `$`, not starting with a digit" https://www.twilio.com/docs/taskrouter/multitasking */
const UNIQUE_NAME = /^[A-Za-z_$][\w$]*$/;

export function channelBy(workspace: Workspace, sidOrName: string, request: RestRequest): TaskChannel {
  const channel =
    workspace.channels.get(sidOrName) ??
    [...workspace.channels.values()].find(({ uniqueName }) => uniqueName === sidOrName);
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
        return { status: 200, body: toBody(workspace)(channelBy(workspace, request.ids["Sid"] ?? "", request)) };
      },
    },
  ];
}
