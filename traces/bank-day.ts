/**
 * A synthetic day of a bank's contact centre.
 *
 * Pure: the seed is the day. Every source of chance draws from a stream of its own, and draws as often for each contact
 * whatever the outcome, so that changing one assumption leaves everything else about the day as it was.
 */
import { createHash } from "node:crypto";
import { randomExponential, randomGamma, randomNormal, randomPoisson } from "d3-random";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { TraceContact } from "./contact";

export const QUEUES = ["regular", "new", "stock", "internet"] as const;

export type Queue = (typeof QUEUES)[number];

/**
 * Aggregates of one month, February 1999, of the call centre of "Anonymous Bank": the data that Mandelbaum, Sakov and
 * Zeltyn describe in "Empirical Analysis of a Call Center" (Technion, 2000). https://ie.technion.ac.il/serveng/callcenterdata/
 */
export const FEBRUARY_1999 = {
  /** The hour of the day that `arrivalsPerHour` starts with. */
  firstHour: 7,
  /** Mean number of calls in each hour from 7 to 24, Sunday to Thursday (20 days). */
  arrivalsPerHour: [39, 93, 106, 121, 109, 91, 102, 113, 111, 114, 84, 76, 65, 57, 60, 51, 39],
  /** Calls of each type in a hundred. Call-backs (3 in a hundred) are left out and the rest share their place. */
  mix: { regular: 64, new: 23, stock: 8, internet: 1 },
  /** Mean and standard deviation of the logarithm of the service time in seconds, over calls longer than 10 s. */
  service: {
    regular: { mu: 4.876, sigma: 0.872 },
    new: { mu: 4.288, sigma: 0.912 },
    stock: { mu: 5.255, sigma: 0.968 },
    internet: { mu: 5.133, sigma: 1.043 },
  },
  /** Seconds: the maximum-likelihood exponential, all waiting divided by the number of abandonments. */
  meanPatience: 345,
} as const;

/** What the figures do not tell, and we therefore made up. Explained one by one in traces/README.md. */
export const ASSUMPTIONS = {
  /** Shape of the Gamma (mean 1) that makes a whole day busy or quiet: hourly counts vary 2 to 4.5 times as Poisson. */
  busynessShape: 35,
  /** Calls that end at once, 4-6 % in the data, and how many seconds they last (uniform). */
  shortCalls: { share: 0.05, from: 2, to: 10 },
  /** Share of each queue's contacts that arrive by chat; the data are all calls. */
  chatShare: { regular: 0.15, new: 0.15, stock: 0, internet: 0.4 },
  /** A chat takes this many times the call. */
  chatHandle: 1.5,
  /** Seconds; people who chat are as patient as people who call. */
  chatMeanPatience: 345,
  /** Seconds of wrapping: exponential, to the whole second, and never more than `most`. */
  wrapup: { mean: 15, most: 120 },
  /** Share of contacts whose customer is known. */
  identifiedShare: 0.5,
  /** Customers to draw from: about 715 identified contacts among 1 540 leave one in five a repeat within the day. */
  customers: 1540,
  languages: { he: 85, ru: 10, ar: 5 },
  /** Share of contacts for which the worker notes a disposition. */
  disposedShare: 0.8,
  /** Equally likely within a queue. */
  dispositions: {
    regular: ["resolved", "follow-up", "complaint", "wrong-department"],
    new: ["opened-account", "follow-up", "not-interested"],
    stock: ["order-placed", "advice-given", "follow-up"],
    internet: ["resolved", "escalated", "follow-up"],
  },
};

export type Assumptions = typeof ASSUMPTIONS;

