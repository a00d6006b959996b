import type { Policy } from "../../src/domain/policy";
import { policyProblems } from "../../src/domain/policy-problems";
import { policy, salesQueue } from "../support/policy";
import { qualityPolicy } from "../support/quality";

const sales = (given: Partial<typeof salesQueue>): Partial<Policy> => ({
  queues: { ...policy.queues, sales: { ...salesQueue, ...given } },
});
const [regulars, everyone] = policy.segments;
const segments = (...given: (Policy["segments"][number] | undefined)[]): Partial<Policy> => ({
  segments: given.flatMap((segment) => segment ?? []),
});
const webhooks = { url: "https://qa.example/", deadline: 5, attempts: 12, firstPause: 30, longestPause: 30 };
const toQueue = [{ to: "queue" } as const];
const hire = { skills: { sales: 4 }, capacity: { chat: 2 } };

test("a policy whose parts fit has no problem", () => {
  expect(policyProblems(policy)).toEqual([]);
  expect(policyProblems({ ...policy, webhooks })).toEqual([]);
});

test.each<{ where: string; message: string; given: Partial<Policy> }>([
  {
    where: "hours.closes",
    message: "must be after it opens (08:00)",
    given: { hours: { opens: "08:00", closes: "08:00" } },
  },
  {
    where: "hours.closes",
    message: "must be after it opens (20:00)",
    given: { hours: { opens: "20:00", closes: "08:00" } },
  },
  {
    where: "quality.quotas.atLeast",
    message: "must not be above atMost (4)",
    given: { quality: { ...qualityPolicy, risks: {}, quotas: { atLeast: 5, atMost: 4 } } },
  },
  {
    where: "webhooks.longestPause",
    message: "must not be below firstPause (31)",
    given: { webhooks: { ...webhooks, firstPause: 31 } },
  },
  {
    where: "skills.care.levels",
    message: "from must not be above to",
    given: { skills: { ...policy.skills, care: { levels: { from: 3, to: 2 } } }, roster: [] },
  },
  {
    where: "queues.sales.skill",
    message: "no skill 'magic' (there is: sales, care)",
    given: sales({ skill: "magic" }),
  },
  {
    where: "queues.sales.overflow.to",
    message: "no queue 'gold' (there is: sales, care)",
    given: sales({ overflow: { after: 1, to: "gold" } }),
  },
  {
    where: "queues.sales.overflow.to",
    message: "must be another queue",
    given: sales({ overflow: { after: 1, to: "sales" } }),
  },
  { where: "segments", message: "the last segment must fit everybody: no 'when'", given: segments(regulars) },
  { where: "segments", message: "the last segment must fit everybody: no 'when'", given: segments() },
  {
    where: "segments.0",
    message: "fits everybody, so that no later segment is ever reached",
    given: segments({ name: "all", priority: 0, steps: toQueue }, everyone),
  },
  {
    where: "segments.1.name",
    message: "'regulars' is there already",
    given: segments(regulars, { name: "regulars", priority: 0, steps: toQueue }),
  },
  {
    where: "segments.0.steps",
    message: "the last step must be 'to: queue', or contacts are lost",
    given: segments({ name: "all", priority: 0, steps: [{ to: "queue" }, { to: "best" }] }),
  },
  {
    where: "capacity.channel",
    message: "no channel 'fax' (there is: voice, chat)",
    given: { capacity: { ...policy.capacity, channel: "fax" } },
  },
  {
    where: "capacity.maximum",
    message: "must not be below the minimum (5)",
    given: { capacity: { ...policy.capacity, minimum: 5 } },
  },
  {
    where: "roster.0.skills.magic",
    message: "no skill 'magic' (there is: sales, care)",
    given: { roster: [{ names: ["ana"], ...hire, skills: { magic: 1 } }] },
  },
  {
    where: "roster.0.skills.sales",
    message: "level 6 is outside 1 to 5",
    given: { roster: [{ names: ["ana"], ...hire, skills: { sales: 6 } }] },
  },
  {
    where: "roster.0.skills.sales",
    message: "level 0 is outside 1 to 5",
    given: { roster: [{ names: ["ana"], ...hire, skills: { sales: 0 } }] },
  },
  {
    where: "roster.0.skills",
    message: "must name at least one skill",
    given: { roster: [{ names: ["ana"], ...hire, skills: {} }] },
  },
  {
    where: "roster.0.capacity.fax",
    message: "no channel 'fax' (there is: voice, chat)",
    given: { roster: [{ names: ["ana"], ...hire, capacity: { fax: 1 } }] },
  },
  {
    where: "roster",
    message: "worker 'ana' is there twice",
    given: { roster: [{ names: ["ana", "bruno", "ana"], ...hire }] },
  },
  {
    where: "roster",
    message: "worker 'care_2' is there twice",
    given: {
      roster: [
        { count: 2, name: "care", ...hire },
        { names: ["care_2"], ...hire },
      ],
    },
  },
])("$where: $message", ({ where, message, given }) => {
  const problems = policyProblems({ ...policy, ...given });

  expect(problems.map(({ path, message: text }) => ({ where: path.join("."), message: text }))).toEqual([
    { where, message },
  ]);
});

test("a policy without queues says so", () => {
  expect(policyProblems({ ...policy, queues: {} })).toContainEqual({
    path: ["queues"],
    message: "must name at least one queue",
  });
});

test.each<{ what: string; given: Partial<Policy> }>([
  { what: "a minute of opening", given: { hours: { opens: "08:00", closes: "08:01" } } },
  { what: "one level", given: { skills: { ...policy.skills, sales: { levels: { from: 4, to: 4 } } } } },
  { what: "a capacity that stays", given: { capacity: { ...policy.capacity, minimum: 4 } } },
  {
    what: "the lowest and the highest level",
    given: { roster: [{ names: ["ana"], ...hire, skills: { sales: 1, care: 5 } }] },
  },
  { what: "nobody on the roster", given: { roster: [] } },
])("$what is no problem", ({ given }) => {
  expect(policyProblems({ ...policy, ...given })).toEqual([]);
});

test("all problems are told at once", () => {
  const given = { ...sales({ skill: "magic", dispositions: ["lost"] }), capacity: { ...policy.capacity, minimum: 9 } };

  expect(policyProblems({ ...policy, ...given })).toHaveLength(3);
});
