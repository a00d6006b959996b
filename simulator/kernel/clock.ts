/**
 * The account's clock. It stands still until somebody advances it, and fires what is due in (time, insertion) order.
 *
 * A call in flight (a webhook that has not been answered) holds the clock: nothing later happens until the callee has
 * answered or waits for a timer of its own, which is then on this clock too. So a day played twice is the same day,
 * however fast the machine is.
 */

import { Agenda, type Appointment } from "./agenda";
import { SettingsError } from "./settings-error";

export type { Appointment };

/** Something that will happen unless it is canceled. */
export type Timer = { cancel(): void };

/** What a snapshot keeps of a clock. */
export type SavedClock = { time: number; order: number; appointments: Appointment[] };

/** After it a year has more than the four digits that Twilio writes. */
const LATEST = Date.UTC(9999, 11, 31);

/** Work of somebody outside the account, which no snapshot holds. */
const OUTSIDE = "outside";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How long the event loop may be kept busy before other work (a progress line, a request) gets its turn. */
const COURTESY_MILLISECONDS = 25;
/** Events between two looks at the machine's time. */
const LOOKS_EVERY = 64;

export class Clock {
  private time: number;
  private order = 0;
  /** How many appointments have been kept. */
  private fired = 0;
  private readonly queue = new Agenda();
  private readonly work = new Map<string, (subject: never) => void>([[OUTSIDE, (run: () => void) => run()]]);
  private readonly calls = new Set<Call>();
  private running: Promise<void> = Promise.resolve();
  /** Whether code that awaited the clock has yet to go on. */
  private isSomebodyAwake = false;

  constructor(start: Date) {
    this.time = start.getTime();
  }

  /** Whether a call is in flight. */
  get isHeld(): boolean {
    return this.calls.size > 0;
  }

  /** How many things are to happen; of those that wait in lanes only the first of each counts. */
  get pending(): number {
    return this.queue.size;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.time;
  }

  /** Says what is done when an appointment of this kind is due; each kind belongs to one room. */
  on<Subject>(kind: string, run: (subject: Subject) => void): void {
    if (this.work.has(kind)) throw new Error(`two rooms claim appointments of the kind '${kind}'`);
    this.work.set(kind, run);
  }

  /** An appointment at a moment (milliseconds since the epoch), or next if that is past. The subject is plain data. */
  set(at: number, kind: string, subject: unknown): Appointment {
    return this.queue.add(at > this.time ? at : this.time, this.order++, kind, subject);
  }

  /** As `set`, `milliseconds` from now, for kinds that are nearly always so long away and are mostly canceled. */
  setLater(milliseconds: number, kind: string, subject: unknown): Appointment {
    return this.queue.addLater(this.time + milliseconds, this.order++, kind, subject, milliseconds);
  }

  cancel(appointment: Appointment): void {
    this.queue.cancel(appointment);
  }

  /** Runs once, when the clock reads `at` (milliseconds since the epoch), or next if that is past. For callers outside. */
  at(at: number, run: () => void): Timer {
    const appointment = this.set(at, OUTSIDE, run);
    return { cancel: () => this.cancel(appointment) };
  }

  /** Runs once, `seconds` from now. */
  after(seconds: number, run: () => void): Timer {
    return this.at(this.time + Math.round(seconds * 1000), run);
  }

