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
  /** How many arrivals have met at least so many, mark by mark. */
  reached: number[];
  private readonly marks: readonly number[];
  /** Everybody stays so many times the service: a longer one remembers longer, as a queue does. */
  private readonly stretch: number;
  /** Moments at which they leave: a binary heap, the earliest first. */
  private readonly ends: number[] = [];

  constructor(marks: readonly number[], stretch = 1) {
    this.marks = marks;
    this.stretch = stretch;
    this.reached = marks.map(() => 0);
  }

  /** An arrival, who meets whoever is there; the marks count from `base`. */
  meet(at: number, service: number, base = 0): void {
    while ((this.ends[0] ?? Number.POSITIVE_INFINITY) <= at) this.leave();
    const above = this.ends.length - base;
    for (const [index, mark] of this.marks.entries()) {
      if (above >= mark) this.reached[index] = (this.reached[index] ?? 0) + 1;
    }
    this.join(at + this.stretch * service);
  }

  /** What has been counted since the last time. */
  take(): number[] {
    const { reached } = this;
    this.reached = this.marks.map(() => 0);
    return reached;
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

/** Marks around a crowd's own mean: from about half to nearly three standard deviations above it. */
export const marksAbove = (mean: number): number[] =>
  [0.4, 1.2, 2, 2.8].map((deviations) => Math.ceil(mean + deviations * Math.sqrt(mean)));

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
