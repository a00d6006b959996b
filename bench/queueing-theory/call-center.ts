/**
 * The CallCenter of the SSJ tutorial: thirteen hours, a staff that changes with the hour, and a busyness of the day that
 * multiplies every rate. https://github.com/umontreal-simul/ssj (src/main/docs/examples/tutorial)
 *
 * In the scenario around the account: when the staff shrinks, idle workers go at once and then whoever finishes next; a
 * tenth of those who find nobody free hang up at once.
 */
import { Center, type Contact, contactOf } from "./center";
import { Crowd, expectedMeetings, type Period } from "./crowd";
import { Floor, oneQueue } from "./floor";
import { bernoulli, exponential, gamma, stream } from "./random";
import type { Observation, System } from "./system";

const HOUR = 3600;
const STAFF = [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4];
const CALLS_AN_HOUR = [100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60];
/** What the published ratios are over: the calls of a day, on average. */
export const EXPECTED_CALLS = CALLS_AN_HOUR.reduce((sum, calls) => sum + calls, 0);
const SERVICE = exponential(100);
const PATIENCE = exponential(1000);
const GONE_AT_ONCE = 0.1;
const TARGET = 20;

const PERIODS: readonly Period[] = CALLS_AN_HOUR.map((calls, hour) => ({
  from: hour * HOUR,
  to: (hour + 1) * HOUR,
  rate: calls / HOUR,
  workers: STAFF[hour] ?? 0,
}));
const CLOSES = PERIODS.length * HOUR;
/** Crowds that tell of waiting: so many more than there are workers. */
const MARKS = [-1, 0, 1, 3];

/** `alpha0`: the shape of the busyness, whose mean is 1; the smaller, the more days differ. */
export function callCenter(alpha0: number, days: number, runs: Readonly<{ quick: number; full: number }>): System {
  const simulate = async (seed: number, run: number): Promise<Observation[]> => {
    const workers = Math.max(...STAFF);
    const floor = await Floor.open<Contact>({ seed, ...oneQueue(workers), timeout: CLOSES });
    const shift = new Shift(floor, workers);
    const center = new Center({ floor, workers, target: TARGET, onFinishing: (worker) => shift.finishing(worker) });
    const busynessOf = gamma(stream(seed, run, "busyness"), alpha0, 1 / alpha0);
    const unit = exponential(1).from(stream(seed, run, "arrivals"));
    const work = SERVICE.from(stream(seed, run, "service"));
    const patient = PATIENCE.from(stream(seed, run, "patience"));
    const leaves = bernoulli(stream(seed, run, "hang up"), GONE_AT_ONCE);

    const observe = async (): Promise<Observation> => {
      const opens = floor.now();
      const busyness = busynessOf();
      const crowd = new Crowd(MARKS);
      center.cut();
      const { tally } = center;
      const arrive = (at: number, hour: number) => {
        const seconds = work();
        tally.work += seconds;
        crowd.meet(at, seconds, STAFF[hour]);
        center.enter(contactOf(tally, seconds, leaves() ? 0 : patient()));
        next(at, hour);
      };
      /** The next call after `from`: what is left of a gap at the end of an hour goes on at the new hour's rate. */
      const next = (from: number, fromHour: number) => {
        let [at, hour, left] = [from, fromHour, unit()];
        for (let period = PERIODS[hour]; period; period = PERIODS[++hour]) {
          const rate = busyness * period.rate;
          const [callAt, callHour] = [at + left / rate, hour];
          if (callAt < period.to) {
            floor.at(opens + callAt, () => arrive(callAt, callHour));
            return;
          }
          left -= (period.to - at) * rate;
          at = period.to;
        }
      };
      for (const [hour, staff] of STAFF.entries()) floor.at(opens + hour * HOUR, () => shift.staff(staff));
      floor.at(opens, () => next(0, 0));
      await floor.run();
      center.cut();
      const expected = busyness * EXPECTED_CALLS;
      const controls = [
        busyness - 1,
        (busyness - 1) ** 2 - 1 / alpha0,
        tally.offered - expected,
        tally.work - SERVICE.mean * expected,
        ...MARKS.map(
          (extra, index) => (crowd.reached[index] ?? 0) - expectedMeetings(PERIODS, SERVICE.survival, extra, busyness),
        ),
      ];
      return { tally, controls };
    };
    const observations: Observation[] = [];
    for (let count = 0; count < days; count++) observations.push(await observe());
    return observations;
  };
  return { runs, contacts: days * EXPECTED_CALLS, simulate };
}

/** Who is there. */
class Shift {
  /** Workers who are to go as soon as they finish, whoever they are. */
  private leaving = 0;
  private readonly floor: Floor<Contact>;
  private readonly workers: readonly number[];

  constructor(floor: Floor<Contact>, workers: number) {
    this.floor = floor;
    this.workers = Array.from({ length: workers }, (_, worker) => worker);
  }

  staff(wanted: number): void {
    const { floor, workers } = this;
    const there = workers.filter((worker) => floor.isPresent(worker));
    const surplus = there.length - wanted;
    const idle = there.filter((worker) => floor.isFree(worker)).slice(0, Math.max(0, surplus));
    this.leaving = Math.max(0, surplus - idle.length);
    for (const worker of idle) floor.setPresent(worker, false);
    const away = workers.filter((worker) => !there.includes(worker)).slice(0, Math.max(0, -surplus));
    for (const worker of away) floor.setPresent(worker, true);
  }

  finishing(worker: number): void {
    if (this.leaving === 0) return;
    this.leaving--;
    this.floor.setPresent(worker, false);
  }
}
