/** What is compared: a measure of a system with its exact value, or with the interval somebody has published. */

import { EXPECTED_CALLS } from "./call-center";
import type { Tally } from "./center";
import {
  delayQueue,
  delayQueueWithin,
  erlangB,
  finiteQueue,
  impatientQueue,
  impatientQueueWithin,
  sharedPlaces,
  singleServerWait,
  unequalQueue,
} from "./exact";
import { expectedOf } from "./office-week";
import { ONE_TYPE, PLACES, TYPES } from "./pooling";
import { BILINGUAL, QUEUES, SCV, type SystemName, TELETHON } from "./systems";

export type Value = (tally: Readonly<Tally>) => number;

export type Row = {
  system: SystemName;
  measure: string;
  /** The mean of `over` is divided by that of `under`, which is 1 by default. */
  over: Value;
  under?: Value;
  source: string;
  /** What is not TaskRouter's own rule and lives in the scenario, or what else is to be known. */
  note?: string;
} & ({ exact: number } | { published: Published });

/** As published: the confidence interval, or what rounds to the printed figure where that is wider. */
export type Published = { value: number; low: number; high: number };

/** A row made of others: it has to lie above `atLeast` with its whole interval. */
export type Derived = {
  measure: string;
  of: readonly { system: SystemName; measure: string }[];
  value: (estimates: readonly number[]) => number;
  atLeast: number;
  source: string;
  note?: string;
};

const CRAN = "https://cran.r-project.org/package=ErlangC";
const PYWORKFORCE = "https://github.com/rodrigo-arenas/pyworkforce";
const CONTACT_CENTERS = "https://github.com/umontreal-simul/contactcenters/tree/master/doc/examples";
const SSJ = "https://github.com/umontreal-simul/ssj/tree/master/src/main/docs/examples/tutorial";
const ERLANG_A = "Erlang A: Garnett, Mandelbaum and Reiman, M&SOM 4 (2002)";
const ERLANG_A_WITHIN = "Zeltyn and Mandelbaum, Queueing Systems 51 (2005)";
const ERLANG_C = "Erlang C";
const ERLANG_B = "Erlang B";
const POLLACZEK_KHINCHINE = "Pollaczek and Khinchine";
const LONGEST_IDLE = "longest idle is as random: Doroudi and Gopalakrishnan, https://arxiv.org/abs/1305.6249";
const PRODUCT_FORM = "truncated product form; the setting of Wallace and Whitt, M&SOM 7 (2005)";

const accepted: Value = ({ offered, blocked }) => offered - blocked;
const offered: Value = (tally) => tally.offered;
const answered: Value = (tally) => tally.answered;
const busyOf =
  (from = 0, to?: number): Value =>
  ({ busy }) =>
    busy.slice(from, to).reduce((sum, seconds) => sum + seconds, 0);

type Measure = Pick<Row, "measure" | "over" | "under">;

const DELAYED: Measure = { measure: "P(W>0)", over: ({ delayed }) => delayed, under: accepted };
const WAIT: Measure = { measure: "mean wait, s", over: ({ wait }) => wait, under: accepted };
const ABANDONED: Measure = { measure: "P(abandon)", over: ({ abandoned }) => abandoned, under: offered };
const BLOCKED: Measure = { measure: "P(block)", over: ({ blocked }) => blocked, under: offered };
const WITHIN: Measure = {
  measure: "answered in target / offered",
  over: (tally) => tally.answeredWithin,
  under: offered,
};
const WITHIN_ANSWERED: Measure = { ...WITHIN, measure: "answered in target / answered", under: answered };
const ANSWER: Measure = {
  measure: "mean wait of the answered, s",
  over: (tally) => tally.waitOfAnswered,
  under: answered,
};
const OCCUPANCY: Measure = {
  measure: "occupancy",
  over: busyOf(),
  under: ({ time, busy }) => time * busy.length,
};

// SSJ divides by the calls expected, not by those of the day.
const CALLS_WAIT: Measure = { measure: "mean wait, s", over: ({ wait }) => wait / EXPECTED_CALLS };
const CALLS_LOST: Measure = { measure: "lost", over: ({ abandoned }) => abandoned / EXPECTED_CALLS };
const CALLS_WITHIN: Measure = {
  measure: "waits under 20 s",
  over: ({ answeredWithin, abandonedWithin }) => (answeredWithin + abandonedWithin) / EXPECTED_CALLS,
};

