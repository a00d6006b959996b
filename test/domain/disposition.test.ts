import { decideDisposition, type ReadTask } from "../../src/domain/disposition";
import { taskSid } from "../support/people";
import { policy } from "../support/policy";

const task = (given: Partial<NonNullable<ReadTask>> = {}): ReadTask => ({
  attributes: { floor: { queue: "sales" }, note: "blue" },
  etag: '"7"',
  assignmentStatus: "assigned",
  ...given,
});
const outcome = (code: string) => ({ floor: { queue: "sales" }, conversations: { outcome: code } });

test.each([
  { because: "disposition-captured", code: "sold", read: task() },
  { because: "disposition-captured", code: "sold", read: task({ assignmentStatus: "wrapping" }) },
  { because: "disposition-captured", code: "sold", read: task({ assignmentStatus: "reserved" }) },
  { because: "disposition-captured", code: "sold", read: task({ attributes: outcome("follow-up") }) },
  { because: "disposition-captured", code: "resolved", read: task({ attributes: {} }) },
  { because: "disposition-captured", code: "resolved", read: task({ attributes: { floor: { queue: "elsewhere" } } }) },
  {
    because: "disposition-captured",
    code: "resolved",
    read: task({ attributes: { floor: { queue: "constructor" } } }),
  },
  {
    because: "disposition-captured",
    code: "resolved",
    read: task({ attributes: { floor: "broken", conversations: null } }),
  },
  { because: "already-captured", code: "sold", read: task({ attributes: outcome("sold") }) },
  {
    because: "already-captured",
    code: "sold",
    read: task({ attributes: outcome("sold"), assignmentStatus: "completed" }),
  },
  { because: "task-is-gone", code: "sold", read: undefined },
  { because: "task-has-ended", code: "sold", read: task({ assignmentStatus: "completed" }) },
  { because: "task-has-ended", code: "sold", read: task({ assignmentStatus: "canceled" }) },
  { because: "code-not-of-this-queue", code: "resolved", read: task() },
  { because: "code-not-of-this-queue", code: "resolved", read: task({ assignmentStatus: "completed" }) },
] as const)("$because: $code on $read", ({ because, code, read }) => {
  const decision = decideDisposition({ taskSid: taskSid("1"), code }, read, policy);

  expect(decision.because).toBe(because);
  expect(decision.effects).toHaveLength(because === "disposition-captured" ? 1 : 0);
});

test("a captured disposition is merged under the ETag of the task as it was read", () => {
  const read = task();

  expect(decideDisposition({ taskSid: taskSid("1"), code: "sold" }, read, policy).effects).toEqual([
    {
      type: "mergeTaskAttributes",
      taskSid: taskSid("1"),
      read: { attributes: read?.attributes, etag: '"7"' },
      merge: { conversations: { outcome: "sold" } },
    },
  ]);
});
