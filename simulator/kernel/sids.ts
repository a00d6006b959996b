/** SIDs counted by kind, so that a test can name them: the first task is WT and 31 zeros and a 1. */

const DIGITS = 32;
const leads = new Map<string, readonly string[]>();

/** A prefix with the zeros that go before so many digits, by the number of digits. */
function leadsOf(prefix: string): readonly string[] {
  const known = leads.get(prefix);
  if (known) return known;
  const made = Array.from({ length: DIGITS + 1 }, (_, digits) => prefix + "0".repeat(DIGITS - digits));
  leads.set(prefix, made);
  return made;
}

/** The so-manieth SID of a kind. */
export function sidOf(prefix: string, count: number): string {
  const digits = count.toString(16);
  return (leadsOf(prefix)[digits.length] ?? prefix) + digits;
}

/** The number in a counted SID; undefined for one that never was. */
export function numberIn(prefix: string, sid: string): number | undefined {
  const number = Number.parseInt(sid.slice(prefix.length), 16);
  return sidOf(prefix, number) === sid ? number : undefined;
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
