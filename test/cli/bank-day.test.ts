import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTrace } from "../../cli/trace";
import { ASSUMPTIONS, bankDay, FEBRUARY_1999, QUEUES, type Queue } from "../../traces/bank-day";
import { formatTrace, type TraceContact } from "../../traces/contact";

const root = join(__dirname, "../..");
const bankDayFile = join(root, "traces/bank-day.csv");

const known = {
  queues: QUEUES,
  channels: ["voice", "chat"],
  dispositions: (queue: string) => Object.entries(ASSUMPTIONS.dispositions).find(([name]) => name === queue)?.[1] ?? [],
};

describe("one day", () => {
  test("the same seed is the same day", () => {
    expect(bankDay(7)).toEqual(bankDay(7));
  });

  test("another seed is another day", () => {
    expect(formatTrace(bankDay(8))).not.toBe(formatTrace(bankDay(7)));
  });

  test("the file in the repository is the day of seed 1", () => {
    expect(readFileSync(bankDayFile, "utf8")).toBe(formatTrace(bankDay(1)));
  });

  test("the file in the repository reads back as it was made", () => {
    expect(readTrace(bankDayFile, known)).toEqual({ day: undefined, contacts: bankDay(1) });
  });

  test("contacts arrive one after the other between 7 and 24 h, on a tenth of a second each", () => {
    const arrivals = bankDay(1).map((contact) => contact.arrivedAt);

    expect(arrivals).toEqual([...new Set(arrivals)].sort((a, b) => a - b));
    expect(arrivals.every((moment) => moment >= 7 * 3600 && moment < 24 * 3600)).toBe(true);
    expect(arrivals.every((moment) => Number(moment.toFixed(1)) === moment)).toBe(true);
  });

  test("a customer calls from one number and chats from one name, which nobody else has", () => {
    const customersOf = new Map<string, Set<string>>();
    const addressesOf = new Map<string, Set<string>>();
    for (const [index, { channel, from, customer = `stranger ${index}` }] of bankDay(1).entries()) {
      add(customersOf, from, customer);
      add(addressesOf, `${customer} ${channel}`, from);
    }

    expect([...customersOf.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect([...addressesOf.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  test("a day without chats is otherwise the same day", () => {
    const day = bankDay(1);
    const withoutChats = bankDay(1, { ...ASSUMPTIONS, chatShare: { regular: 0, new: 0, stock: 0, internet: 0 } });

    expect(withoutChats.map(apartFromChannel)).toEqual(day.map(apartFromChannel));
    expect(withoutChats.filter((_, index) => day[index]?.channel === "voice")).toEqual(day.filter(isVoice));
  });

  test("a busier day brings more contacts and changes nothing about the first of them", () => {
    const day = bankDay(1);
    const other = bankDay(1, { ...ASSUMPTIONS, busynessShape: 1000 });
    const shorter = Math.min(day.length, other.length);

    expect(other.length).not.toBe(day.length);
    expect(other.slice(0, shorter).map(apartFromArrival)).toEqual(day.slice(0, shorter).map(apartFromArrival));
  });

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])("%s is refused as a seed", (seed) => {
    expect(() => bankDay(seed)).toThrow(new RangeError(`seed ${seed} is not a whole number`));
  });
});

describe("forty days", () => {
  const days = Array.from({ length: 40 }, (_, index) => bankDay(index + 1));
  const contacts = days.flat();

  test("bring as many contacts as the data", () => {
    const variance = 1431 + 1431 ** 2 / ASSUMPTIONS.busynessShape;

    expectNear(meanOf(days.map((day) => day.length)), 1431, 3 * Math.sqrt(variance / days.length));
  });

  test.each(FEBRUARY_1999.arrivalsPerHour.map((calls, index) => ({ calls, hour: FEBRUARY_1999.firstHour + index })))(
    "bring $calls contacts from $hour h on",
    ({ calls, hour }) => {
      const arrivals = contacts.filter(({ arrivedAt }) => Math.floor(arrivedAt / 3600) === hour).length;
      const variance = calls + calls ** 2 / ASSUMPTIONS.busynessShape;

      expectNear(arrivals / days.length, calls, 3 * Math.sqrt(variance / days.length));
    },
  );

  test.each<{ what: string; share: number; has: (contact: TraceContact) => boolean; among?: string[] }>([
    { what: "are for regular", share: 64 / 96, has: ({ queue }) => queue === "regular" },
    { what: "are for new", share: 23 / 96, has: ({ queue }) => queue === "new" },
    { what: "are for stock", share: 8 / 96, has: ({ queue }) => queue === "stock" },
    { what: "are for internet", share: 1 / 96, has: ({ queue }) => queue === "internet" },
    { what: "of regular and new are chats", share: 0.15, has: isChat, among: ["regular", "new"] },
    { what: "of stock are chats", share: 0, has: isChat, among: ["stock"] },
    { what: "of internet are chats", share: 0.4, has: isChat, among: ["internet"] },
    { what: "are from a known customer", share: 0.5, has: ({ customer }) => customer !== undefined },
    { what: "are in Hebrew", share: 0.85, has: ({ language }) => language === "he" },
    { what: "are in Russian", share: 0.1, has: ({ language }) => language === "ru" },
    { what: "are in Arabic", share: 0.05, has: ({ language }) => language === "ar" },
    { what: "have a disposition", share: 0.8, has: ({ disposition }) => disposition !== undefined },
    { what: "of new end without interest", share: 0.8 / 3, has: isNotInterested, among: ["new"] },
  ])("$what as often as intended", ({ share, has, among = [...QUEUES] }) => {
    const asked = contacts.filter(({ queue }) => among.includes(queue));
    const margin = 3 * Math.sqrt((share * (1 - share)) / asked.length);

    expectNear(asked.filter(has).length / asked.length, share, margin);
  });

  test("one known customer in five was there before on the same day", () => {
    const repeats = days.map((day) => {
      const customers = day.flatMap(({ customer }) => customer ?? []);
      return 1 - new Set(customers).size / customers.length;
    });

    expectNear(meanOf(repeats), 0.2, 0.015);
  });

  test.each(QUEUES.map((queue) => ({ queue, ...handleOf(queue) })))(
    "a contact for $queue takes as long on average as its lognormal with short calls, and half as long again by chat",
    ({ queue, mean, variance }) => {
      const handles = contacts
        .filter((contact) => contact.queue === queue)
        .map(({ handle, channel }) => (channel === "chat" ? handle / 1.5 : handle));

      expectNear(meanOf(handles), mean, 3 * Math.sqrt(variance / handles.length));
    },
  );

  test.each(["voice", "chat"])("patience is 345 s on average by %s, with the spread of an exponential", (channel) => {
    const patience = contacts.filter((contact) => contact.channel === channel).map((contact) => contact.patience ?? 0);
    const standardError = 345 / Math.sqrt(patience.length);

    expectNear(meanOf(patience), 345, 3 * standardError);
    expectNear(Math.sqrt(meanOf(patience.map((seconds) => (seconds - 345) ** 2))), 345, 6 * standardError);
  });

  test("wrap-up is 15 s on average, in whole seconds, and never over two minutes", () => {
    const wrapups = contacts.map(({ wrapup }) => wrapup);

    expectNear(meanOf(wrapups), 15, (3 * 15) / Math.sqrt(wrapups.length));
    expect(wrapups.every((seconds) => Number.isInteger(seconds) && seconds >= 0 && seconds <= 120)).toBe(true);
  });

  test("everybody talks for a second or more and waits a moment at least", () => {
    expect(contacts.every(({ handle, patience = 0 }) => handle >= 1 && patience >= 0.1)).toBe(true);
  });
});

describe("make-bank-day", () => {
  const command = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "traces/make-bank-day.ts")];
  const folder = mkdtempSync(join(tmpdir(), "bank-day-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("writes the day of the seed it is given, and says what it wrote", () => {
    const out = join(folder, "day.csv");

    const said = execFileSync(process.execPath, [...command, "--seed", "2", "--out", out], { encoding: "utf8" });

    expect(readFileSync(out, "utf8")).toBe(formatTrace(bankDay(2)));
    expect(said.split("\n")[0]).toBe(`${out}: ${bankDay(2).length} contacts of seed 2`);
  });

  test.each([
    { given: ["--seed", "one", "--out", "day.csv"], says: "argument 'one' is invalid. expected a whole number" },
    { given: ["--seed", "1"], says: "required option '--out <file>' not specified" },
    { given: ["--out", join(folder, "no/such/day.csv")], says: "cannot be written" },
  ])("$given is refused: $says", ({ given, says }) => {
    const { status, stderr } = spawnSync(process.execPath, [...command, ...given], { encoding: "utf8" });

    expect(stderr).toContain(says);
    expect(status).toBe(1);
  });
});

function expectNear(actual: number, expected: number, margin: number): void {
  expect(actual).toBeGreaterThanOrEqual(expected - margin);
  expect(actual).toBeLessThanOrEqual(expected + margin);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Moments of the mixture: 95 % lognormal, 5 % uniform from 2 to 10 s. */
function handleOf(queue: Queue): { mean: number; variance: number } {
  const { mu, sigma } = FEBRUARY_1999.service[queue];
  const mean = 0.95 * Math.exp(mu + sigma ** 2 / 2) + 0.05 * 6;
  const square = 0.95 * Math.exp(2 * mu + 2 * sigma ** 2) + 0.05 * (6 ** 2 + 8 ** 2 / 12);
  return { mean, variance: square - mean ** 2 };
}

function isVoice({ channel }: TraceContact): boolean {
  return channel === "voice";
}

function isChat({ channel }: TraceContact): boolean {
  return channel === "chat";
}

function isNotInterested({ disposition }: TraceContact): boolean {
  return disposition === "not-interested";
}

/** A chat differs from the same contact by voice in its address and in how long it takes. */
function apartFromChannel({ channel, from, handle, ...contact }: TraceContact): Partial<TraceContact> {
  return contact;
}

function apartFromArrival({ arrivedAt, ...contact }: TraceContact): Partial<TraceContact> {
  return contact;
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
}
