/**
 * The simulated account as the systems drive it, and the only file here that knows its engine.
 *
 * Workspace, queues and workers are made through the REST client; contacts then go straight to the TaskRouter engine.
 * Workers accept at once. Moments are seconds since the account was opened; TaskRouter keeps them in whole milliseconds.
 */
import { Account } from "../../simulator/account";
import type { Reservation, Task, TaskChannel, Worker, Workflow } from "../../simulator/taskrouter/model";

/** What the floor keeps of a contact while it is there. */
export type Visitor = { task?: Task | undefined; reservation?: Reservation | undefined };

export type FloorPlan = {
  seed: number;
  /** Attributes, a worker each. */
  workers: readonly object[];
  /** Target workers' expressions by name. */
  queues: Readonly<Record<string, string>>;
  /** The workflow's filters, given the queues' SIDs. */
  filters: (queues: Readonly<Record<string, string>>) => readonly object[];
  /** Seconds after which a task nobody has taken would be canceled: longer than anybody waits. */
  timeout: number;
};

/** The plan of a floor with one queue, which everybody serves. */
export const oneQueue = (workers: number): Pick<FloorPlan, "workers" | "queues" | "filters"> => ({
  workers: Array.from({ length: workers }, () => ({})),
  queues: { everyone: "1==1" },
  filters: ({ everyone }) => [{ expression: "1==1", targets: [{ queue: everyone }] }],
});

export class Floor<Contact extends Visitor> {
  /** Told when a worker, by number, has accepted. */
  onAccepted: (contact: Contact, worker: number) => void = () => undefined;
  private readonly account: Account;
  private readonly opened: number;
  private readonly timeout: number;
  private readonly workflow: Workflow;
  private readonly channel: TaskChannel;
  private readonly workers: readonly Worker[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly visitors = new Map<string, Contact>();

  static async open<Contact extends Visitor>(plan: FloorPlan): Promise<Floor<Contact>> {
    const account = new Account({ seed: plan.seed });
    const { workspace } = account.taskRouter;
    const client = account.client(() => "floor").taskrouter.v1.workspaces(workspace.sid);
    const queues: Record<string, string> = {};
    for (const [friendlyName, targetWorkers] of Object.entries(plan.queues)) {
      queues[friendlyName] = (await client.taskQueues.create({ friendlyName, targetWorkers })).sid;
    }
    const available = (await client.activities.list({ available: "true" }))[0];
    const workers: string[] = [];
    for (const [number, attributes] of plan.workers.entries()) {
      const given = { friendlyName: `worker ${number}`, attributes: JSON.stringify(attributes) };
      const worker = await client.workers.create({ ...given, ...(available ? { activitySid: available.sid } : {}) });
      workers.push(worker.sid);
    }
    const configuration = JSON.stringify({ task_routing: { filters: plan.filters(queues) } });
    const workflow = await client.workflows.create({ friendlyName: "Contacts", configuration });
    return new Floor(account, plan.timeout, workflow.sid, workers);
  }

  private constructor(account: Account, timeout: number, workflowSid: string, workerSids: readonly string[]) {
    const { workspace } = account.taskRouter;
    this.account = account;
    this.timeout = timeout;
    this.opened = account.clock.now();
    this.workflow = present(workspace.workflows.get(workflowSid));
    this.channel = present([...workspace.channels.values()].find(({ uniqueName }) => uniqueName === "voice"));
    this.workers = workerSids.map((sid) => present(workspace.workers.get(sid)));
    this.numbers = new Map(workerSids.map((sid, number) => [sid, number]));
    account.taskRouter.listen(
      (_event, { reservation }) => {
        // On the clock: the task may not be back from the engine yet.
        if (reservation) account.clock.at(account.clock.now(), () => this.accept(reservation));
      },
      (_workspace, type) => type === "reservation.created",
    );
  }

  now(): number {
    return (this.account.clock.now() - this.opened) / 1000;
  }

  at(seconds: number, run: () => void): void {
    this.account.clock.at(this.opened + Math.round(seconds * 1000), run);
  }

  /** Moves on until nothing is left to happen. */
  async run(): Promise<void> {
    await this.account.clock.untilIdle();
  }

  /** The contact becomes a task; whether a worker was free for it. */
  arrive(contact: Contact, attributes: string): boolean {
    const { workflow, channel, timeout } = this;
    const task = this.account.taskRouter.engine.create({ workflow, channel, attributes, priority: 0, timeout });
    contact.task = task;
    contact.reservation = undefined;
    this.visitors.set(task.sid, contact);
    return task.status === "reserved";
  }

  /** The contact goes unless a worker has it; whether it has gone. */
  abandon(contact: Contact, reason: string): boolean {
    const { task } = contact;
    if (task?.status !== "pending") return false;
    this.account.taskRouter.engine.move(task, "canceled", reason);
    this.visitors.delete(task.sid);
    contact.task = undefined;
    return true;
  }

  /** Who is there and has no worker. */
  waiting(): Contact[] {
    return [...this.visitors.values()].filter(({ task }) => task?.status === "pending");
  }

  complete(contact: Contact): void {
    const { task, reservation } = contact;
    if (!task || !reservation) throw new Error("a contact nobody has accepted cannot be completed");
    this.visitors.delete(task.sid);
    contact.task = undefined;
    contact.reservation = undefined;
    this.account.taskRouter.engine.moveReservation(reservation, "completed");
  }

  /** By which attributes can name a worker. */
  sid(worker: number): string {
    return present(this.workers[worker]).sid;
  }

  isFree(worker: number): boolean {
    const { open, activity } = present(this.workers[worker]);
    return activity.available && open === 0;
  }

  isPresent(worker: number): boolean {
    return present(this.workers[worker]).activity.available;
  }

  /** Goes to an activity in which contacts come, or to one in which none do; what is in hand is finished either way. */
  setPresent(worker: number, isPresent: boolean): void {
    const { workspace, engine } = this.account.taskRouter;
    const activity = present([...workspace.activities.values()].find(({ available }) => available === isPresent));
    engine.workers.setActivity(present(this.workers[worker]), activity);
  }

  private accept(reservation: Reservation): void {
    const contact = this.visitors.get(reservation.task.sid);
    if (!contact || reservation.status !== "pending") return;
    contact.reservation = reservation;
    this.account.taskRouter.engine.moveReservation(reservation, "accepted");
    this.onAccepted(contact, present(this.numbers.get(reservation.worker.sid)));
  }
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the account has lost what it was given");
  return value;
}
