/** How many requests of each operation came from whom. */
export type RequestSummary = { total: number; byOperation: Record<string, number> };

export class RequestCounts {
  private readonly byCaller = new Map<string, Map<string, number>>();

  count(operation: string, caller: string): void {
    let counts = this.byCaller.get(caller);
    if (!counts) {
      counts = new Map();
      this.byCaller.set(caller, counts);
    }
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }

  /** Counts from here on. */
  clear(): void {
    this.byCaller.clear();
  }

  /** Who has asked for anything. */
  callers(): string[] {
    return [...this.byCaller.keys()].sort();
  }

  /** Over the callers that pass. */
  summary(passes: (caller: string) => boolean = () => true): RequestSummary {
    const byOperation: Record<string, number> = {};
    let total = 0;
    for (const [caller, counts] of this.byCaller) {
      if (!passes(caller)) continue;
      for (const [operation, count] of counts) {
        byOperation[operation] = (byOperation[operation] ?? 0) + count;
        total += count;
      }
    }
    const sorted = Object.entries(byOperation).sort(([a], [b]) => (a < b ? -1 : 1));
    return { total, byOperation: Object.fromEntries(sorted) };
  }
}
