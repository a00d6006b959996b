/**
 * Queues with constant rates, once they have run themselves in: M/M/n, M/M/n+M, M/M/n/(n+K), M/G/n, workers of different
 * speeds, and types of contacts with workers of their own. A batch is so many arrivals. TaskRouter chooses among free
 * workers by its own rule, the longest idle, unless the plan orders them otherwise.
 */
import { Center, type Contact, contactOf } from "./center";
import { Crowd, marksAbove, marksAround } from "./crowd";
import { poissonTail } from "./exact";
import { Floor, type FloorPlan, oneQueue } from "./floor";
import { exponential, type Law, stream } from "./random";
import type { Observation, System } from "./system";

export type SteadyQueue = {
  /** Contacts a second, all types together. */
  lambda: number;
  service: Law;
  workers: number;
  /** Seconds, exponential; everybody waits as long as it takes without. */
  patience?: number;
  /** Places to wait in; without, as many as it takes. */
  places?: number;
  /** Seconds. */
  target: number;
  speeds?: readonly number[];
  types?: Types;
};

/** Equally frequent types of contacts. */
export type Types = {
  plan: Pick<FloorPlan, "workers" | "queues" | "filters">;
  /** What a task says, type by type. */
  attributes: readonly string[];
  /** Who may have it, type by type. */
  workers: readonly (readonly number[])[];
  /** Workers of a type's own. */
  workersEach: number;
};

/** Further crowds, who stay longer than the service. */
const STRETCHES = [2, 4];

/** Arrivals. */
export type Batches = { warmUp: number; size: number; count: number };

export function steadyQueue(
  queue: SteadyQueue,
  { warmUp, size, count }: Batches,
  runs: Readonly<{ quick: number; full: number }>,
): System {
  const { lambda, service, workers, places, target, speeds, types } = queue;
  const attributes = types?.attributes ?? ["{}"];
  const load = lambda * service.mean;
  const marks = [marksAround(workers), ...STRETCHES.map((stretch) => marksAbove(stretch * load))];
  const ownMarks = types ? marksAround(types.workersEach) : [];
  const meetings = [
    ...marks.flatMap((some, index) => some.map((mark) => poissonTail((STRETCHES[index - 1] ?? 1) * load, mark))),
    ...ownMarks.map((mark) => poissonTail(load / attributes.length, mark)),
  ];

  const simulate = async (seed: number, run: number): Promise<Observation[]> => {
    const plan = types?.plan ?? oneQueue(workers);
    const floor = await Floor.open<Contact>({ seed, ...plan, timeout: Math.ceil(100 * service.mean) });
    const center = new Center({
      floor,
      workers,
      target,
      ...(places === undefined ? {} : { places }),
      ...(speeds ? { speeds } : {}),
    });
    const gap = exponential(1 / lambda).from(stream(seed, run, "arrivals"));
    const work = service.from(stream(seed, run, "service"));
    const typeOf = stream(seed, run, "type");
    const patience = patienceOf(queue.patience, seed, run);
    const crowds = marks.map((some, index) => new Crowd(some, STRETCHES[index - 1]));
    const ownCrowds = types ? attributes.map(() => new Crowd(ownMarks)) : [];
    const observed: Observation[] = [];
    let [arrivals, at] = [0, gap()];

    const observe = () => {
      const tally = center.cut();
      const own = ownCrowds.map((crowd) => crowd.take());
      const ownSums = ownMarks.map((_, index) => own.reduce((sum, reached) => sum + (reached[index] ?? 0), 0));
      const met = [...crowds.flatMap((crowd) => crowd.take()), ...ownSums];
      if (arrivals === warmUp) return;
      const controls = [
        tally.time - size / lambda,
        tally.work - size * service.mean,
        ...meetings.map((share, index) => (met[index] ?? 0) - size * share),
      ];
      // The tally goes on until the last of the batch has been answered.
      observed.push({ tally, controls });
    };
    const arrive = () => {
      if (arrivals >= warmUp && (arrivals - warmUp) % size === 0) observe();
      if (arrivals === warmUp + size * count) return;
      arrivals++;
      const seconds = work();
      const type = types ? Math.floor(typeOf() * attributes.length) : 0;
      const { tally } = center;
      tally.work += seconds;
      for (const crowd of crowds) crowd.meet(at, seconds);
      ownCrowds[type]?.meet(at, seconds);
      center.enter(contactOf(tally, seconds, patience(), attributes[type]), types?.workers[type]);
      at += gap();
      floor.at(at, arrive);
    };
    floor.at(at, arrive);
    await floor.run();
    return observed;
  };
  return { runs, contacts: warmUp + size * count, simulate };
}

/** Draws of patience; everybody's has no end without a mean. */
export function patienceOf(mean: number | undefined, seed: number, run: number): () => number {
  if (mean === undefined) return () => Number.POSITIVE_INFINITY;
  return exponential(mean).from(stream(seed, run, "patience"));
}
