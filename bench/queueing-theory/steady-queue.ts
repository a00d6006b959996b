/**
 * One queue with constant rates, once it has run itself in: M/M/n, M/M/n+M, M/M/n/(n+K), M/G/n, and workers of different
 * speeds. A batch is so many arrivals. TaskRouter chooses among free workers by its own rule, the longest idle.
 */
import { Center } from "./center";
import { Crowd, marksAround } from "./crowd";
import { poissonTail } from "./exact";
import { Floor, oneQueue } from "./floor";
import { exponential, type Law, stream } from "./random";
import { type Observation, observationOf, type System } from "./system";

export type SteadyQueue = {
  /** Contacts a second. */
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
};

/** Arrivals. */
export type Batches = { warmUp: number; size: number; count: number };

export function steadyQueue(
  queue: SteadyQueue,
  { warmUp, size, count }: Batches,
  runs: Readonly<{ quick: number; full: number }>,
): System {
  const { lambda, service, workers, places, target, speeds } = queue;
  const marks = marksAround(workers);
  const meetings = marks.map((mark) => poissonTail(lambda * service.mean, mark));

  const simulate = async (seed: number, run: number): Promise<Observation[]> => {
    const timeout = Math.ceil(100 * service.mean);
    const floor = await Floor.open<Parameters<Center["enter"]>[0]>({ seed, ...oneQueue(workers), timeout });
    const lines = workers + (places ?? Number.POSITIVE_INFINITY);
    const center = new Center({ floor, workers, lines, target, ...(speeds ? { speeds } : {}) });
    const draw = (name: string, law: Law) => law.from(stream(seed, run, name));
    const gap = draw("arrivals", exponential(1 / lambda));
    const work = draw("service", service);
    const patience =
      queue.patience === undefined ? () => Number.POSITIVE_INFINITY : draw("patience", exponential(queue.patience));
    const crowd = new Crowd();
    const observed: (() => Observation)[] = [];
    let [arrivals, at] = [0, gap()];

    const cut = (offered: number) => {
      const tally = center.cut();
      if (offered === 0 || arrivals <= warmUp) return;
      const controls = [
        tally.time - offered / lambda,
        tally.work - offered * service.mean,
        ...meetings.map((share, index) => (tally.met[index] ?? 0) - offered * share),
      ];
      // Not before the last of the batch has been answered.
      observed.push(() => observationOf(tally, controls));
    };
    const arrive = () => {
      if (arrivals >= warmUp && (arrivals - warmUp) % size === 0) cut(arrivals === warmUp ? 0 : size);
      if (arrivals === warmUp + size * count) return;
      arrivals++;
      const seconds = work();
      const met = crowd.meet(at, seconds);
      for (const [index, mark] of marks.entries()) {
        if (met >= mark) center.tally.met[index] = (center.tally.met[index] ?? 0) + 1;
      }
      center.arrive({ service: seconds, patience: patience(), attributes: "{}" });
      at += gap();
      floor.at(at, arrive);
    };
    floor.at(at, arrive);
    await floor.run();
    return observed.map((observation) => observation());
  };
  return { runs, contacts: warmUp + size * count, simulate };
}
