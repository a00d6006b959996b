/**
 * Customers and workers around the account: lines that are engaged, patience that ends, service that takes its time, and
 * the counts of all that.
 *
 * TaskRouter knows no trunks: whoever finds every line engaged never becomes a task. Patience is the customer's, who then
 * cancels the task.
 */
import type { Floor, Visitor } from "./floor";

export type Contact = Visitor & {
  /** Seconds of work for a worker of speed 1. */
  service: number;
  /** Seconds; Infinity waits as long as it takes. */
  patience: number;
  attributes: string;
  /** Where it is counted. */
  tally: Tally;
  arrivedAt: number;
  isWaiting: boolean;
  /** Seconds waited in earlier attempts. */
  waitedBefore: number;
};

/** What has been counted over a day or a batch; seconds. Waits are of those who were not blocked. */
export class Tally {
  offered = 0;
  blocked = 0;
  /** Who found nobody free. */
  delayed = 0;
  answered = 0;
  /** Answered before the target was over; and given up before it was. */
  answeredWithin = 0;
  abandonedWithin = 0;
  abandoned = 0;
  disconnected = 0;
  /** Of those who abandoned: who left a message. */
  messages = 0;
  /** Of those offered: who came again. */
  retried = 0;
  wait = 0;
  waitOfAnswered = 0;
  time = 0;
  /** Worker by worker. */
  readonly busy: number[] = [];
  /** Seconds of work that those who came for the first time have brought. */
  work = 0;
}

export const contactOf = (tally: Tally, service: number, patience: number, attributes = "{}"): Contact => ({
  service,
  patience,
  attributes,
  tally,
  arrivedAt: 0,
  isWaiting: false,
  waitedBefore: 0,
});

export type CenterOptions<Kind extends Contact> = {
  floor: Floor<Kind>;
  workers: number;
  /** Contacts at once, waiting or answered; as many as come without. */
  lines?: number;
  /** Contacts that can wait at once; as many as come without. */
  places?: number;
  /** Seconds: the target of the service level. */
  target: number;
  /** Work done in a second, worker by worker; 1 by default. */
  speeds?: readonly number[];
  onAbandoned?: (contact: Kind) => void;
  /** Before a worker who has finished becomes free. */
  onFinishing?: (worker: number) => void;
};

export class Center<Kind extends Contact> {
  tally = new Tally();
  private readonly options: CenterOptions<Kind>;
  private readonly floor: Floor<Kind>;
  private readonly busySince: (number | undefined)[];
  private since = 0;
  private present = 0;
  private waiting = 0;

  constructor(options: CenterOptions<Kind>) {
    this.options = options;
    this.floor = options.floor;
    this.busySince = new Array<undefined>(options.workers).fill(undefined);
    options.floor.onAccepted = (contact, worker) => this.accepted(contact, worker);
  }

  /** Ends the count and begins another; who is there already is counted where they came in. */
  cut(): Tally {
    const now = this.floor.now();
    const { tally } = this;
    tally.time = now - this.since;
    for (const [worker, since] of this.busySince.entries()) {
      const busy = since === undefined ? 0 : now - Math.max(since, this.since);
      tally.busy[worker] = (tally.busy[worker] ?? 0) + busy;
    }
    this.since = now;
    this.tally = new Tally();
    return tally;
  }

  /** Comes in, for the first time or again; `eligible` are the workers who may have the contact, if not all. */
  enter(contact: Kind, eligible?: readonly number[]): void {
    const { tally } = contact;
    tally.offered++;
    if (this.isFull(eligible)) {
      tally.blocked++;
      return;
    }
    this.present++;
    contact.arrivedAt = this.floor.now();
    if (this.floor.arrive(contact, contact.attributes)) return;
    tally.delayed++;
    this.waiting++;
    contact.isWaiting = true;
    if (contact.patience === 0) this.giveUp(contact, contact.arrivedAt);
    else if (contact.patience !== Number.POSITIVE_INFINITY) {
      const { arrivedAt } = contact;
      this.floor.at(arrivedAt + contact.patience, () => this.giveUp(contact, arrivedAt));
    }
  }

  private isFull(eligible: readonly number[] | undefined): boolean {
    const { lines, places } = this.options;
    if (lines !== undefined && this.present >= lines) return true;
    if (places === undefined || this.waiting < places) return false;
    return !(eligible ?? [...this.busySince.keys()]).some((worker) => this.floor.isFree(worker));
  }

  private stopWaiting(contact: Kind): void {
    if (contact.isWaiting) this.waiting--;
    contact.isWaiting = false;
  }

  /** Sends away who waits, as at closing time. */
  disconnect(contact: Kind, reason: string): void {
    if (!this.floor.abandon(contact, reason)) return;
    this.stopWaiting(contact);
    this.present--;
    contact.tally.disconnected++;
  }

  private giveUp(contact: Kind, arrivedAt: number): void {
    // Patience of an attempt that has ended, where the same contact has come again since.
    if (contact.arrivedAt !== arrivedAt || !this.floor.abandon(contact, "hangup")) return;
    const { tally } = contact;
    const wait = this.floor.now() - arrivedAt;
    this.stopWaiting(contact);
    this.present--;
    tally.abandoned++;
    tally.wait += wait;
    contact.waitedBefore += wait;
    if (contact.waitedBefore < this.options.target) tally.abandonedWithin++;
    this.options.onAbandoned?.(contact);
  }

  private accepted(contact: Kind, worker: number): void {
    const now = this.floor.now();
    const wait = now - contact.arrivedAt;
    const { tally } = contact;
    this.stopWaiting(contact);
    tally.answered++;
    tally.wait += wait;
    tally.waitOfAnswered += wait;
    if (contact.waitedBefore + wait < this.options.target) tally.answeredWithin++;
    this.busySince[worker] = now;
    this.floor.at(now + contact.service / (this.options.speeds?.[worker] ?? 1), () => this.finish(contact, worker));
  }

  private finish(contact: Kind, worker: number): void {
    const now = this.floor.now();
    const { busy } = this.tally;
    busy[worker] = (busy[worker] ?? 0) + now - Math.max(this.busySince[worker] ?? now, this.since);
    this.busySince[worker] = undefined;
    this.present--;
    this.options.onFinishing?.(worker);
    this.floor.complete(contact);
  }
}
