/** When a queue's longest wait passes its limit, people are told once, until it is well below again. */
import type { Policy } from "./policy";
import type { JournalLine, Pulse } from "./pulse";
import type { QueueFigures } from "./queue-figures";

export type AlertDecision = {
  alerts: Pulse["alerts"];
  /** To be sent; the id stands in the text, so that a message can be found again. */
  messages: { id: string; text: string }[];
  lines: JournalLine[];
};

export function decideAlerts(
  standing: Pulse["alerts"],
  queues: Readonly<Record<string, QueueFigures>>,
  policy: Policy,
  now: Date,
): AlertDecision {
  const decision: AlertDecision = { alerts: {}, messages: [], lines: [] };
  for (const [name, { longestWait, waiting }] of Object.entries(queues)) {
    const limit = policy.queues[name]?.longestWait;
    if (limit === undefined) continue;
    const since = standing[name];
    const details = { queue: name, longestWait, limit };
    if (since === undefined && longestWait > limit) {
      const at = now.toISOString();
      const id = `${name}@${at}`;
      decision.alerts[name] = at;
      decision.messages.push({
        id,
        text: `Queue ${name}: longest wait ${longestWait} s, limit ${limit} s, ${waiting} waiting. [${id}]`,
      });
      decision.lines.push({ because: "longest-wait-over-limit", ...details });
    } else if (since !== undefined && longestWait < limit * policy.alerts.clearBelow) {
      decision.lines.push({ because: "longest-wait-back-below-limit", ...details });
    } else if (since !== undefined) {
      decision.alerts[name] = since;
    }
  }
  return decision;
}
