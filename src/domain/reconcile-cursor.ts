/** A run of reconcile as text, for whoever carries it from one call to the next; what is in it is nobody else's business. */
import * as v from "valibot";
import type { ReconcileRun } from "./reconcile";

const PREFIX = "r1_";

const moment = v.pipe(
  v.number(),
  v.transform((milliseconds) => new Date(milliseconds)),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const runSchema = v.strictObject({
  startedAt: moment,
  since: moment,
  until: moment,
  at: moment,
  isDry: v.boolean(),
  counts: v.strictObject({
    contacts: count,
    right: count,
    repaired: v.strictObject({
      "never-announced": count,
      "left-behind": count,
      "was-incomplete": count,
      "was-wrong": count,
      "was-ambiguous": count,
    }),
    repairedBefore: count,
    inProgress: count,
    eventsIncomplete: count,
    forgotten: count,
  }),
});

export function runText({ startedAt, since, until, at, ...rest }: ReconcileRun): string {
  const moments = { startedAt: +startedAt, since: +since, until: +until, at: +at };
  return PREFIX + Buffer.from(JSON.stringify({ ...moments, ...rest })).toString("base64url");
}

/** Undefined where it is none of ours. */
export function runOf(text: string): ReconcileRun | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text.slice(PREFIX.length), "base64url").toString());
    const result = v.safeParse(runSchema, parsed);
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
