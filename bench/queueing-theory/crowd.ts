/**
 * The control variate: how many would be there if nobody ever had to wait.
 *
 * The same contacts with the same service times, served at once by infinitely many workers, make a queue whose numbers
 * are Poisson and known exactly. How often an arrival meets at least so many of them moves with how often it has to wait
 * in the system looked at, and what is known of the one takes chance out of the other (R. Srikant and W. Whitt, "Variance
 * reduction in simulations of loss models", Operations Research 47, 1999).
 */
import { poissonTail } from "./exact";

export class Crowd {
  /** Moments at which they leave: a binary heap, the earliest first. */
  private readonly ends: number[] = [];

  /** How many an arrival meets, who then stays for `service`. */
  meet(at: number, service: number): number {
    while ((this.ends[0] ?? Number.POSITIVE_INFINITY) <= at) this.leave();
    const met = this.ends.length;
    this.join(at + service);
    return met;
  }

  private join(end: number): void {
    const { ends } = this;
    let index = ends.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const other = ends[above] ?? 0;
      if (other <= end) break;
      ends[index] = other;
      index = above;
    }
    ends[index] = end;
  }

  private leave(): void {
    const { ends } = this;
    const last = ends.pop();
    if (last === undefined || ends.length === 0) return;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      if ((ends[below + 1] ?? Number.POSITIVE_INFINITY) < (ends[below] ?? Number.POSITIVE_INFINITY)) below++;
      const other = ends[below];
      if (other === undefined || other >= last) break;
      ends[index] = other;
      index = below;
    }
    ends[index] = last;
  }
}

/** Marks around the workers' number, at which meeting a crowd tells most. */
export function marksAround(workers: number): number[] {
  const step = Math.max(1, Math.round(Math.sqrt(workers) / 2));
  return [workers - step, workers, workers + step, workers + 2 * step].filter((mark) => mark > 0);
}

/** A stretch of a day with one arrival rate and so many workers. Seconds, contacts a second. */
export type Period = { from: number; to: number; rate: number; workers: number };

const STEP = 30;

/** How many arrivals of a day that starts empty meet at least so many more than there are workers, on average. */
export function expectedMeetings(
  periods: readonly Period[],
  survival: (at: number) => number,
  extra: number,
  busyness = 1,
): number {
  const since = (at: number) => (at > 0 ? survival(at) : 0);
  const crowd = (at: number) =>
    periods.reduce((mean, { from, to, rate }) => mean + rate * (since(at - from) - since(at - to)), 0);
  let meetings = 0;
  for (const { from, to, rate, workers } of periods) {
    for (let at = from + STEP / 2; at < to; at += STEP) {
      meetings += busyness * rate * STEP * poissonTail(busyness * crowd(at), workers + extra);
    }
  }
  return meetings;
}
