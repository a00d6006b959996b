/** New workspaces: as Flex makes them, and as the API does. https://www.twilio.com/docs/taskrouter/api/workspace */
import type { Kernel } from "../kernel/kernel";
import type { Activity, TaskChannel, TaskQueue, Workflow, Workspace } from "./model";

/** What a new Flex account comes with. */
const FLEX = {
  friendlyName: "Flex Task Assignment",
  activities: [
    { friendlyName: "Offline", available: false },
    { friendlyName: "Available", available: true },
    { friendlyName: "Unavailable", available: false },
    { friendlyName: "Break", available: false },
  ],
  channels: ["default", "voice", "chat", "sms", "video", "email"],
};

/** What a workspace of the API's comes with: "a set of default Activities". */
const PLAIN = {
  activities: [
    { friendlyName: "Offline", available: false },
    { friendlyName: "Idle", available: true },
    { friendlyName: "Reserved", available: false },
    { friendlyName: "Busy", available: false },
  ],
  channels: ["default", "voice", "chat", "sms", "video"],
};

export function newActivity(kernel: Kernel, friendlyName: string, available: boolean): Activity {
  const now = kernel.clock.now();
  return { sid: kernel.sids.next("WA"), friendlyName, available, createdAt: now, updatedAt: now };
}

/** A task channel in the workspace's list; workers get their channel of it from the caller. */
export function addChannel(
  kernel: Kernel,
  workspace: Workspace,
  given: Pick<TaskChannel, "friendlyName" | "uniqueName" | "channelOptimizedRouting">,
): TaskChannel {
  const now = kernel.clock.now();
  const channel: TaskChannel = {
    sid: kernel.sids.next("TC"),
    ...given,
    index: workspace.channelCount++,
    createdAt: now,
    updatedAt: now,
  };
  workspace.channels.set(channel.sid, channel);
  return channel;
}

function build(
  kernel: Kernel,
  friendlyName: string,
  template: { activities: typeof PLAIN.activities; channels: string[] },
): Workspace {
  const now = kernel.clock.now();
  const activities = template.activities.map((given) => newActivity(kernel, given.friendlyName, given.available));
  const [offline] = activities;
  if (!offline) throw new Error("a workspace needs an activity");
  const workspace: Workspace = {
    sid: kernel.sids.next("WS"),
    friendlyName,
    eventCallbackUrl: "",
    eventsFilter: "",
    multiTaskEnabled: true,
    prioritizeQueueOrder: "FIFO",
    defaultActivity: offline,
    timeoutActivity: offline,
    activities: new Map(activities.map((activity) => [activity.sid, activity])),
    channels: new Map(),
    channelCount: 0,
    workers: new Map(),
    queues: new Map(),
    workflows: new Map(),
    tasks: new Map(),
    taskCount: 0,
    reservations: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  for (const uniqueName of template.channels) {
    addChannel(kernel, workspace, { uniqueName, friendlyName: uniqueName, channelOptimizedRouting: false });
  }
  return workspace;
}

export const flexWorkspace = (kernel: Kernel): Workspace => build(kernel, FLEX.friendlyName, FLEX);

export const plainWorkspace = (kernel: Kernel, friendlyName: string): Workspace => build(kernel, friendlyName, PLAIN);

/** The template FIFO: "a single TaskQueue for first-in, first-out distribution", and the workflow that leads into it. */
export function addFifo(kernel: Kernel, workspace: Workspace): { queue: TaskQueue; workflow: Workflow } {
  const now = kernel.clock.now();
  const dates = { createdAt: now, updatedAt: now };
  const queueView = { sid: kernel.sids.next("WQ"), friendlyName: "Default Queue", targetWorkers: "1==1" };
  const queue: TaskQueue = {
    ...queueView,
    ...dates,
    maxReservedWorkers: 1,
    taskOrder: "FIFO",
    reservationActivity: null,
    assignmentActivity: null,
    view: queueView,
  };
  const workflowView = { sid: kernel.sids.next("WW"), friendlyName: "Default Fifo Workflow" };
  const workflow: Workflow = {
    ...workflowView,
    ...dates,
    configuration: JSON.stringify({ task_routing: { filters: [], default_filter: { queue: queue.sid } } }),
    routing: { filters: [], defaultQueueSid: queue.sid },
    taskReservationTimeout: 120,
    assignmentCallbackUrl: null,
    fallbackAssignmentCallbackUrl: null,
    view: workflowView,
  };
  workspace.queues.set(queue.sid, queue);
  workspace.workflows.set(workflow.sid, workflow);
  return { queue, workflow };
}
