/** TaskRouter of a Flex account: one workspace, as Flex makes it. https://www.twilio.com/docs/taskrouter */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { activityOperations } from "./activities";
import type { TaskRouterContext } from "./context";
import { Engine } from "./engine";
import { EventLog } from "./event-log";
import { eventOperations } from "./events";
import type { Workspace } from "./model";
import { queueStatisticsOperations } from "./queue-statistics";
import { reservationOperations } from "./reservations";
import { taskChannelOperations } from "./task-channels";
import { taskQueueOperations } from "./task-queues";
import { taskOperations } from "./tasks";
import { workerChannelOperations } from "./worker-channels";
import { workerOperations } from "./workers";
import { workflowOperations } from "./workflows";
import { workspaceOperations } from "./workspaces";

/** What a new Flex account comes with. */
const ACTIVITIES = [
  { friendlyName: "Offline", available: false },
  { friendlyName: "Available", available: true },
  { friendlyName: "Unavailable", available: false },
  { friendlyName: "Break", available: false },
];
const CHANNELS = ["default", "voice", "chat", "sms", "video", "email"];

function flexWorkspace(kernel: Kernel): Workspace {
  const now = kernel.clock.now();
  const dated = { createdAt: now, updatedAt: now };
  const activities = ACTIVITIES.map((given) => ({ ...given, sid: kernel.sids.next("WA"), ...dated }));
  const [offline] = activities;
  if (!offline) throw new Error("a workspace needs an activity");
  const channels = CHANNELS.map((uniqueName) => ({
    sid: kernel.sids.next("TC"),
    uniqueName,
    friendlyName: uniqueName,
    ...dated,
  }));
  return {
    sid: kernel.sids.next("WS"),
    friendlyName: "Flex Task Assignment",
    eventCallbackUrl: "",
    eventsFilter: "",
    defaultActivity: offline,
    timeoutActivity: offline,
    activities: new Map(activities.map((activity) => [activity.sid, activity])),
    channels: new Map(channels.map((channel) => [channel.sid, channel])),
    workers: new Map(),
    queues: new Map(),
    workflows: new Map(),
    tasks: new Map(),
    reservations: new Map(),
    ...dated,
  };
}

export class TaskRouter {
  readonly workspace: Workspace;
  readonly log: EventLog;
  readonly engine: Engine;
  readonly operations: readonly Operation[];

  constructor(kernel: Kernel) {
    this.workspace = flexWorkspace(kernel);
    this.log = new EventLog(kernel, this.workspace);
    this.engine = new Engine(kernel, this.workspace, this.log);
    const context: TaskRouterContext = { kernel, workspace: this.workspace, engine: this.engine, log: this.log };
    this.operations = [
      workspaceOperations,
      activityOperations,
      taskChannelOperations,
      workerOperations,
      workerChannelOperations,
      queueStatisticsOperations,
      taskQueueOperations,
      workflowOperations,
      taskOperations,
      reservationOperations,
      eventOperations,
    ].flatMap((operationsOf) => operationsOf(context));
  }
}