/** Contacts of the day in the order of arrival, no two in the same tenth of a second. */
export function bankDay(seed: number, assumptions: Assumptions = ASSUMPTIONS): TraceContact[] {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed ${seed} is not a whole number`);
  const draw = {
    queue: uniform(seed, "type"),
    channel: uniform(seed, "channel"),
    service: serviceOf(seed, assumptions),
    patience: randomExponential.source(uniform(seed, "patience"))(1),
    wrapup: randomExponential.source(uniform(seed, "wrap-up"))(1 / assumptions.wrapup.mean),
    customer: customerOf(seed, assumptions),
    language: uniform(seed, "language"),
    disposition: dispositionOf(seed, assumptions),
  };

  return arrivalsOf(seed, assumptions).map((arrivedAt, index) => {
    const queue = pick(FEBRUARY_1999.mix, draw.queue());
    const isChat = draw.channel() < assumptions.chatShare[queue];
    const customer = draw.customer();
    const handle = draw.service(queue) * (isChat ? assumptions.chatHandle : 1);
    const patience = draw.patience() * (isChat ? assumptions.chatMeanPatience : FEBRUARY_1999.meanPatience);
    return {
      arrivedAt,
      channel: isChat ? "chat" : "voice",
      from: addressOf(customer, index, isChat),
      queue,
      handle: Math.max(1, toTenths(handle)),
      patience: Math.max(0.1, toTenths(patience)),
      wrapup: Math.min(Math.round(draw.wrapup()), assumptions.wrapup.most),
      language: pick(assumptions.languages, draw.language()),
      customer: customer === undefined ? undefined : `C-${customer}`,
      disposition: draw.disposition(queue),
    };
  });
}

function arrivalsOf(seed: number, { busynessShape }: Assumptions): number[] {
  const busyness = randomGamma.source(uniform(seed, "busyness"))(busynessShape, 1 / busynessShape)();
  const random = generator(seed, "arrivals");
  const poisson = randomPoisson.source(() => uniformFloat64(random));
  const tenths = new Set<number>();
  for (const [index, mean] of FEBRUARY_1999.arrivalsPerHour.entries()) {
    const hourStart = (FEBRUARY_1999.firstHour + index) * 36_000;
    const wanted = tenths.size + poisson(mean * busyness)();
    while (tenths.size < wanted) tenths.add(hourStart + uniformInt(random, 0, 35_999));
  }
  return [...tenths].sort((a, b) => a - b).map((moment) => moment / 10);
}

/** Seconds of talking, as if by voice. */
function serviceOf(seed: number, { shortCalls }: Assumptions): (queue: Queue) => number {
  const random = uniform(seed, "service");
  const normal = randomNormal.source(random)(0, 1);
  return (queue) => {
    const isShort = random() < shortCalls.share;
    const short = shortCalls.from + random() * (shortCalls.to - shortCalls.from);
    const { mu, sigma } = FEBRUARY_1999.service[queue];
    const long = Math.exp(mu + sigma * normal());
    return isShort ? short : long;
  };
}

/** The number of an identified customer. */
function customerOf(seed: number, { identifiedShare, customers }: Assumptions): () => number | undefined {
  const random = uniform(seed, "customer");
  return () => {
    const isIdentified = random() < identifiedShare;
    const customer = FIRST_CUSTOMER + Math.floor(random() * customers);
    return isIdentified ? customer : undefined;
  };
}

function dispositionOf(seed: number, { disposedShare, dispositions }: Assumptions) {
  const random = uniform(seed, "disposition");
  return (queue: Queue): string | undefined => {
    const isDisposed = random() < disposedShare;
    const codes = dispositions[queue];
    const code = codes[Math.floor(random() * codes.length)];
    return isDisposed ? code : undefined;
  };
}

const FIRST_CUSTOMER = 1001;

/** Fictional: the area code 555 is assigned to nobody. A customer keeps an address, everybody else has one of the day. */
function addressOf(customer: number | undefined, index: number, isChat: boolean): string {
  if (isChat) return customer === undefined ? `web:visitor-${index + 1}` : `web:C-${customer}`;
  return `+1555${customer === undefined ? 3_000_001 + index : 2_000_000 + customer}`;
}

function pick<Name extends string>(weights: Readonly<Record<Name, number>>, random: number): Name {
  let left = random * Object.values<number>(weights).reduce((sum, weight) => sum + weight, 0);
  let picked: Name | undefined;
  for (const name in weights) {
    picked = name;
    left -= weights[name];
    if (left < 0) break;
  }
  if (picked === undefined) throw new RangeError("nothing to pick from");
  return picked;
}

function toTenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

function uniform(seed: number, stream: string): () => number {
  const random = generator(seed, stream);
  return () => uniformFloat64(random);
}

/**
 * The state is a hash, because the generator's own seeding is weak for what we do: it is linear, and the first draws of
 * seeds 1, 2, 3 are alike, which would make the days of neighbouring seeds equally busy. The text hashed is one with
 * which seed 1, the day in the repository, is an ordinary one; the other seeds are as they fall.
 */
function generator(seed: number, stream: string): RandomGenerator {
  const hash = createHash("sha256").update(`${stream}/${seed}`).digest();
  return xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => hash.readInt32LE(offset)));
}
