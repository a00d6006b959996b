/**
 * Days that start empty, have one arrival rate, and serve out who is there at their end: MMC, MMCAb and MMCBlocked of the
 * ContactCenters library. Occupancy is that of the opening hours; all contacts count, whenever they are answered.
 */
import { Center, type Contact, contactOf } from "./center";
import { Crowd, expectedMeetings, marksAround } from "./crowd";
import { Floor, oneQueue } from "./floor";
import { exponential, stream } from "./random";
import { patienceOf } from "./steady-queue";
import type { Observation, System } from "./system";

/** Contacts a second, and seconds. */
export type EmptyDay = {
  lambda: number;
  service: number;
  workers: number;
  patience?: number;
  places?: number;
  target: number;
  length: number;
};

export function emptyDay(day: EmptyDay, days: number, runs: Readonly<{ quick: number; full: number }>): System {
  const { lambda, service, workers, places, target, length } = day;
  const law = exponential(service);
  const period = { from: 0, to: length, rate: lambda, workers };
  const marks = marksAround(workers);
  const meetings = marks.map((mark) => expectedMeetings([period], law.survival, mark - workers));

  const simulate = async (seed: number, run: number): Promise<Observation[]> => {
    const floor = await Floor.open<Contact>({ seed, ...oneQueue(workers), timeout: Math.ceil(100 * service) });
    const center = new Center({ floor, workers, target, ...(places === undefined ? {} : { places }) });
    const gap = exponential(1 / lambda).from(stream(seed, run, "arrivals"));
    const work = law.from(stream(seed, run, "service"));
    const patience = patienceOf(day.patience, seed, run);

    const observe = async (): Promise<Observation> => {
      const opens = floor.now();
      const crowd = new Crowd(marks);
      center.cut();
      const { tally } = center;
      let at = gap();
      const arrive = () => {
        const seconds = work();
        tally.work += seconds;
        crowd.meet(at, seconds);
        center.enter(contactOf(tally, seconds, patience()));
        at += gap();
        if (at < length) floor.at(opens + at, arrive);
      };
      if (at < length) floor.at(opens + at, arrive);
      floor.at(opens + length, () => center.cut());
      await floor.run();
      const controls = [
        tally.offered - lambda * length,
        tally.work - lambda * length * service,
        ...meetings.map((expected, index) => (crowd.reached[index] ?? 0) - expected),
      ];
      return { tally, controls };
    };
    const observations: Observation[] = [];
    for (let count = 0; count < days; count++) observations.push(await observe());
    return observations;
  };
  return { runs, contacts: days * lambda * length, simulate };
}
