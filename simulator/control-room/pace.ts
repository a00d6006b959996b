/** How an account's clock moves: by hand, or with the clock on the wall, at any speed. */
import type { Account } from "../account";

/**
 * `virtual` stands still until it is advanced; `real` goes with the wall; `times: 60` makes an hour a minute; with
 * `elsewhere` the process that serves the account moves it.
 */
export type ClockMode = "virtual" | "real" | "elsewhere" | { times: number };

/** Milliseconds between two looks at the clock on the wall. */
const STEP = 10;

export class Pace {
  private timer: NodeJS.Timeout | undefined;
  private current: ClockMode = "virtual";
  private readonly account: () => Account;

  constructor(account: () => Account, mode: ClockMode) {
    this.account = account;
    this.set(mode);
  }

  get mode(): ClockMode {
    return this.current;
  }

  /** From now on, and from what the account's clock reads now. */
  set(mode: ClockMode): void {
    this.stop();
    this.current = mode;
    if (mode === "virtual" || mode === "elsewhere") return;
    const { clock } = this.account();
    const times = mode === "real" ? 1 : mode.times;
    const from = { wall: performance.now(), account: clock.now() };
    this.timer = setInterval(() => {
      this.account().clock.catchUp(Math.floor(from.account + (performance.now() - from.wall) * times));
    }, STEP);
  }

  /** Begins again from what the clock of the present account reads. */
  begin(): void {
    this.set(this.current);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
