/** Thousands of requests that nobody thought of, at every door, from one seed. */
import fc from "fast-check";
import { planted, SECRETS, word, wrong } from "./arbitraries";
import { Centre, type Heard, type Knock } from "./centre";
import type { Door } from "./door-list";
import { type Content, rowOf } from "./rows";
import { type Body, bare, bodyFor, credentialed, formOf, jsonOf, withBearer, withFlexToken } from "./sending";

export type Fuzzed = {
  inputs: number;
  /** Those that got past the lock to the parser. */
  credentialed: number;
  /** Those that were decided on. */
  accepted: number;
  serverErrors: number;
  unhandled: number;
  /** 400s of a door that name no field. */
  unnamed: number;
  /** Replies and lines of the log with a planted secret. */
  leaks: number;
  /** The first of each kind that went wrong, to see what it was. */
  examples: readonly string[];
};

const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.json({ maxDepth: 20 }),
  planted,
  fc.constantFrom(
    "",
    "{",
    "[",
    "null",
    '{"a":',
    "%",
    "%zz=%",
    "a=1&a=2",
    "__proto__[a]=1",
    "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
  ),
);

const wildBody: fc.Arbitrary<Body> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      "",
      "application/json",
      "application/x-www-form-urlencoded",
      "text/plain",
      "APPLICATION/JSON; a=b",
    ),
    text: wildText,
  }),
  fc.dictionary(word, wrong, { maxKeys: 6 }).map(jsonOf),
  fc.dictionary(word, wrong, { maxKeys: 6 }).map(formOf),
  fc.array(fc.dictionary(word, wrong, { maxKeys: 3 }), { maxLength: 3 }).map(jsonOf),
);

/** Whoever sends it has a good credential, none, or one that is made up. */
type Credential = { is: "good" } | { is: "none" } | { is: "bearer" | "flex"; text: string };

const credential: fc.Arbitrary<Credential> = fc.oneof(
  fc.constant<Credential>({ is: "good" }),
  fc.constant<Credential>({ is: "none" }),
  fc.record({ is: fc.constant("bearer" as const), text: fc.oneof(planted, fc.string({ maxLength: 40 })) }),
  fc.record({
    is: fc.constant("flex" as const),
    text: fc.oneof(planted, fc.constantFrom("e30..a.b.c", "fw.1.2.tick.3")),
  }),
);

const wild = fc.record({
  body: wildBody,
  credential,
  method: fc.constantFrom("GET", "POST", "POST", "POST", "PUT", "OPTIONS"),
  query: fc.oneof(
    fc.constant(""),
    fc.dictionary(word, planted, { maxKeys: 3 }).map((given) => `?${formOf(given).text}`),
  ),
});

/** Requests of callers with a good credential and something to say, in each kind that the door takes. */
async function nearRequests(centre: Centre, door: Door, count: number, seed: number): Promise<Knock[]> {
  const contents: Content[] = fc.sample(rowOf(door.path).near(centre), { numRuns: count, seed });
  return Promise.all(
    contents.map((content, index) =>
      credentialed(centre, door, bodyFor(door, content, door.takes[index % door.takes.length])),
    ),
  );
}

async function wildRequests(centre: Centre, door: Door, count: number, seed: number): Promise<Knock[]> {
  const sent = fc.sample(wild, { numRuns: count, seed });
  return Promise.all(
    sent.map(async ({ body, credential: { is, ...rest }, method, query }) => {
      const whole: Body = { ...body, ...(query.length > 1 ? { query } : {}) };
      const text = "text" in rest ? rest.text : "";
      const knock = is === "good" ? await credentialed(centre, door, whole) : bare(door, whole);
      const presented = is === "bearer" ? withBearer(knock, text) : is === "flex" ? withFlexToken(knock, text) : knock;
      return { ...presented, method };
    }),
  );
}

const isOurs400 = ({ status, body }: Heard): boolean => status === 400 && body.startsWith("{");

function namesFields({ body }: Heard): boolean {
  const { problems = [] } = JSON.parse(body) as { problems?: readonly string[] };
  return problems.length > 0 && problems.every((problem) => /^([\w.() ]+: .|and \d+ more$)/.test(problem));
}

const leaks = ({ body, lines }: Heard): boolean =>
  Object.values(SECRETS).some((secret) => [body, ...lines].some((text) => text.includes(secret)));

/** Past the lock: it was decided on, found to be nobody's business, or told what is wrong with it. */
const isPastLock = (heard: Heard): boolean =>
  heard.status < 300 || heard.status === 409 || isOurs400(heard) || Centre.hasDecided(heard);

/** One request, and a second on the centre's clock, so that whoever waits there goes on. */
async function hear(centre: Centre, knock: Knock): Promise<Heard | string> {
  try {
    const [heard] = await Promise.all([centre.knock(knock), centre.floor.account.clock.advance(1)]);
    return heard;
  } catch (error) {
    return String(error);
  }
}

/** The kinds of what can go wrong, and whether it did. */
const MISTAKES: Readonly<Record<"serverErrors" | "unnamed" | "leaks", (heard: Heard) => boolean>> = {
  serverErrors: ({ status }) => status >= 500,
  unnamed: (heard) => isOurs400(heard) && !namesFields(heard),
  leaks,
};

/** @param count of requests in all: most of them nearly right, the others wild */
export async function fuzz(centre: Centre, door: Door, count: number, seed: number): Promise<Fuzzed> {
  const near = Math.ceil(count * 0.6);
  const knocks = [
    ...(await nearRequests(centre, door, near, seed)),
    ...(await wildRequests(centre, door, count - near, seed)),
  ];
  const found = {
    inputs: knocks.length,
    credentialed: 0,
    accepted: 0,
    serverErrors: 0,
    unhandled: 0,
    unnamed: 0,
    leaks: 0,
  };
  const examples: string[] = [];
  for (const knock of knocks) {
    const heard = await hear(centre, knock);
    if (typeof heard === "string") {
      found.unhandled++;
      examples.push(`${heard} for ${JSON.stringify(knock)}`);
      continue;
    }
    if (isPastLock(heard)) found.credentialed++;
    if (Centre.hasDecided(heard)) found.accepted++;
    for (const [kind, isMistake] of Object.entries(MISTAKES)) {
      if (!isMistake(heard)) continue;
      found[kind as keyof typeof MISTAKES]++;
      examples.push(`${kind}: ${heard.status} ${heard.body} ${heard.lines.join()} for ${JSON.stringify(knock)}`);
    }
  }
  return { ...found, examples: examples.slice(0, 5) };
}
