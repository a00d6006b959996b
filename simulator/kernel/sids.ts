/** SIDs counted by kind, so that a test can name them: the first task is WT and 31 zeros and a 1. */

const ZEROS = "0".repeat(32);

/** The so-manieth SID of a kind. */
export function sidOf(prefix: string, count: number): string {
  const digits = count.toString(16);
  return prefix + ZEROS.slice(digits.length) + digits;
}

export class Sids {
  private counts = new Map<string, number>();

  next(prefix: string): string {
    return sidOf(prefix, this.count(prefix));
  }

  /** Takes the next number of a kind, for those who write the SID out only when somebody reads it. */
  count(prefix: string): number {
    const count = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, count);
    return count;
  }

  save(): Map<string, number> {
    return this.counts;
  }

  restore(saved: Map<string, number>): void {
    this.counts = saved;
  }
}
