/**
 * Exact values of Markov queues. `load` is arrival rate times mean service, in Erlang; times are in the unit of the rates.
 *
 * Erlang B by its inverse recursion; the others from it, or as a birth-and-death chain. A chain of any rates
 * (`stationary`) is the second method of the tests.
 */

/** A queue in one number each; a wait is counted over all contacts that were not blocked, abandoned ones included. */
export type Exact = {
  /** Share of the accepted contacts that find nobody free. */
  delayed: number;
  wait: number;
  /** Share of all contacts. */
  blocked: number;
  /** Share of the accepted contacts. */
  abandoned: number;
  occupancy: number;
};

/** 1 / B(workers, load): all terms are positive, so nothing cancels, and no factorial overflows. */
function inverseErlangB(workers: number, load: number): number {
  let inverse = 1;
  for (let count = 1; count <= workers; count++) inverse = 1 + (count / load) * inverse;
  return inverse;
}

/** Share of contacts that an M/G/n/n turns away. */
export const erlangB = (workers: number, load: number): number => 1 / inverseErlangB(workers, load);

/** Share of contacts that wait in an M/M/n; 1 where it is overloaded. */
export function erlangC(workers: number, load: number): number {
  if (load >= workers) return 1;
  const lost = erlangB(workers, load);
  return (workers * lost) / (workers - load * (1 - lost));
}

export type Queue = { lambda: number; service: number; workers: number };

/** M/M/n. */
export function delayQueue({ lambda, service, workers }: Queue): Exact {
  const load = lambda * service;
  const delayed = erlangC(workers, load);
  const wait = (delayed * service) / (workers - load);
  return { delayed, wait, blocked: 0, abandoned: 0, occupancy: load / workers };
}

/** Share of M/M/n contacts answered within so long. */
export function delayQueueWithin({ lambda, service, workers }: Queue, target: number): number {
  const load = lambda * service;
  return 1 - erlangC(workers, load) * Math.exp((-(workers - load) * target) / service);
}

/** M/M/n/(n+places), first come first served. */
export function finiteQueue({ lambda, service, workers }: Queue, places: number): Exact {
  const load = lambda * service;
  const waiting = Array.from({ length: places + 1 }, (_, count) => (load / workers) ** count);
  const whole = inverseErlangB(workers, load) + sum(waiting) - 1;
  const blocked = (waiting[places] ?? 0) / whole;
  const length = sum(waiting.map((weight, count) => weight * count)) / whole;
  const delayed = (sum(waiting) / whole - blocked) / (1 - blocked);
  const accepted = lambda * (1 - blocked);
  return { delayed, wait: length / accepted, blocked, abandoned: 0, occupancy: (accepted * service) / workers };
}

export type ImpatientQueue = Queue & { patience: number };

/** M/M/n+M (Erlang A). */
export function impatientQueue({ lambda, service, workers, patience }: ImpatientQueue): Exact {
  const load = lambda * service;
  let weight = 1;
  let [total, length] = [0, 0];
  for (let count = 1; weight > 1e-17 * (1 + total) || lambda > workers / service + count / patience; count++) {
    weight *= lambda / (workers / service + count / patience);
    total += weight;
    length += weight * count;
  }
  const whole = inverseErlangB(workers, load) + total;
  const wait = length / whole / lambda;
  const abandoned = wait / patience;
  return { delayed: (1 + total) / whole, wait, blocked: 0, abandoned, occupancy: (load * (1 - abandoned)) / workers };
}

const PANELS = 20_000;

/**
 * Share of M/M/n+M contacts answered within so long: Zeltyn and Mandelbaum, Queueing Systems 51 (2005), by Simpson's rule
 * over the density of the virtual wait.
 */
export function impatientQueueWithin(queue: ImpatientQueue, target: number): number {
  const { lambda, service, workers, patience } = queue;
  const atOnce = 1 - impatientQueue(queue).delayed;
  // The chance that all but one are busy: what is left below `workers`, by the weights of an Erlang loss system.
  const share = lambda * service;
  let [weight, below] = [1, 1];
  for (let busy = workers - 1; busy > 0; busy--) {
    weight *= busy / share;
    below += weight;
  }
  const allButOne = atOnce / below;
  const density = (at: number) => {
    const patient = patience * (1 - Math.exp(-at / patience));
    return lambda * allButOne * Math.exp(lambda * patient - (workers / service) * at) * Math.exp(-at / patience);
  };
  const step = target / PANELS;
  let area = density(0) + density(target);
  for (let panel = 1; panel < PANELS; panel++) area += density(panel * step) * (panel % 2 === 0 ? 2 : 4);
  return atOnce + (area * step) / 3;
}

