/** The page about what is kept of people tells of every store there is, and keeps its promises about time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { AT_TWILIO } from "../../cli/forget/at-twilio";
import { WAYS } from "../../cli/forget/stores";
import { ROOT } from "../../cli/root";
import { privacySchema } from "../../src/domain/privacy-policy";
import { retentionOf } from "../../src/domain/retention";
import { STORES } from "../../src/twilio/stores";
import { policy } from "../support/floor";

const page = readFileSync(join(ROOT, "docs/privacy.md"), "utf8");

const rows = new Map(
  page.split("\n").flatMap((line) => {
    const [, store = "", , , kept = "", forgets = ""] = line.split("|").map((cell) => cell.trim());
    const name = /^`(\w+)`$/.exec(store)?.[1];
    return name ? [[name, { kept, forgets }] as const] : [];
  }),
);

test("every store has its row, and no row is of a store that is gone", () => {
  expect([...rows.keys()].sort()).toEqual(["feed", ...Object.keys(STORES)].sort());
});

const WORDS = { remove: /^removes/, mark: /^marks/, strip: /^takes/, nobody: /^holds no customer/ };

test.each(Object.entries(WAYS))("the row of %s says that forgetting will %s", (store, way) => {
  expect(rows.get(store)?.forgets).toMatch(WORDS[way]);
});

const DAY = 86_400;
const { records, samples, webhooks, scorecards, journal } = retentionOf({});

test.each([
  { store: "feed", seconds: records },
  { store: "ledger", seconds: retentionOf({}).claims },
  { store: "history", seconds: policy.history.days * DAY },
  { store: "samples", seconds: samples },
  { store: "outbox", seconds: webhooks },
  { store: "deadLetters", seconds: webhooks },
  { store: "scorecards", seconds: scorecards },
  { store: "coaching", seconds: scorecards },
  { store: "journal", seconds: journal },
])("the row of $store says for how many days it is kept", ({ store, seconds }) => {
  expect(rows.get(store)?.kept).toContain(`${seconds / DAY} days`);
});

test("the example of a policy is one", () => {
  const example = /```yaml\n([\s\S]+?)```/.exec(page)?.[1] ?? "";

  expect(() => v.parse(privacySchema, parse(example).privacy)).not.toThrow();
});

test("what Twilio keeps is on the page with the same addresses as in the report", () => {
  const addresses = AT_TWILIO.map(({ url }) => url).filter((url) => !/insights|webhook-quickstart/.test(url));

  expect(addresses.filter((url) => !page.includes(url))).toEqual([]);
});
