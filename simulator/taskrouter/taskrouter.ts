/** TaskRouter: https://www.twilio.com/docs/taskrouter. A Flex account has one workspace; the API can add others. */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import type { Webhooks } from "../kernel/webhooks";
import { activityOperations } from "./activities";
import type { TaskRouterContext } from "./context";
import type { Engine } from "./engine";
import type { EventLog, Interest, Listener, SavedLog } from "./event-log";
import { eventOperations } from "./events";
import type { Reservation, Task, Workspace } from "./model";
import { flexWorkspace } from "./new-workspace";
import { reservationOperations } from "./reservations";
import { Space } from "./space";
import { queueStatisticsOperations } from "./statistics/queue-statistics";
import { workerStatisticsOperations } from "./statistics/worker-statistics";
import { workflowStatisticsOperations } from "./statistics/workflow-statistics";
import { workspaceStatisticsOperations } from "./statistics/workspace-statistics";
import { taskChannelOperations } from "./task-channels";
import { taskQueueOperations } from "./task-queues";
import { taskOperations } from "./tasks";
import { workerChannelOperations } from "./worker-channels";
import { workerOperations } from "./workers";
import { workflowOperations } from "./workflows";
import { workspaceOperations } from "./workspaces";

type Saved = { flexWorkspaceSid: string; spaces: { workspace: Workspace; log: SavedLog }[] };

export class TaskRouter {
  readonly operations: readonly Operation[];
  private readonly spaces = new Map<string, Space>();
  private readonly listeners: { listener: Listener; wants: Interest | undefined }[] = [];
  private readonly kernel: Kernel;
  private readonly webhooks: Webhooks;
  private flexWorkspaceSid: string;

  constructor(kernel: Kernel, webhooks: Webhooks) {
    this.kernel = kernel;
    this.webhooks = webhooks;
    this.flexWorkspaceSid = this.open(flexWorkspace(kernel)).workspace.sid;
    const { clock } = kernel;
    clock.on("taskrouter.target", (task: Task) => this.engineOf(task)?.targetTimedOut(task));
    clock.on("taskrouter.life", (task: Task) => this.engineOf(task)?.tasks.timeIsUp(task));
    clock.on("taskrouter.reservation", (reservation: Reservation) => {
      this.engineOf(reservation.task)?.reservationTimedOut(reservation);
    });
    clock.on("taskrouter.assignment", (reservation: Reservation) => {
      void this.engineOf(reservation.task)?.assignment.ask(reservation);
    });
    const context: TaskRouterContext = { kernel, spaces: this.spaces };
    this.operations = [
      workspaceOperations(context, {
        open: (workspace) => this.open(workspace),
        close: (sid) => this.spaces.delete(sid),
        isFlex: (sid) => sid === this.flexWorkspaceSid,
      }),
      activityOperations(context),
      taskChannelOperations(context),
      workerOperations(context),
      workerChannelOperations(context),
      workspaceStatisticsOperations(context),
      workerStatisticsOperations(context),
      queueStatisticsOperations(context),
      workflowStatisticsOperations(context),
      taskQueueOperations(context),
      workflowOperations(context),
      taskOperations(context),
      reservationOperations(context),
      eventOperations(context),
    ].flat();
  }

  /** The Flex account's workspace. */
  get workspace(): Workspace {
    return this.flex.workspace;
  }

  /** Every workspace, the Flex account's first. */
  workspaces(): readonly Workspace[] {
    return [...this.spaces.values()].map(({ workspace }) => workspace);
  }

  /** The events of the Flex account's workspace. */
  get log(): EventLog {
    return this.flex.log;
  }

  /** What happens in the Flex account's workspace. */
  get engine(): Engine {
    return this.flex.engine;
  }

  /** Called for each event of every workspace, at once. */
  listen(listener: Listener, wants?: Interest): void {
    this.listeners.push({ listener, wants });
    for (const { log } of this.spaces.values()) log.listen(listener, wants);
  }

  save(): Saved {
    const spaces = [...this.spaces.values()].map(({ workspace, log }) => ({ workspace, log: log.save() }));
    return { flexWorkspaceSid: this.flexWorkspaceSid, spaces };
  }

  restore({ flexWorkspaceSid, spaces }: Saved): void {
    this.spaces.clear();
    for (const { workspace, log } of spaces) this.open(workspace).log.restore(log);
    this.flexWorkspaceSid = flexWorkspaceSid;
  }

  private get flex(): Space {
    const space = this.spaces.get(this.flexWorkspaceSid);
    if (!space) throw new Error("the account's Flex workspace is gone");
    return space;
  }

  private engineOf({ workspace }: Task): Engine | undefined {
    return this.spaces.get(workspace.sid)?.engine;
  }

  private open(workspace: Workspace): Space {
    const space = new Space(this.kernel, this.webhooks, workspace);
    for (const { listener, wants } of this.listeners) space.log.listen(listener, wants);
    this.spaces.set(workspace.sid, space);
    return space;
  }
}
