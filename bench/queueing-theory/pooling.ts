/**
 * Six types of contacts, workers of their own for each, and shared places to wait in: how much of a full pool's gain a
 * second skill brings. The setting of R. B. Wallace and W. Whitt, "A staffing algorithm for call centers with skill-based
 * routing", M&SOM 7 (2005).
 *
 * By TaskRouter's rules: among free workers the lowest skill level first and then the longest idle (`order_by`); a worker
 * who gets free takes who has waited longest. The shared places are in the scenario around the account.
 */
import { exponential } from "./random";
import type { SteadyQueue, Types } from "./steady-queue";

/** Of one type: contacts a second, seconds. */
export const ONE_TYPE = { lambda: 1.4 / 60, service: 600, workers: 15 };
export const TYPES = 6;
export const PLACES = 30;
const TARGET = 30;

const types = Array.from({ length: TYPES }, (_, type) => type);

/** Every worker's skill levels: 1 for the own type; second skills go round the other types, all equally frequent. */
const levels = (skills: 1 | 2): Record<string, number>[] =>
  types.flatMap((type) =>
    Array.from({ length: ONE_TYPE.workers }, (_, worker) => {
      const other = (type + 1 + (worker % (TYPES - 1))) % TYPES;
      return { [`level_${type}`]: 1, ...(skills === 2 ? { [`level_${other}`]: 2 } : {}) };
    }),
  );

function routing(skills: 1 | 2): Types {
  const workers = levels(skills);
  return {
    plan: {
      workers,
      queues: Object.fromEntries(types.map((type) => [`type ${type}`, `level_${type} > 0`])),
      filters: (queues) =>
        types.map((type) => ({
          expression: `type == ${type}`,
          targets: [{ queue: queues[`type ${type}`], order_by: `worker.level_${type} ASC` }],
        })),
    },
    attributes: types.map((type) => JSON.stringify({ type })),
    workers: types.map((type) => [...workers.keys()].filter((worker) => workers[worker]?.[`level_${type}`])),
    workersEach: ONE_TYPE.workers,
  };
}

/** Every worker has one skill, or two. */
export const pools = (skills: 1 | 2): SteadyQueue => ({ ...pool, types: routing(skills) });

/** Every worker serves every type. */
export const pool: SteadyQueue = {
  lambda: TYPES * ONE_TYPE.lambda,
  service: exponential(ONE_TYPE.service),
  workers: TYPES * ONE_TYPE.workers,
  places: PLACES,
  target: TARGET,
};
