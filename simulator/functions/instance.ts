/**
 * What runs a build's functions. It is warm: modules stay from one invocation to the next. Between invocations it is
 * frozen: what an invocation has left over when it called back goes on when the next one is under way.
 * https://www.twilio.com/docs/serverless/functions-assets/faq
 */
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import type { Call, Clock, Timer } from "../kernel/clock";

export type Invocation = {
  /** As in the URL. */
  path: string;
  call: Call;
  /** Whether its time was over before it called back: what is left of it never goes on. */
  isTerminated: boolean;
  /** Told of what a timer of its own has thrown: there is nobody else to catch it. */
  fail: (error: unknown) => void;
};

/** Real milliseconds after which an invocation is taken to wait for nothing that this process does. */
const PATIENCE = 1000;

export class Instance {
  private readonly invocations = new AsyncLocalStorage<Invocation>();
  private readonly clock: Clock;
  private running = 0;
  private frozen: (() => void)[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The invocation whose code is running. */
  get current(): Invocation | undefined {
    return this.invocations.getStore();
  }

  /**
   * An invocation is under way until what this gives is called, by itself or by whoever has lost patience.
   *
   * One that neither answers nor waits for the account's clock would hold that clock for good. After a second it is
   * taken to have forgotten its callback, and the clock may move on, to the end of its time.
   */
  begin({ call }: Invocation): () => void {
    this.running++;
    let forever: Timer | undefined;
    const patience = setTimeout(() => {
      forever = call.after(FOREVER, () => undefined);
    }, PATIENCE);
    let isUnderWay = true;
    this.thaw();
    return () => {
      if (!isUnderWay) return;
      isUnderWay = false;
      clearTimeout(patience);
      forever?.cancel();
      this.running--;
    };
  }

  /** Runs code as an invocation's. */
  run(invocation: Invocation, code: () => void): void {
    this.invocations.run(invocation, code);
  }

  /** Goes on with work of the current invocation, or of one that has ended: now, or when the next one is under way. */
  resume(invocation: Invocation | undefined, goOn: () => void): void {
    if (invocation?.isTerminated === true) return;
    if (this.running > 0) goOn();
    else this.frozen.push(() => this.resume(invocation, goOn));
  }

  /** Ends when code of the current invocation may go on; undefined where it may at once. */
  thawed(): Promise<void> | undefined {
    const invocation = this.current;
    if (this.running > 0 && invocation?.isTerminated !== true) return undefined;
    return new Promise((resolve) => this.resume(invocation, resolve));
  }

  /** A timer of the code that is running, on the account's clock. */
  setTimer(run: () => void, milliseconds: number): Timer {
    const invocation = this.current;
    const bound = AsyncResource.bind(run);
    let isCanceled = false;
    const fire = () => {
      if (isCanceled) return;
      try {
        bound();
      } catch (error) {
        if (!invocation) throw error;
        invocation.fail(error);
      }
    };
    const due = () => this.resume(invocation, fire);
    const timer = invocation ? invocation.call.after(milliseconds, due) : this.clock.after(milliseconds / 1000, due);
    return {
      cancel: () => {
        isCanceled = true;
        timer.cancel();
      },
    };
  }

  private thaw(): void {
    const work = this.frozen;
    this.frozen = [];
    for (const goOn of work) goOn();
  }
}

/** Milliseconds, longer than any invocation takes. */
const FOREVER = 3_600_000;
