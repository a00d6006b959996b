/** SIDs counted by kind, so that a test can name them: the first task is WT and 31 zeros and a 1. */

const ZEROS = "0".repeat(32);

/** The so-manieth SID of a kind. */
export function sidOf(prefix: string, count: number): string {
  const digits = count.toString(16);
  return prefix + ZEROS.slice(digits.length) + digits;
}

/** How many of a kind there have been. */
type Counter = { count: number };

export class Sids {
  private counters = new Map<string, Counter>();

  next(prefix: string): string {
    return sidOf(prefix, this.count(prefix));
  }

  /** Takes the next number of a kind, for those who write the SID out only when somebody reads it. */
  count(prefix: string): number {
    const counter = this.counters.get(prefix);
    if (counter) return ++counter.count;
    this.counters.set(prefix, { count: 1 });
    return 1;
  }

  save(): Map<string, Counter> {
    return this.counters;
  }

  restore(saved: Map<string, Counter>): void {
    this.counters = saved;
  }
}