const busyShare = (worker: number): Measure => ({
  measure: `occupancy of worker ${worker + 1}`,
  over: busyOf(worker, worker + 1),
  under: ({ time }) => time,
});

const count = (measure: string, over: Value): Measure => ({ measure, over });

const plusMinus = (value: number, half: number): Published => ({ value, low: value - half, high: value + half });
/** A printed interval, widened by what its last digit leaves open. */
const printed = (value: number, low: number, high: number, digits = 3): Published => ({
  value,
  low: low - 0.5 * 10 ** -digits,
  high: high + 0.5 * 10 ** -digits,
});
const inSeconds = ({ value, low, high }: Published): Published => ({
  value: value * 60,
  low: low * 60,
  high: high * 60,
});

type Spelled = keyof typeof QUEUES;

const plain = (system: Spelled) => {
  const { lambda, service, workers, target } = QUEUES[system];
  return { queue: { lambda, service: service.mean, workers }, target };
};

function delayRows(system: Spelled, source = ERLANG_C): Row[] {
  const { queue } = plain(system);
  const { delayed, wait, occupancy } = delayQueue(queue);
  return [
    { system, ...DELAYED, exact: delayed, source },
    { system, ...WAIT, exact: wait, source },
    { system, ...OCCUPANCY, exact: occupancy, source },
  ];
}

function impatientRows(system: Spelled & `${string}+M${string}`, source = ERLANG_A): Row[] {
  const { queue, target } = plain(system);
  const impatient = { ...queue, patience: QUEUES[system].patience ?? Number.NaN };
  const { delayed, wait, abandoned, occupancy } = impatientQueue(impatient);
  const within = impatientQueueWithin(impatient, target);
  return [
    { system, ...DELAYED, exact: delayed, source },
    { system, ...WAIT, exact: wait, source },
    { system, ...ABANDONED, exact: abandoned, source },
    { system, ...OCCUPANCY, exact: occupancy, source },
    { system, ...WITHIN, exact: within, source: ERLANG_A_WITHIN },
    { system, ...WITHIN_ANSWERED, exact: within / (1 - abandoned), source: ERLANG_A_WITHIN },
  ];
}

function finiteRows(system: Spelled): Row[] {
  const { queue } = plain(system);
  const { delayed, wait, blocked, occupancy } = finiteQueue(queue, QUEUES[system].places ?? 0);
  const common = { system, source: "M/M/n/(n+K)", note: "the places to wait in are the scenario's" };
  return [
    { ...common, ...DELAYED, exact: delayed },
    { ...common, ...WAIT, exact: wait },
    { ...common, ...BLOCKED, exact: blocked },
    { ...common, ...OCCUPANCY, exact: occupancy },
  ];
}

function lossRow(system: Spelled, source = ERLANG_B): Row {
  const { queue } = plain(system);
  const exact = erlangB(queue.workers, queue.lambda * queue.service);
  return { system, ...BLOCKED, exact, source, note: "blocking is the scenario's: nobody waits" };
}

function unequalRows(system: Spelled): Row[] {
  const { lambda, patience, speeds = [], service } = QUEUES[system];
  const rates = speeds.map((speed) => speed / service.mean);
  const exact = unequalQueue({ lambda, rates, ...(patience === undefined ? {} : { patience }) });
  const common = { system, source: LONGEST_IDLE };
  return [
    { ...common, ...DELAYED, exact: exact.delayed },
    { ...common, ...WAIT, exact: exact.wait },
    ...(patience === undefined ? [] : [{ ...common, ...ABANDONED, exact: exact.abandoned }]),
    ...exact.occupancies.map((occupancy, worker): Row => ({ ...common, ...busyShare(worker), exact: occupancy })),
  ];
}

function poolRows(): Row[] {
  const one = sharedPlaces(ONE_TYPE, TYPES, PLACES);
  const note = "the shared places are the scenario's";
  const separate = { system: "six pools of 15", source: PRODUCT_FORM, note } as const;
  return [
    ...finiteRows("one pool of 90"),
    { ...separate, ...DELAYED, exact: one.delayed },
    { ...separate, ...WAIT, exact: one.wait },
    { ...separate, ...BLOCKED, exact: one.blocked },
    { ...separate, ...OCCUPANCY, exact: one.occupancy },
  ];
}

