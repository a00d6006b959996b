/**
 * Simulated workers: they accept at once, talk, wrap up, complete; at closing time they take nothing new, finish what
 * they have, and go.
 */
import type { Account } from "../account";
import type { Reservation, Worker } from "../taskrouter/model";
import type { Attendance, Hire } from "./people";

/** What a worker does with a contact. Seconds. */
export type Work = { handle: number; wrapup: number; beforeCompletion: (taskSid: string) => Promise<void> };

type Present = {
  hire: Hire;
  worker: Worker;
  from: number;
  lastEnd: number;
  inHand: number;
  since: number;
  busy: number;
};

export class Workers {
  private readonly present = new Map<string, Present>();
  private readonly account: Account;
  private readonly workOf: (taskSid: string) => Work | undefined;
  private closedAt: number | undefined;

  constructor(account: Account, workOf: (taskSid: string) => Work | undefined) {
    this.account = account;
    this.workOf = workOf;
    account.taskRouter.listen(
      (_event, { reservation }) => {
        // On the clock, after the event: a worker sees the screen light up before reaching for it.
        if (reservation) account.clock.after(0, () => this.accept(reservation));
      },
      (_workspace, type) => type === "reservation.created",
    );
  }

  /** Hires people and sends them to an available activity. */
  async hire(hires: readonly Hire[]): Promise<void> {
    const { taskRouter, clock } = this.account;
    const { workspace } = taskRouter;
    const client = this.account.client(() => "people").taskrouter.v1.workspaces(workspace.sid);
    for (const hire of hires) {
      const attributes = { routing: { skills: Object.keys(hire.skills), levels: hire.skills }, roles: ["agent"] };
      const { sid } = await client.workers.create({ friendlyName: hire.name, attributes: JSON.stringify(attributes) });
      for (const uniqueName of [...workspace.channels.values()].map((channel) => channel.uniqueName)) {
        await client
          .workers(sid)
          .workerChannels(uniqueName)
          .update({ capacity: hire.capacity[uniqueName] ?? 0 });
      }
      const worker = workspace.workers.get(sid);
      if (!worker) throw new Error(`worker ${hire.name} was hired and is not there`);
      const now = clock.now();
      this.present.set(sid, { hire, worker, from: now, lastEnd: now, inHand: 0, since: now, busy: 0 });
    }
  }

  /** All go to an activity in which they get contacts. */
  open(): void {
    const { workspace, engine } = this.account.taskRouter;
    const available = [...workspace.activities.values()].find((activity) => activity.available);
    if (!available) throw new Error("the workspace has no available activity");
    for (const person of this.present.values()) {
      person.from = this.account.clock.now();
      engine.workers.setActivity(person.worker, available);
    }
  }

  /** All take nothing new; who has a contact in hand finishes it and goes then. */
  close(): void {
    const { workspace, engine } = this.account.taskRouter;
    const away = [...workspace.activities.values()].find((activity) => !activity.available);
    if (!away) throw new Error("the workspace has no unavailable activity");
    this.closedAt = this.account.clock.now();
    for (const { worker } of this.present.values()) engine.workers.setActivity(worker, away);
  }

  attendance(): Attendance[] {
    const now = this.account.clock.now();
    return [...this.present.values()].map(({ hire, from, lastEnd, busy, inHand, since }) => ({
      hire,
      from,
      to: inHand > 0 ? now : Math.max(this.closedAt ?? now, lastEnd),
      busy: busy + (inHand > 0 ? now - since : 0),
    }));
  }

  private accept(reservation: Reservation): void {
    const { clock, taskRouter } = this.account;
    const { task, worker } = reservation;
    const person = this.present.get(worker.sid);
    const work = this.workOf(task.sid);
    if (reservation.status !== "pending" || !person || !work) return;
    taskRouter.engine.moveReservation(reservation, "accepted");
    if (person.inHand++ === 0) person.since = clock.now();
    clock.after(work.handle, () => void this.wrapUp(reservation, person, work));
  }

  private async wrapUp(reservation: Reservation, person: Present, work: Work): Promise<void> {
    const { clock, taskRouter } = this.account;
    taskRouter.engine.moveReservation(reservation, "wrapping");
    // The disposition must stand on the task before it completes, however long writing it takes.
    await Promise.all([work.beforeCompletion(reservation.task.sid), clock.sleep(work.wrapup)]);
    taskRouter.engine.moveReservation(reservation, "completed");
    person.lastEnd = clock.now();
    if (--person.inHand === 0) person.busy += clock.now() - person.since;
  }
}
