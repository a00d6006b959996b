/** Which invocations of an account are under way, whatever service they are of. */
import type { FunctionsAccount } from "../functions/functions-account";
import type { Call } from "../kernel/clock";
import { CONCURRENCY_LIMIT } from "./limits";

const accounts = new WeakMap<FunctionsAccount, UnderWay>();

export class UnderWay {
  private readonly calls = new Map<Call, () => void>();

  static of(account: FunctionsAccount): UnderWay {
    const known = accounts.get(account);
    if (known) return known;
    const made = new UnderWay();
    accounts.set(account, made);
    return made;
  }

  get count(): number {
    return this.calls.size;
  }

  begin(call: Call, expire: () => void): void {
    this.calls.set(call, expire);
  }

  end(call: Call): void {
    this.calls.delete(call);
  }

  /** The caller's own time is over: the invocation ends as one that has taken too long. */
  expire(call: Call): void {
    this.calls.get(call)?.();
  }

  get isFull(): boolean {
    return this.calls.size >= CONCURRENCY_LIMIT;
  }

  /**
   * Waits until one of them is done or waits for the clock; false where they all wait. Functions take no time on the
   * account's clock unless they wait for it: what may be done at the moment at which it began is not there at once.
   */
  async settled(): Promise<boolean> {
    const busy = [...this.calls.keys()].filter((call) => !call.isWaiting);
    if (busy.length === 0) return false;
    await Promise.race(busy.map((call) => call.changed()));
    return true;
  }
}
