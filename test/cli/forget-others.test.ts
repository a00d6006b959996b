/** `floor forget` over random histories of two people: what is kept of the other one stays, byte for byte. */
import fc from "fast-check";
import { forget } from "../../cli/forget/forget";
import { whileTimePasses } from "../support/coaching";
import { GRACE, HENRY } from "../support/people";
import { openQualityFloor, round } from "../support/quality-floor";
import { forgetfulOf, kept, personOf, SECTIONS, score, visit } from "../support/remembered-people";

type Visit = {
  kind: "visit";
  who: "grace" | "henry";
  given: { channel?: string; note?: string; lateNote?: string };
  isScored: boolean;
};
type Step = Visit | { kind: "tick" | "round" };

const someVisit: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("visit" as const),
  who: fc.constantFrom("grace" as const, "henry" as const),
  given: fc.record(
    {
      ...{ channel: fc.constantFrom("voice", "chat") },
      ...{ note: fc.constant("about a loan"), lateNote: fc.constant("called back") },
    },
    { requiredKeys: [] },
  ),
  isScored: fc.boolean(),
});
const someWork: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom("tick" as const, "round" as const) });
const history = fc.array(fc.oneof({ weight: 3, arbitrary: someVisit }, { weight: 1, arbitrary: someWork }), {
  ...{ minLength: 3, maxLength: 6 },
});

const PEOPLE = { grace: GRACE, henry: HENRY };

async function play(steps: readonly Step[]) {
  const house = await openQualityFloor(SECTIONS);
  house.receiver.behave({ status: 410 }, ...Array.from({ length: 40 }, () => ({ status: 503 })));
  const contacts = { grace: [] as string[], henry: [] as string[] };
  for (const step of steps) {
    if (step.kind === "tick") await house.floor.tick();
    else if (step.kind === "round") await round(house);
    else if (step.kind === "visit") {
      const sid = await visit(house.floor, PEOPLE[step.who], step.given);
      contacts[step.who].push(sid);
      if (step.isScored) await score(house.floor, sid, "as ever");
    }
    await house.floor.account.clock.advance(20);
  }
  return { ...house, contacts };
}

/** What is known of a worker, and what was to be told of it, is about everybody the worker has talked with. */
const isShared = (place: string) => /^(coaching\/|(outbox|dead-letters)\/coaching-assigned)/.test(place);

test("forgetting one of two people touches nothing of the other", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const { floor, contacts } = await play(steps);
      const own = () => [...kept(floor)].filter(([place]) => !isShared(place));
      const isGraces = ([place, data]: [string, string]) =>
        [...contacts.grace, ...personOf(GRACE.customer, GRACE.from).hashes].some((word) =>
          `${place} ${data}`.includes(word),
        );
      const before = own();
      const now = new Date(floor.account.clock.now());
      const forgotten = forget(
        forgetfulOf(floor, SECTIONS),
        personOf(GRACE.customer),
        { isDryRun: false, now },
        () => undefined,
      );

      expect(await whileTimePasses(floor, forgotten)).toMatchObject({ contacts: contacts.grace.length, left: 0 });

      const after = own();
      expect(after.filter((item) => !isGraces(item))).toEqual(before.filter((item) => !isGraces(item)));
      expect(after.filter(isGraces).map(([place]) => place.replace(/^ledger-\d+/, "ledger"))).toEqual(
        expect.arrayContaining(contacts.grace.map((sid) => `ledger/${sid}`)),
      );
      expect(after.filter(isGraces)).toHaveLength(contacts.grace.length);
    }),
    { numRuns: 5, seed: 5 },
  );
}, 180_000);