  /** Ends `seconds` from now; what awaits it goes on before anything later happens. */
  sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(seconds, () => {
        this.isSomebodyAwake = true;
        resolve();
      });
    });
  }

  /** Opens a call: until it is closed the clock moves only to timers that calls in flight wait for. */
  open(): Call {
    const call = new Call(this, () => this.calls.delete(call));
    this.calls.add(call);
    return call;
  }

  /**
   * Moves on by so many seconds, and ends when everything due by then is done and every call it caused is answered;
   * where such a call waits for a timer beyond that moment, the clock goes as far as that timer.
   *
   * @throws SettingsError for what is no number of seconds, 0 or more, or leads beyond the year 9999
   */
  advance(seconds: number): Promise<void> {
    return this.serially(() => this.runTo(this.momentIn(seconds)));
  }

  /** Moves on until nothing is left to happen, or so many things have; how many have. */
  async untilIdle(maximum = Number.POSITIVE_INFINITY): Promise<number> {
    const before = this.fired;
    await this.serially(() => this.runTo(undefined, () => this.fired - before >= maximum));
    return this.fired - before;
  }

  /** Moves on until `done` says so, or nothing is left to happen. */
  until(done: () => boolean): Promise<void> {
    return this.serially(() => this.runTo(undefined, done));
  }

  /** Moves on to a moment without waiting for calls in flight: the way of a clock on the wall. */
  catchUp(to: number): void {
    for (let next = this.queue.peek(); next && next.at <= to; next = this.queue.peek()) this.fire();
    this.time = Math.max(this.time, to);
  }

  /** What is to happen of the account's own; what callers outside have asked for is theirs to ask for again. */
  save(): SavedClock {
    return {
      time: this.time,
      order: this.order,
      appointments: this.queue.all().filter(({ kind }) => kind !== null && kind !== OUTSIDE),
    };
  }

  restore({ time, order, appointments }: SavedClock): void {
    this.time = time;
    this.order = order;
    this.queue.replace(appointments);
  }

  private momentIn(seconds: number): number {
    const moment = this.time + Math.round(seconds * 1000);
    if (!(moment >= this.time))
      throw new SettingsError([`the clock is advanced by seconds, 0 or more, not ${seconds}`]);
    if (moment > LATEST) throw new SettingsError(["the clock does not go beyond the year 9999"]);
    return moment;
  }

  private serially(work: () => Promise<void>): Promise<void> {
    this.running = this.running.then(work, work);
    return this.running;
  }

  private async runTo(target: number | undefined, done: () => boolean = () => false): Promise<void> {
    let since = Date.now();
    for (let count = 1; ; count++) {
      if (this.calls.size > 0 || this.isSomebodyAwake) await this.standstill();
      const next = this.queue.peek();
      if (!next) break;
      const isLate = target === undefined ? done() : next.at > target;
      if (isLate && this.calls.size === 0) break;
      this.fire();
      if (count % LOOKS_EVERY === 0 && Date.now() - since > COURTESY_MILLISECONDS) {
        await turn();
        since = Date.now();
      }
    }
    if (target !== undefined) this.time = Math.max(this.time, target);
  }

  private fire(): void {
    const appointment = this.queue.take();
    if (!appointment || appointment.kind === null) return;
    const { at, kind, subject } = appointment;
    if (at > this.time) this.time = at;
    this.fired++;
    appointment.kind = null;
    appointment.subject = null;
    const run = this.work.get(kind);
    if (!run) throw new Error(`nobody does appointments of the kind '${kind}'`);
    run(subject as never);
  }

  /** Waits, off this clock, until every call in flight is answered or can only go on when this clock does. */
  private async standstill(): Promise<void> {
    for (;;) {
      // What an answer sets in motion happens before the next event.
      await turn();
      this.isSomebodyAwake = false;
      if (this.calls.size === 0) return;
      const busy = [...this.calls].filter((call) => !call.isWaiting);
      if (busy.length === 0) return;
      await Promise.race(busy.map((call) => call.changed()));
    }
  }
}

/** One call in flight. */
export class Call {
  private waits = 0;
  private isOpen = true;
  private signal: (() => void) | undefined;
  private change: Promise<void> | undefined;
  private readonly clock: Clock;
  private readonly onClose: () => void;

  constructor(clock: Clock, onClose: () => void) {
    this.clock = clock;
    this.onClose = onClose;
  }

  /** Whether the callee waits for a timer, so that the clock may move on to it. */
  get isWaiting(): boolean {
    return this.waits > 0;
  }

  /** A timer the callee has set. */
  after(milliseconds: number, run: () => void): Timer {
    this.waits++;
    let isPending = true;
    const settle = () => {
      if (isPending) this.waits--;
      isPending = false;
    };
    const timer = this.clock.at(this.clock.now() + Math.max(0, milliseconds), () => {
      settle();
      run();
    });
    this.notify();
    return {
      cancel: () => {
        settle();
        timer.cancel();
      },
    };
  }

  /** Ends when the call is answered or sets a timer. */
  changed(): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    this.change ??= new Promise((resolve) => {
      this.signal = resolve;
    });
    return this.change;
  }

  /** Ends when the call is answered. */
  async closed(): Promise<void> {
    while (this.isOpen) await this.changed();
  }

  /** The callee has answered. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onClose();
    this.notify();
  }

  private notify(): void {
    this.signal?.();
    this.signal = undefined;
    this.change = undefined;
  }
}
