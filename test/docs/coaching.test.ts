/** The page about coaching: its example is handed in as it stands, and its words are the code's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { scoreContact, scoredFloor } from "../support/coaching";
import { policy } from "../support/floor";

const page = readFileSync(join(ROOT, "docs/coaching.md"), "utf8");
const example = JSON.parse(/```json\n([\s\S]+?)```/.exec(page)?.[1] ?? "{}") as Record<string, unknown>;

test("the example is taken as it stands, for a contact that has just ended", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(1);
  await floor.account.clock.advance(1800);

  const reply = await scoreContact(floor, { ...example, taskSid: contacts[0], workerSid });

  // 1, 0.75 with double weight, and 0.5.
  expect(reply).toMatchObject({ status: 200, body: { because: "scored", result: 0.75 } });
});

test("the example answers a form of the policy that comes with the project", () => {
  expect(Object.keys(policy.forms ?? {})).toContain(example["form"]);
});
