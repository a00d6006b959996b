/** What makes a contact risky: each rule at both sides of its bound. */
import type { ContactRecord } from "../../../src/domain/contact-record";
import { risksOf } from "../../../src/domain/quality/risk";
import type { Standing } from "../../../src/domain/quality/standing";
import { afterNoon, NOON } from "../../support/people";
import { isSad, qualityPolicy as policy } from "../../support/quality";
import { record } from "../../support/records";

const DAY = 86_400;
const experienced: Standing = { seen: 20, firstSeenAt: afterNoon(-5 * DAY), week: 2922, sampled: 0 };

const ended = (code: string): Partial<ContactRecord> => ({
  disposition: { code, fields: {}, note: null, isLate: false },
});

test.each<{ what: string; given: Partial<ContactRecord>; reasons: string[] }>([
  { what: "talked 19 s", given: { talked: 19.9 }, reasons: ["short-talk"] },
  { what: "talked 20 s", given: { talked: 20 }, reasons: [] },
  { what: "waited two minutes", given: { waited: 120 }, reasons: [] },
  { what: "waited longer", given: { waited: 120.1 }, reasons: ["long-wait"] },
  { what: "held for a minute", given: { held: 60 }, reasons: [] },
  { what: "held longer", given: { held: 61 }, reasons: ["long-hold"] },
  { what: "held nobody knows how long", given: { held: null }, reasons: [] },
  { what: "of somebody who was here once", given: { recentContacts: 1 }, reasons: [] },
  { what: "of somebody who was here twice", given: { recentContacts: 2 }, reasons: ["repeat-contact"] },
  { what: "of somebody whom nobody knows", given: { recentContacts: null }, reasons: [] },
  { what: "not transferred", given: { transfers: 0 }, reasons: [] },
  { what: "transferred", given: { transfers: 1 }, reasons: ["transferred"] },
  { what: "rejected once", given: { rejections: 1, timeouts: 0 }, reasons: [] },
  { what: "rejected once and timed out once", given: { rejections: 1, timeouts: 1 }, reasons: ["refused"] },
  { what: "that ended well", given: ended("resolved"), reasons: [] },
  { what: "that ended in a complaint", given: ended("complaint"), reasons: ["sad-disposition"] },
  {
    what: "that ended without a word",
    given: { disposition: null, isDispositionMissing: true },
    reasons: ["no-disposition"],
  },
  {
    what: "with everything at once",
    given: { talked: 1, waited: 500, held: 500, transfers: 3, timeouts: 9 },
    reasons: ["short-talk", "long-wait", "long-hold", "transferred", "refused"],
  },
])("a contact $what is risky because of $reasons", ({ given, reasons }) => {
  const risks = risksOf(record(given), experienced, { policy, isSad }, NOON);

  expect(risks.map(({ reason }) => reason)).toEqual(reasons);
});

test.each([
  { seen: 20, days: 5, isNew: false },
  { seen: 19, days: 5, isNew: true },
  { seen: 20, days: 4.9, isNew: true },
  { seen: 500, days: 90, isNew: false },
])("a worker with $seen contacts in $days days is new: $isNew", ({ seen, days, isNew }) => {
  const standing = { ...experienced, seen, firstSeenAt: afterNoon(-days * DAY) };

  expect(risksOf(record(), standing, { policy, isSad }, NOON)).toEqual(
    isNew ? [{ reason: "new-worker", weight: 9 }] : [],
  );
});

test("a rule that the policy does not have fits nobody", () => {
  const risky = record({ talked: 1, waited: 500, held: 500, recentContacts: 9, transfers: 3, timeouts: 9 });

  expect(risksOf(risky, { ...experienced, seen: 0 }, { policy: { ...policy, risks: {} }, isSad }, NOON)).toEqual([]);
});
