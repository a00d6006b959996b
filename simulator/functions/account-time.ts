/** `Date` and timers that go by the account's clock, for modules that are loaded with them in their scope. */
import type { Clock, Timer } from "../kernel/clock";
import type { Instance } from "./instance";
import type { ModuleScope } from "./modules";

/** What `setTimeout` gives: as much of Node's `Timeout` as code outside Node looks at. */
class AccountTimeout {
  timer: Timer | undefined;

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

type Run = (...given: unknown[]) => void;

export function accountTime(clock: Clock, instance: Instance): ModuleScope {
  class AccountDate extends Date {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(clock.now());
      else super(...(given as [number]));
    }
    static override now(): number {
      return clock.now();
    }
  }

  const set = (run: Run, milliseconds = 0, ...given: unknown[]) => {
    const timeout = new AccountTimeout();
    timeout.timer = instance.setTimer(() => run(...given), milliseconds);
    return timeout;
  };
  const repeat = (run: Run, milliseconds = 0, ...given: unknown[]) => {
    const timeout = new AccountTimeout();
    // As in Node, where no interval is shorter: with none the clock would never get past it.
    const every = Math.max(1, milliseconds);
    const next = () => {
      timeout.timer = instance.setTimer(() => {
        next();
        run(...given);
      }, every);
    };
    next();
    return timeout;
  };
  const clear = (timeout: unknown) => {
    if (timeout instanceof AccountTimeout) timeout.timer?.cancel();
  };
  return {
    Date: AccountDate,
    setTimeout: set,
    setInterval: repeat,
    clearTimeout: clear,
    clearInterval: clear,
  };
}
