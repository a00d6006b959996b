/** When a webhook is tried again, and when it is given up. */
import fc from "fast-check";
import {
  afterAttempt,
  claimedItem,
  dueWebhooks,
  isSpent,
  newOutboxItem,
  type OutboxItem,
} from "../../src/domain/outbox";
import type { WebhooksPolicy } from "../../src/domain/webhooks-policy";
import { afterNoon, NOON } from "../support/people";

const policy: WebhooksPolicy = {
  url: "https://qa.example/hooks",
  deadline: 5,
  attempts: 4,
  firstPause: 60,
  longestPause: 200,
};

const fresh = newOutboxItem("contact.sampled", { risk: 3 }, NOON);
const at = (seconds: number) => afterNoon(seconds).toISOString();

test.each([
  { before: 0, draw: 0, pause: 30 },
  { before: 0, draw: 0.5, pause: 45 },
  { before: 1, draw: 0, pause: 60 },
  { before: 1, draw: 0.5, pause: 90 },
  { before: 2, draw: 0, pause: 100 },
  { before: 3, draw: 0.5, pause: 150 },
])("after $before attempts, with a draw of $draw, the next one is put off by $pause s", ({ before, draw, pause }) => {
  expect(claimedItem({ ...fresh, attempts: before }, policy, draw, NOON)).toEqual({
    ...fresh,
    attempts: before + 1,
    nextAt: at(pause),
  });
});

test("no claim ends while its deliverer may still be alive", () => {
  const hasty = { ...policy, firstPause: 1 };

  expect(claimedItem(fresh, hasty, 0, NOON).nextAt).toBe(at(30));
});

const claimed: OutboxItem = { ...fresh, attempts: 1, nextAt: at(45) };

test.each([
  { status: 200, is: "delivered" },
  { status: 204, is: "delivered" },
  { status: 299, is: "delivered" },
  { status: 301, is: "dead" },
  { status: 400, is: "dead" },
  { status: 404, is: "dead" },
  { status: 408, is: "waiting" },
  { status: 409, is: "dead" },
  { status: 410, is: "dead" },
  { status: 425, is: "waiting" },
  { status: 429, is: "waiting" },
  { status: 499, is: "dead" },
  { status: 500, is: "waiting" },
  { status: 503, is: "waiting" },
])("after an answer of $status it is $is", ({ status, is }) => {
  expect(afterAttempt(claimed, { status, retryAfter: null }, policy, NOON).is).toBe(is);
});

test("without an answer it is tried again when its pause is over", () => {
  expect(afterAttempt(claimed, undefined, policy, NOON)).toEqual({
    is: "waiting",
    item: { ...claimed, lastStatus: null },
  });
});

test.each([
  { retryAfter: null, nextAt: at(45) },
  { retryAfter: "10", nextAt: at(45) },
  { retryAfter: "46", nextAt: at(46) },
  { retryAfter: afterNoon(300).toUTCString(), nextAt: at(300) },
  { retryAfter: afterNoon(-300).toUTCString(), nextAt: at(45) },
  { retryAfter: "soon", nextAt: at(45) },
  { retryAfter: "-5", nextAt: at(45) },
  { retryAfter: "9".repeat(400), nextAt: at(45) },
  { retryAfter: "999999999", nextAt: at(86_400) },
])("a receiver that asks to be left alone for '$retryAfter' is tried again at $nextAt", ({ retryAfter, nextAt }) => {
  expect(afterAttempt(claimed, { status: 503, retryAfter }, policy, NOON)).toMatchObject({
    item: { nextAt, lastStatus: 503 },
  });
});

test("what fails for the last time is given up, with what the receiver last said", () => {
  const last = { ...claimed, attempts: 4 };

  expect(isSpent({ ...claimed, attempts: 3 }, policy)).toBe(false);
  expect(isSpent(last, policy)).toBe(true);
  expect(afterAttempt({ ...last, attempts: 3 }, undefined, policy, NOON).is).toBe("waiting");
  expect(afterAttempt(last, { status: 500, retryAfter: null }, policy, NOON)).toEqual({
    is: "dead",
    letter: { ...last, lastStatus: 500, deadAt: at(0), because: "out-of-attempts" },
  });
  expect(afterAttempt(last, { status: 200, retryAfter: null }, policy, NOON).is).toBe("delivered");
});

test("a refusal says so, whatever attempts are left", () => {
  expect(afterAttempt(claimed, { status: 410, retryAfter: null }, policy, NOON)).toMatchObject({
    letter: { because: "refused", lastStatus: 410 },
  });
});

test("those are due whose time has come, the longest overdue first, and no more than there is room for", () => {
  const waiting = [5, -1, 0, -7, 1].map((seconds) => ({
    id: `id${seconds}`,
    item: { ...fresh, nextAt: at(seconds) },
    revision: "0",
  }));

  expect(dueWebhooks(waiting, NOON, 10).map(({ id }) => id)).toEqual(["id-7", "id-1", "id0"]);
  expect(dueWebhooks(waiting, NOON, 2).map(({ id }) => id)).toEqual(["id-7", "id-1"]);
});

test("a webhook that fails for ever ends as a dead letter after just as many attempts as the policy says", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (attempts, draws) => {
        const patient = { ...policy, attempts };
        let item = fresh;
        for (let attempt = 1; attempt <= attempts; attempt++) {
          const now = new Date(item.nextAt);
          item = claimedItem(item, patient, Number(draws.next().value), now);
          const after = afterAttempt(item, { status: 500, retryAfter: null }, patient, now);
          expect(after.is).toBe(attempt === attempts ? "dead" : "waiting");
          if (after.is === "waiting") item = after.item;
        }
      },
    ),
  );
});
