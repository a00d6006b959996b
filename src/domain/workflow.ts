/**
 * The policy as TaskRouter understands it: queues by expression, and one workflow whose targets are the segments' steps.
 * https://www.twilio.com/docs/taskrouter/workflow-configuration
 *
 * A step without `hold` carries `skip_if` `1==1`: left at once when none of its workers can be reserved
 * (`workers.available` would count busy ones: https://www.twilio.com/docs/taskrouter/worker-presence).
 */
import type { Policy, QueuePolicy, Step } from "./policy";

/** A task queue of the policy; an overflow adds one whose workers are those of two queues. */
export type TaskQueuePlan = { friendlyName: string; targetWorkers: string };

type Target = {
  queue: string;
  expression?: string;
  order_by?: string;
  priority: number;
  skip_if?: string;
  timeout?: number;
};

export const overflowName = (queue: string): string => `${queue}_overflow`;

/** The task queues in which a policy queue's contacts wait. */
export function taskQueuesOf(name: string, queue: QueuePolicy): string[] {
  return queue.overflow ? [name, overflowName(name)] : [name];
}

export function taskQueuePlans({ queues }: Policy): TaskQueuePlan[] {
  const hasSkill = (queue: QueuePolicy | undefined) => `routing.skills HAS '${queue?.skill}'`;
  return Object.entries(queues).flatMap(([name, queue]) => {
    const own = { friendlyName: name, targetWorkers: hasSkill(queue) };
    if (!queue.overflow) return [own];
    const either = `(${hasSkill(queue)}) OR (${hasSkill(queues[queue.overflow.to])})`;
    return [own, { friendlyName: overflowName(name), targetWorkers: either }];
  });
}

/**
 * Nothing in hand on a channel, and nothing on the way: `assigned_tasks` counts accepted tasks only, the percentage
 * pending ones as well, but says 0 where there is no capacity at all.
 * https://www.twilio.com/docs/taskrouter/api/worker-channel
 */
function idleOn(channel: string): string {
  const key = `worker.channel.${channel}`;
  const untouched = `(${key}.configured_capacity == 0) OR (${key}.available_capacity_percentage == 100)`;
  return `(${key}.assigned_tasks == 0) AND (${untouched})`;
}

/** A worker on an exclusive channel gets nothing else, and an exclusive contact only a worker with nothing else. */
function exclusivity({ channels }: Policy): string | undefined {
  const names = Object.keys(channels);
  if (!names.some((name) => channels[name]?.exclusive)) return undefined;
  return names
    .map((name) => {
      const others = names.filter(
        (other) => other !== name && (channels[name]?.exclusive || channels[other]?.exclusive),
      );
      return `((task.floor.channel == '${name}')${others.map((other) => ` AND ${idleOn(other)}`).join("")})`;
    })
    .join(" OR ");
}

const all = (...expressions: (string | undefined)[]): { expression?: string } => {
  const given = expressions.filter((expression) => expression !== undefined);
  return given.length === 0 ? {} : { expression: given.map((expression) => `(${expression})`).join(" AND ") };
};

const best = (queue: QueuePolicy) => (queue.best ? `worker.routing.levels.${queue.skill} >= ${queue.best}` : undefined);

const WHOM: Readonly<Record<Step["to"], (queue: QueuePolicy) => string | undefined>> = {
  "last-worker": () => "worker.sid == task.floor.last_worker",
  best,
  queue: () => undefined,
};

export type QueueSids = Readonly<Record<string, string>>;

function sidOf(sids: QueueSids, name: string): string {
  const sid = sids[name];
  if (!sid) throw new Error(`no task queue '${name}': create it first`);
  return sid;
}

type Way = { name: string; queue: QueuePolicy; steps: readonly Step[]; priority: number; alone: string | undefined };

function targetsOf({ name, queue, steps, priority, alone }: Way, sids: QueueSids): Target[] {
  const common = { priority, order_by: `worker.routing.levels.${queue.skill} DESC` };
  let held = 0;
  const targets = steps
    // Where no level makes the best, that step would be the whole queue's.
    .filter(({ to }) => to !== "best" || queue.best !== undefined)
    .map((step): Target => {
      const target = { queue: sidOf(sids, name), ...all(WHOM[step.to](queue), alone), ...common };
      if (step.to === "queue") return target;
      held += step.hold ?? 0;
      return step.hold ? { ...target, timeout: step.hold } : { ...target, skip_if: "1==1" };
    });
  const last = targets.at(-1);
  if (!queue.overflow || !last) return targets;
  // Timeouts add up from the task's age, so the queue's own share is what the steps before it have left of `after`.
  last.timeout = Math.max(1, queue.overflow.after - held);
  return [...targets, { queue: sidOf(sids, overflowName(name)), ...all(alone), ...common }];
}

/** The workflow's Configuration, as TaskRouter takes it. */
export function compileWorkflow(policy: Policy, sids: QueueSids): object {
  const queues = Object.entries(policy.queues);
  const alone = exclusivity(policy);
  const filter = (label: string, condition: string, way: Way) => ({
    filter_friendly_name: label,
    expression: condition,
    targets: targetsOf(way, sids),
  });
  const bySegment = policy.segments.flatMap(({ name: segment, steps, priority }) =>
    queues.flatMap(([name, queue]) => {
      const condition = `(floor.segment == '${segment}') AND (floor.queue == '${name}')`;
      const label = `${segment} ${name}`;
      // Whom nobody has answered yet must not be held for a worker who cannot exist.
      const strangers = steps.filter(({ to }) => to !== "last-worker");
      const way = { name, queue, priority, alone };
      if (strangers.length === steps.length) return [filter(label, condition, { ...way, steps })];
      return [
        filter(`${label} known`, `${condition} AND (floor.last_worker != null)`, { ...way, steps }),
        filter(label, condition, { ...way, steps: strangers }),
      ];
    }),
  );
  // For contacts that reached Flex without a route: the function was down, or somebody made the task by hand.
  const unrouted = queues.map(([name, queue]) => {
    const way: Way = { name, queue, steps: [{ to: "queue" }], priority: 0, alone: undefined };
    return filter(`unrouted ${name}`, `floor.queue == '${name}'`, way);
  });
  const [first] = queues;
  return {
    task_routing: {
      filters: [...bySegment, ...unrouted],
      ...(first ? { default_filter: { queue: sidOf(sids, first[0]) } } : {}),
    },
  };
}