const single = plain("M/G/1").queue;
const day = { source: CONTACT_CENTERS };
const blockedDay = { ...day, system: "MMCBlocked", note: "the places to wait in are the scenario's" } as const;
const ssj = {
  source: SSJ,
  system: "CallCenter",
  note: "who leaves at the hour and who hangs up at once are the scenario's",
} as const;
const ssjApart = { ...ssj, system: "CallCenter, days that differ" } as const;
const bilingual = {
  source: CONTACT_CENTERS,
  system: "Bilingual",
  note: "a free worker is drawn by the scenario and named in the task; lines, closing and retrials are the scenario's",
} as const;
const telethon = {
  source: CONTACT_CENTERS,
  system: "Telethon",
  note: "lines, closing and messages are the scenario's",
} as const;
const contactsOfWeek = expectedOf(BILINGUAL);
const callsOfWeek = expectedOf(TELETHON);
const openSeconds = 5 * 9 * 3600;
const telethonSeconds = 5 * 4 * 3600;

export const ROWS: readonly Row[] = [
  ...delayRows("M/M/14", CRAN),
  { system: "M/M/14", ...WITHIN, exact: delayQueueWithin(plain("M/M/14").queue, 20), source: CRAN },
  { system: "M/M/11", ...DELAYED, exact: delayQueue(plain("M/M/11").queue).delayed, source: CRAN },
  { system: "M/M/11", ...WITHIN, exact: delayQueueWithin(plain("M/M/11").queue, 20), source: CRAN },
  ...delayRows("M/M/2", "Erlang C: Hillier and Lieberman's hospital, Wq 1/24 h"),
  ...delayRows("M/M/3", "Erlang C: Gross and Harris' clinic, Wq 4/27 h"),
  ...impatientRows("M/M/14+M", PYWORKFORCE),
  ...impatientRows("M/M/12+M"),
  ...impatientRows("M/M/50+M"),
  ...impatientRows("M/M/45+M"),
  ...impatientRows("M/M/90+M"),
  ...impatientRows("M/M/50+M, 48 a minute"),
  ...finiteRows("M/M/12/17"),
  lossRow("M/M/17/17"),
  lossRow("M/G/2/2", "Erlang B holds for any service: Sevastyanov (1957)"),
  {
    system: "M/G/1",
    ...WAIT,
    exact: singleServerWait(single.lambda, single.service, SCV),
    source: POLLACZEK_KHINCHINE,
  },
  { system: "M/G/1", ...DELAYED, exact: single.lambda * single.service, source: POLLACZEK_KHINCHINE },
  ...unequalRows("M/M/2, one half as fast"),
  ...unequalRows("M/M/4+M, four speeds"),
  ...poolRows(),
  { ...day, system: "MMC", ...WITHIN_ANSWERED, published: printed(0.902, 0.9, 0.904) },
  { ...day, system: "MMC", ...ANSWER, published: inSeconds(printed(0.099, 0.097, 0.102)) },
  { ...day, system: "MMC", ...OCCUPANCY, published: printed(0.695, 0.694, 0.697) },
  {
    ...day,
    system: "MMCAb",
    ...count("abandoned a day", (tally) => tally.abandoned),
    published: plusMinus(58.609, 0.95),
  },
  { ...day, system: "MMCAb", ...WITHIN_ANSWERED, published: printed(0.975, 0.974, 0.975) },
  {
    ...day,
    system: "MMCAb",
    measure: "answered in target / all but those who abandoned in it",
    over: ({ answeredWithin }) => answeredWithin,
    under: (tally) => tally.offered - tally.abandonedWithin,
    published: printed(0.968, 0.968, 0.969),
  },
  { ...day, system: "MMCAb", ...ANSWER, published: inSeconds(printed(0.024, 0.023, 0.024)) },
  { ...day, system: "MMCAb", ...OCCUPANCY, published: printed(0.675, 0.674, 0.677) },
  { ...blockedDay, ...count("blocked a day", ({ blocked }) => blocked), published: plusMinus(18.655, 0.61) },
  { ...blockedDay, ...WITHIN_ANSWERED, published: printed(0.929, 0.928, 0.93) },
  { ...blockedDay, ...ANSWER, published: inSeconds(printed(0.06, 0.059, 0.061)) },
  { ...blockedDay, ...OCCUPANCY, published: printed(0.689, 0.688, 0.69) },
  { ...ssj, ...CALLS_WAIT, published: plusMinus(4.713, 0.033) },
  { ...ssj, ...CALLS_WITHIN, published: printed(0.925, 0.924, 0.925) },
  { ...ssj, ...CALLS_LOST, published: printed(0.02, 0.02, 0.02) },
  // Not the mean wait: one day in ten thousand has fifty times the usual one, and decides it.
  { ...ssjApart, ...CALLS_WITHIN, published: printed(0.854, 0.852, 0.857) },
  { ...ssjApart, ...CALLS_LOST, published: printed(0.037, 0.036, 0.038) },
  { ...bilingual, ...count("answered a week", answered), published: plusMinus(4967.235, 4.289) },
  { ...bilingual, ...count("abandoned a week", ({ abandoned }) => abandoned), published: plusMinus(142.868, 1.659) },
  { ...bilingual, ...count("retrials a week", ({ retried }) => retried), published: plusMinus(107.168, 1.327) },
  {
    ...bilingual,
    measure: "answered in target / expected, %",
    over: ({ answeredWithin }) => (100 * answeredWithin) / contactsOfWeek,
    published: plusMinus(97.938, 0.082),
  },
  {
    ...bilingual,
    measure: "occupancy, English only, %",
    over: (tally) => (100 * busyOf(0, 7)(tally)) / 7 / openSeconds,
    published: plusMinus(47.624, 0.061),
  },
  {
    ...bilingual,
    measure: "occupancy, Spanish only, %",
    over: (tally) => (100 * busyOf(7, 14)(tally)) / 7 / openSeconds,
    published: plusMinus(47.639, 0.06),
  },
  {
    ...bilingual,
    measure: "occupancy, bilingual, %",
    over: (tally) => (100 * busyOf(14, 18)(tally)) / 4 / openSeconds,
    published: plusMinus(63.254, 0.057),
  },
  {
    ...bilingual,
    measure: "occupancy, all, %",
    over: (tally) => (100 * busyOf()(tally)) / 18 / openSeconds,
    published: plusMinus(51.103, 0.045),
  },
  { ...telethon, ...count("answered a week", answered), published: plusMinus(963.109, 1.737) },
  {
    ...telethon,
    ...count("abandoned a week", ({ abandoned, messages }) => abandoned - messages),
    published: plusMinus(31.82, 0.648),
  },
  // Not the messages: five a week, they would need three times as many weeks as the rest.
  {
    ...telethon,
    measure: "answered in target / expected, %",
    over: ({ answeredWithin }) => (100 * answeredWithin) / callsOfWeek,
    published: plusMinus(95.026, 0.169),
  },
  {
    ...telethon,
    measure: "occupancy, %",
    over: (tally) => (100 * busyOf()(tally)) / 12 / telethonSeconds,
    published: plusMinus(66.772, 0.165),
  },
];

