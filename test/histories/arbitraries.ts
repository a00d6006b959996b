/** Histories of some contacts, with all that may go wrong while they are recorded. */
import fc from "fast-check";
import type { ContactScript } from "./people";
import type { History, PlannedContact, Telling } from "./play";
import type { Trouble } from "./trouble";

const seconds = (maximum: number) => fc.integer({ min: 0, max: maximum * 10 }).map((tenths) => tenths / 10);

const script: fc.Arbitrary<ContactScript> = fc.record({
  at: seconds(120),
  // Of the last nobody is there: after a while it is moved to another.
  queue: fc.constantFrom("stock", "stock", "internet", "internet", "regular"),
  channel: fc.constantFrom("voice", "chat"),
  offers: fc.array(fc.constantFrom("accept", "accept", "reject", "ignore"), { maxLength: 3 }),
  reaction: seconds(8),
  patience: fc.constantFrom(3, 30, 400),
  talk: fc.integer({ min: 1, max: 120 }),
  wrapup: fc.constantFrom(0, 5, 20.5),
  transfer: fc.constantFrom(undefined, undefined, "WARM", "COLD"),
  disposition: fc.constantFrom(undefined, "follow-up", "resolved"),
  hold: fc.constantFrom(undefined, 12),
});

const call = fc.constantFrom(1, 1, 2, 3, 3, 4);
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  // Most often at the claim and at the feed.
  fc.record({ kind: fc.constantFrom("refused", "unavailable", "lost request", "lost answer"), call }),
  fc.record({ kind: fc.constant("death" as const), call: fc.integer({ min: 1, max: 2 }) }),
  fc.constant({ kind: "feed down" } as const),
);

const telling: fc.Arbitrary<Telling> = fc.record({
  by: fc.constantFrom("sink", "callback"),
  // At once, at the same moment as another, and hours late as far as a history goes.
  after: fc.constantFrom(0, 0, 0.05, 1, 25, 70, 130, 900),
  trouble: fc.option(trouble, { nil: undefined }),
});

/** The first telling comes while the feed is down, and the next when it is not. */
const again: fc.Arbitrary<Telling[]> = fc.tuple(telling, fc.constantFrom(70, 130)).map(([next, after]) => [
  { by: "sink", after: 0, trouble: { kind: "feed down" } },
  { ...next, after },
]);

const contact: fc.Arbitrary<PlannedContact> = fc.record({
  script,
  // None: the end is never told.
  tellings: fc.oneof({ weight: 4, arbitrary: fc.array(telling, { maxLength: 3 }) }, { weight: 1, arbitrary: again }),
  late: fc.option(
    fc.record({ after: fc.constantFrom(2, 40, 600), disposition: fc.constantFrom("follow-up", "resolved") }),
    { nil: undefined, freq: 3 },
  ),
});

export const histories: fc.Arbitrary<History> = fc.record({
  contacts: fc.array(contact, { minLength: 1, maxLength: 4 }),
  lag: fc.record({
    seconds: fc.array(fc.constantFrom(0, 0, 0.5, 20, 45), { minLength: 1, maxLength: 7 }),
    turn: fc.integer({ min: 0, max: 12 }),
    repeats: fc.boolean(),
  }),
  runs: fc.array(
    fc.record({
      at: fc.integer({ min: 60, max: 500 }),
      troubles: fc.array(fc.option(trouble, { nil: undefined }), { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
});
