/** What a schema cannot say: whether the parts of a policy fit together. */
import { coachingProblems, formProblems } from "./coaching/coaching-policy";
import { dispositionProblems } from "./disposition-policy-problems";
import { type Policy, rosterOf, secondsOf } from "./policy";
import { type PolicyProblem, unknown } from "./policy-problem";

/** Each of them looks at one part, so that a part that is not even well formed hides none of the others' problems. */
const CHECKS: readonly ((policy: Policy) => PolicyProblem[])[] = [
  hoursProblems,
  skillProblems,
  queueProblems,
  dispositionProblems,
  segmentProblems,
  capacityProblems,
  qualityProblems,
  ({ forms = {} }) => formProblems(forms),
  ({ coaching }) => (coaching ? coachingProblems(coaching) : []),
  webhooksProblems,
  rosterProblems,
];

/** @param policy may be broken: a check that cannot read its part finds nothing there */
export function policyProblems(policy: Policy): PolicyProblem[] {
  return CHECKS.flatMap((check) => {
    try {
      return check(policy);
    } catch (error) {
      if (error instanceof TypeError) return [];
      throw error;
    }
  });
}

function hoursProblems({ hours }: Policy): PolicyProblem[] {
  if (secondsOf(hours.opens) < secondsOf(hours.closes)) return [];
  return [{ path: ["hours", "closes"], message: `must be after it opens (${hours.opens})` }];
}

function skillProblems({ skills }: Policy): PolicyProblem[] {
  return Object.entries(skills).flatMap(([name, { levels }]) =>
    levels.from <= levels.to ? [] : [{ path: ["skills", name, "levels"], message: "from must not be above to" }],
  );
}

function queueProblems({ queues, skills }: Policy): PolicyProblem[] {
  const none = Object.keys(queues).length === 0 ? [{ path: ["queues"], message: "must name at least one queue" }] : [];
  const each = Object.entries(queues).flatMap(([name, queue]) => {
    const path = ["queues", name];
    const { overflow } = queue;
    return [
      ...unknown([...path, "skill"], "skill", queue.skill, skills),
      ...(overflow ? unknown([...path, "overflow", "to"], "queue", overflow.to, queues) : []),
      ...(overflow?.to === name ? [{ path: [...path, "overflow", "to"], message: "must be another queue" }] : []),
    ];
  });
  return [...none, ...each];
}

function segmentProblems({ segments }: Policy): PolicyProblem[] {
  const last = segments.length - 1;
  const names = segments.map(({ name }) => name);
  const isOpen = segments[last] !== undefined && segments[last].when === undefined;
  const catchAll = isOpen ? [] : [{ path: ["segments"], message: "the last segment must fit everybody: no 'when'" }];
  const each = segments.flatMap(({ name, when, steps }, index) => [
    ...(names.indexOf(name) < index
      ? [{ path: ["segments", index, "name"], message: `'${name}' is there already` }]
      : []),
    ...(when === undefined && index < last
      ? [{ path: ["segments", index], message: `fits everybody, so that no later segment is ever reached` }]
      : []),
    ...(steps.at(-1)?.to === "queue"
      ? []
      : [{ path: ["segments", index, "steps"], message: "the last step must be 'to: queue', or contacts are lost" }]),
  ]);
  return [...catchAll, ...each];
}

function capacityProblems({ capacity, channels }: Policy): PolicyProblem[] {
  const bounds =
    capacity.minimum <= capacity.maximum
      ? []
      : [{ path: ["capacity", "maximum"], message: `must not be below the minimum (${capacity.minimum})` }];
  return [...unknown(["capacity", "channel"], "channel", capacity.channel, channels), ...bounds];
}

function qualityProblems({ quality }: Policy): PolicyProblem[] {
  if (!quality) return [];
  const { atLeast, atMost } = quality.quotas;
  if (atLeast <= atMost) return [];
  return [{ path: ["quality", "quotas", "atLeast"], message: `must not be above atMost (${atMost})` }];
}

function webhooksProblems({ webhooks }: Policy): PolicyProblem[] {
  if (!webhooks || webhooks.firstPause <= webhooks.longestPause) return [];
  return [{ path: ["webhooks", "longestPause"], message: `must not be below firstPause (${webhooks.firstPause})` }];
}

function rosterProblems(policy: Policy): PolicyProblem[] {
  const each = (policy.roster ?? []).flatMap((entry, index) => [
    ...Object.entries(entry.skills).flatMap(([name, level]) => {
      const path = ["roster", index, "skills", name];
      const levels = policy.skills[name]?.levels;
      if (!levels) return unknown(path, "skill", name, policy.skills);
      if (level >= levels.from && level <= levels.to) return [];
      return [{ path, message: `level ${level} is outside ${levels.from} to ${levels.to}` }];
    }),
    ...Object.keys(entry.capacity).flatMap((name) =>
      unknown(["roster", index, "capacity", name], "channel", name, policy.channels),
    ),
    ...(Object.keys(entry.skills).length === 0
      ? [{ path: ["roster", index, "skills"], message: "must name at least one skill" }]
      : []),
  ]);
  const names = rosterOf(policy).map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index));
  return [...each, ...[...twice].map((name) => ({ path: ["roster"], message: `worker '${name}' is there twice` }))];
}