/** Measured only for the rows made of others. */
export const INGREDIENTS: readonly (Pick<Row, "system"> & Measure)[] = [
  { system: "two skills each", ...BLOCKED },
  { system: "two skills each", ...WAIT },
];

const full = finiteQueue({ ...ONE_TYPE, lambda: TYPES * ONE_TYPE.lambda, workers: TYPES * ONE_TYPE.workers }, PLACES);
const recovered =
  (best: number) =>
  ([separate = Number.NaN, paired = Number.NaN]: readonly number[]): number =>
    (separate - paired) / (separate - best);
const pairing = {
  source: "the setting of Wallace and Whitt, M&SOM 7 (2005)",
  note: "a worker who gets free takes who has waited longest, as TaskRouter does, not the own type first",
};
const both = (measure: string): Derived["of"] => [
  { system: "six pools of 15", measure },
  { system: "two skills each", measure },
];

export const DERIVED: readonly Derived[] = [
  {
    ...pairing,
    measure: "share of the pool's gain in blocking that a second skill brings",
    of: both(BLOCKED.measure),
    value: recovered(full.blocked),
    atLeast: 0.97,
  },
  {
    ...pairing,
    measure: "share of the pool's gain in waiting that a second skill brings",
    of: both(WAIT.measure),
    value: recovered(full.wait),
    atLeast: 0.9,
  },
];
