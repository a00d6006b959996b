/**
 * Task channel: https://www.twilio.com/docs/taskrouter/api/task-channel
 *
 * Modelled: create, fetch (by SID or unique name), list. A new channel gives every worker a channel of capacity 1.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, notFound, type Operation, page, type RestRequest, requiredText } from "../kernel/rest";
import { inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import type { TaskChannel, Workspace } from "./model";
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
  const { kernel, workspace } = context;
  const toBody = (channel: TaskChannel) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    sid: channel.sid,
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
    channel_optimized_routing: false,
    date_created: isoSeconds(channel.createdAt),
    date_updated: isoSeconds(channel.updatedAt),
    url: `${ORIGIN}/v1/Workspaces/${workspace.sid}/TaskChannels/${channel.sid}`,
    links: { workspace: `${ORIGIN}/v1/Workspaces/${workspace.sid}` },
  });

  return [
    {
      name: "ListTaskChannel",
      method: "GET",
      path: LIST,
      run: (request) => {
        const channels = [...inWorkspace(context, request).channels.values()];
        return page(ORIGIN, request, "channels", channels, toBody);
      },
    },
    {
      name: "CreateTaskChannel",
      method: "POST",
      path: LIST,
      parameters: ["FriendlyName", "UniqueName"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const uniqueName = requiredText(request.parameters, "UniqueName");
        const { channels, workers } = inWorkspace(context, request);
        if (!UNIQUE_NAME.test(uniqueName)) throw badParameter(`UniqueName '${uniqueName}' is not valid`);
        if ([...channels.values()].some((channel) => channel.uniqueName === uniqueName)) {
          throw badParameter(`TaskChannel '${uniqueName}' already exists`);
        }
        const now = kernel.clock.now();
        const channel = { sid: kernel.sids.next("TC"), friendlyName, uniqueName, createdAt: now, updatedAt: now };
        channels.set(channel.sid, channel);
        for (const worker of workers.values()) worker.channels.set(uniqueName, newWorkerChannel(kernel, channel));
        context.log.emit("task-channel.created", channel.sid, `TaskChannel ${uniqueName} created`, {});
        return { status: 201, body: toBody(channel) };
      },
    },
    {
      name: "FetchTaskChannel",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const found = channelBy(inWorkspace(context, request), request.ids["Sid"] ?? "", request);
        return { status: 200, body: toBody(found) };
      },
    },
  ];
}
