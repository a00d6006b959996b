/** SIDs counted by kind, so that a test can name them: the first task is WT and 31 zeros and a 1. */
export class Sids {
  private readonly counts = new Map<string, number>();

  next(prefix: string): string {
    const count = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, count);
    return prefix + count.toString(16).padStart(32, "0");
  }
}
