/** Contacts that go as somebody has written down: who reacts how to which offer, and what comes after. */
import type { Account } from "../../simulator/account";
import type { Reservation } from "../../simulator/taskrouter/model";
import { type TasksDoor, tasksDoorOf } from "../../simulator/taskrouter/tasks-door";

export type ContactScript = {
  /** Seconds from the beginning, as below seconds. */
  at: number;
  queue: string;
  channel: string;
  /** What becomes of the first offers; those after them are accepted. */
  offers: readonly ("accept" | "reject" | "ignore")[];
  /** From an offer to the answer. */
  reaction: number;
  /** The customer gives up after it, unless somebody has answered. */
  patience: number;
  talk: number;
  /** None where it is 0. */
  wrapup: number;
  /** In the middle of the talk, to whoever of the queue is free. */
  transfer: "WARM" | "COLD" | undefined;
  /** Written to the task before it completes. */
  disposition: string | undefined;
  /** Seconds on hold, reported with the disposition. */
  hold: number | undefined;
};

export class ScriptedPeople {
  /** The tasks, by their number in the scripts. */
  readonly taskSids: string[] = [];
  private readonly offered = new Map<string, number>();
  private readonly byTask = new Map<string, ContactScript>();
  private readonly account: Account;
  private readonly tasks: TasksDoor;

  constructor(account: Account, scripts: readonly ContactScript[]) {
    this.account = account;
    this.tasks = tasksDoorOf(account.taskRouter);
    account.taskRouter.listen(
      (_event, { reservation }) => reservation && this.offer(reservation),
      (_workspace, type) => type === "reservation.created",
    );
    for (const [number, script] of scripts.entries()) {
      account.clock.after(script.at, () => this.arrive(script, number));
    }
  }

  private arrive(script: ContactScript, number: number): void {
    const { clock } = this.account;
    const { queue, channel, patience } = script;
    const floor = {
      queue,
      channel,
      segment: "everyone",
      because: "first-contact",
      customer: `c${number}`,
      language: "en",
    };
    const attributes = JSON.stringify({ from: `+1555010${String(number % 10_000).padStart(4, "0")}`, floor });
    // The task is known before the engine offers it: people react on the clock.
    const { sid } = this.tasks.createTask({ channel, attributes, priority: 0, timeout: 86_400 });
    this.taskSids[number] = sid;
    this.byTask.set(sid, script);
    clock.after(patience, () => this.tasks.withdraw(sid, "hangup"));
  }

  private offer(reservation: Reservation): void {
    const { clock } = this.account;
    // On the clock, after the event: a worker sees the screen light up before reaching for it.
    clock.after(0, () => {
      const script = this.byTask.get(reservation.task.sid);
      if (!script) return;
      const number = this.offered.get(reservation.task.sid) ?? 0;
      this.offered.set(reservation.task.sid, number + 1);
      const what = script.offers[number] ?? "accept";
      if (what === "ignore") this.comeBack(reservation);
      else clock.after(script.reaction, () => this.answer(reservation, script, what));
    });
  }

  /** Who lets an offer pass is sent away by TaskRouter, and is back a moment later. */
  private comeBack({ worker }: Reservation): void {
    const { clock, taskRouter } = this.account;
    const available = [...taskRouter.workspace.activities.values()].find((activity) => activity.available);
    const back = () =>
      available && !worker.activity.available && taskRouter.engine.workers.setActivity(worker, available);
    for (const seconds of [61, 121, 181]) clock.after(seconds, () => void back());
  }

  private answer(reservation: Reservation, script: ContactScript, what: "accept" | "reject"): void {
    const { clock, taskRouter } = this.account;
    const { engine } = taskRouter;
    if (reservation.status !== "pending") return;
    if (what === "reject") {
      engine.moveReservation(reservation, "rejected");
      this.comeBack(reservation);
      return;
    }
    engine.moveReservation(reservation, "accepted");
    if (script.transfer && !reservation.transfer && !reservation.task.transfer) {
      clock.after(script.talk / 2, () => this.transfer(reservation, script.transfer ?? "COLD"));
    }
    clock.after(script.talk, () => this.finish(reservation, script));
  }

  private transfer(reservation: Reservation, mode: "WARM" | "COLD"): void {
    const { task, status } = reservation;
    if (status !== "accepted" || !task.queue || task.transfer?.status === "initiated") return;
    this.account.taskRouter.engine.transfers.start(reservation, task.queue.sid, mode);
  }

  private finish(reservation: Reservation, script: ContactScript): void {
    const { clock, taskRouter } = this.account;
    const { task } = reservation;
    if (reservation.status !== "accepted") return;
    if (task.transfer?.status === "initiated") {
      clock.after(5, () => this.finish(reservation, script));
      return;
    }
    if (script.wrapup > 0) taskRouter.engine.moveReservation(reservation, "wrapping");
    const { disposition: outcome, hold } = script;
    if (outcome !== undefined) {
      const conversations = { outcome, ...(hold === undefined ? {} : { hold_time: hold }) };
      const attributes = JSON.stringify({ ...JSON.parse(task.attributes), conversations });
      taskRouter.engine.tasks.updateAttributes(task, attributes);
    }
    const isOpen = () => reservation.status === "accepted" || reservation.status === "wrapping";
    clock.after(script.wrapup, () => {
      if (isOpen()) taskRouter.engine.moveReservation(reservation, "completed");
    });
  }
}
