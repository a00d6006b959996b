/**
 * Weeks of five working days with closed nights: Bilingual and Telethon of the ContactCenters library.
 * https://github.com/umontreal-simul/contactcenters (doc/examples)
 *
 * In the scenario around the account: the lines; at closing time workers finish what they have and go, and who waits is
 * disconnected; retrials, which come at night too and then find nobody; the message that Telethon's callers leave when
 * they have waited long enough.
 */
import { Center, type Contact, contactOf } from "./center";
import { Crowd, expectedMeetings, marksAround, type Period } from "./crowd";
import { Floor, type FloorPlan } from "./floor";
import { bernoulli, type Draw, exponential, type Law, stream } from "./random";
import type { Observation, System } from "./system";

const DAY = 24 * 3600;
const DAYS = 5;

/** Seconds, of the day where they are moments, and contacts a second. */
export type OfficeWeek = {
  plan: Pick<FloorPlan, "workers" | "queues" | "filters">;
  /** All kinds together; the first period begins when the doors open, the last ends when they close. */
  rates: readonly Omit<Period, "workers">[];
  /** Equally frequent kinds of contacts, by their service. */
  kinds: readonly Law[];
  lines: number;
  patience: Law;
  target: number;
  /** Whoever has hung up comes again with this chance, so many seconds later. */
  retrial?: { chance: number; after: number };
  /** Seconds of waiting after which a caller leaves a message and goes. */
  messageAfter?: number;
  /** What the task of a contact that comes now is to say. */
  attributes: (kind: number, floor: Floor<Caller>, chance: Draw) => string;
};

type Caller = Contact & { kind: number };

/** What a week's arrivals are on average. */
export const expectedOf = ({ rates }: Pick<OfficeWeek, "rates">): number =>
  DAYS * rates.reduce((sum, { from, to, rate }) => sum + (to - from) * rate, 0);

export function officeWeek(week: OfficeWeek, weeks: number, runs: Readonly<{ quick: number; full: number }>): System {
  const workers = week.plan.workers.length;
  const everybody = Array.from({ length: workers }, (_, worker) => worker);
  const opens = week.rates[0]?.from ?? 0;
  const closes = week.rates.at(-1)?.to ?? 0;
  const marks = marksAround(workers);
  const share = 1 / week.kinds.length;
  const survival = (at: number) => week.kinds.reduce((sum, law) => sum + share * law.survival(at), 0);
  const meetings = marks.map((mark) => {
    const periods = week.rates.map((period) => ({ ...period, workers }));
    return DAYS * expectedMeetings(periods, survival, mark - workers);
  });
  const expected = expectedOf(week);
  const expectedWork = expected * share * week.kinds.reduce((sum, { mean }) => sum + mean, 0);

  const simulate = async (seed: number, run: number): Promise<Observation[]> => {
    const floor = await Floor.open<Caller>({ seed, ...week.plan, timeout: DAY });
    const unit = exponential(1).from(stream(seed, run, "arrivals"));
    const kindOf = stream(seed, run, "kind");
    const works = week.kinds.map((law, kind) => law.from(stream(seed, run, `service ${kind}`)));
    const patient = week.patience.from(stream(seed, run, "patience"));
    const tries = bernoulli(stream(seed, run, "retrial"), week.retrial?.chance ?? 0);
    const choice = stream(seed, run, "choice");
    const enter = (caller: Caller) => {
      caller.attributes = week.attributes(caller.kind, floor, choice);
      center.enter(caller);
    };
    const center = new Center<Caller>({
      floor,
      workers,
      lines: week.lines,
      target: week.target,
      onAbandoned: (caller) => {
        if (caller.patience === week.messageAfter) caller.tally.messages++;
        else if (week.retrial && tries()) {
          floor.at(floor.now() + week.retrial.after, () => {
            caller.tally.retried++;
            enter(caller);
          });
        }
      },
    });
    const arrive = (crowd: Crowd, at: number) => {
      const { tally } = center;
      const kind = Math.floor(kindOf() * week.kinds.length);
      const service = works[kind]?.() ?? Number.NaN;
      const patience = Math.min(patient(), week.messageAfter ?? Number.POSITIVE_INFINITY);
      tally.work += service;
      crowd.meet(at, service);
      enter({ ...contactOf(tally, service, patience), kind });
    };
    /** Next calls of the day that begins at `midnight`: what is left of a gap goes on at the next period's rate. */
    const call = (crowd: Crowd, midnight: number, from: number, gap = unit()) => {
      const period = week.rates.find(({ to }) => from < to);
      if (!period) return;
      const at = from + gap / period.rate;
      if (at >= period.to) {
        call(crowd, midnight, period.to, gap - (period.to - from) * period.rate);
        return;
      }
      floor.at(midnight + at, () => {
        arrive(crowd, at);
        call(crowd, midnight, at);
      });
    };
    const close = () => {
      for (const worker of everybody) floor.setPresent(worker, false);
      for (const caller of floor.waiting()) center.disconnect(caller, "closed");
    };
    const observe = async (): Promise<Observation> => {
      const monday = floor.now();
      center.cut();
      const { tally } = center;
      const crowds = Array.from({ length: DAYS }, () => new Crowd(marks));
      for (const [day, crowd] of crowds.entries()) {
        const midnight = monday + day * DAY;
        floor.at(midnight + opens, () => {
          for (const worker of everybody) floor.setPresent(worker, true);
          call(crowd, midnight, opens);
        });
        floor.at(midnight + closes, close);
      }
      await floor.run();
      center.cut();
      const controls = [
        tally.offered - tally.retried - expected,
        tally.work - expectedWork,
        ...meetings.map((mean, index) => crowds.reduce((sum, { reached }) => sum + (reached[index] ?? 0), -mean)),
      ];
      return { tally, controls };
    };
    close();
    const observations: Observation[] = [];
    for (let count = 0; count < weeks; count++) observations.push(await observe());
    return observations;
  };
  return { runs, contacts: weeks * expected, simulate };
}