/**
 * Types with workers of their own that share waiting places: each type's own birth-and-death chain is reversible, so
 * cutting the product of them off where the places are full keeps its form.
 */
export function sharedPlaces({ lambda, service, workers }: Queue, types: number, places: number): Exact {
  const load = lambda * service;
  const inverse = inverseErlangB(workers, load);
  // One type by how many wait, in units of the weight of "all busy, nobody waits"; the first holds all below as well.
  const busy = Array.from({ length: places + 1 }, (_, count) => (load / workers) ** count);
  const anyhow = [inverse, ...busy.slice(1)];
  const others = Array.from({ length: types - 1 }, () => anyhow).reduce(convolve, [1]);
  const all = convolve(others, anyhow).slice(0, places + 1);
  const met = convolve(others, busy).slice(0, places + 1);
  const whole = sum(all);
  const blocked = (met[places] ?? 0) / whole;
  const length = sum(all.map((weight, count) => weight * count)) / whole;
  const accepted = 1 - blocked;
  return {
    delayed: (sum(met) / whole - blocked) / accepted,
    wait: length / (types * lambda * accepted),
    blocked,
    abandoned: 0,
    occupancy: (load * accepted) / workers,
  };
}

export type UnequalQueue = { lambda: number; patience?: number; rates: readonly number[] };

/**
 * M/M/n+M with workers of different speeds, each free one as likely as the others: by reversibility the chance of a set
 * of busy workers is the product of its lambda / rate over the orders in which it can have come about.
 */
export function unequalQueue({ lambda, patience, rates }: UnequalQueue): Exact & { occupancies: number[] } {
  const count = rates.length;
  const weights = Array.from({ length: 2 ** count }, (_, set) => {
    const busy = rates.filter((_, worker) => set & (1 << worker));
    // An arrival that finds k free chooses each with 1/k, so k! / n! of all orders lead here.
    return busy.reduce((weight, rate, index) => (weight * lambda) / rate / (count - index), 1);
  });
  const full = weights.at(-1) ?? 0;
  const capacity = sum(rates);
  let [weight, waiting, length] = [full, 0, 0];
  for (let queued = 1; queued < 100_000 && weight > 0; queued++) {
    weight *= lambda / (capacity + (patience === undefined ? 0 : queued / patience));
    waiting += weight;
    length += weight * queued;
  }
  const whole = sum(weights) + waiting;
  const wait = length / whole / lambda;
  return {
    delayed: (full + waiting) / whole,
    wait,
    blocked: 0,
    abandoned: patience === undefined ? 0 : wait / patience,
    occupancy: Number.NaN,
    occupancies: rates.map((_, worker) => {
      const sets = weights.filter((_, set) => set & (1 << worker));
      return (sum(sets) + waiting) / whole;
    }),
  };
}

/** Mean wait of an M/G/1 (Pollaczek and Khinchine); `scv` is the service's squared coefficient of variation. */
export const singleServerWait = (lambda: number, service: number, scv: number): number =>
  ((lambda * service) / (1 - lambda * service)) * service * ((1 + scv) / 2);

/** Chance that a Poisson variable is at least `count`. */
export function poissonTail(mean: number, count: number): number {
  if (count <= 0) return 1;
  let term = Math.exp(-mean);
  let below = term;
  for (let value = 1; value < count; value++) {
    term *= mean / value;
    below += term;
  }
  return Math.max(0, 1 - below);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function convolve(left: readonly number[], right: readonly number[]): number[] {
  const product = new Array<number>(left.length + right.length - 1).fill(0);
  for (const [i, a] of left.entries()) {
    for (const [j, b] of right.entries()) product[i + j] = (product[i + j] ?? 0) + a * b;
  }
  return product;
}
