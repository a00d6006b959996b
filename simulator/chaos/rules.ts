/** What can go wrong with a request, as data: one rule for each way, for the operations it names. */

import * as v from "valibot";
import { problemsOf, SettingsError } from "../kernel/settings-error";

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const seconds = v.pipe(v.number(), v.minValue(0));
const moment = v.pipe(v.string(), v.isoTimestamp("must be a moment such as 2026-01-05T09:00:00Z"));

const scope = {
  /** Which operations, by product and operationId, `*` for any part: `taskrouter.*`, `sync.CreateSyncMapItem`. */
  operation: v.pipe(v.string(), v.nonEmpty()),
  /** Of whom: the same kind of pattern, over the paths of functions, as `/operations/*`. */
  caller: v.exactOptional(v.string()),
  /** How often, from 0 to 1; always where it is left out. */
  rate: v.exactOptional(share),
  /** From when and until when, on the account's clock; at any time where they are left out. */
  from: v.exactOptional(moment),
  to: v.exactOptional(moment),
};

const faultRule = v.variant("kind", [
  v.strictObject({
    ...scope,
    kind: v.literal("status"),
    status: v.picklist([429, 500, 502, 503]),
    /** Whether a write has taken effect all the same; only a 503 can come after it has. */
    when: v.exactOptional(v.picklist(["before", "after"])),
    /** Seconds, in the Retry-After header of a 429. */
    retryAfter: v.exactOptional(seconds),
  }),
  v.strictObject({ ...scope, kind: v.literal("reset"), when: v.picklist(["before", "after"]) }),
  v.strictObject({ ...scope, kind: v.literal("latency"), min: seconds, max: seconds }),
  v.strictObject({ ...scope, kind: v.literal("staleReads"), seconds }),
  v.strictObject({
    ...scope,
    kind: v.literal("outage"),
    /** Answered 503, or not answered at all. */
    as: v.exactOptional(v.picklist(["unavailable", "refused"])),
  }),
]);

export type FaultRule = v.InferOutput<typeof faultRule>;

function contradictions(rules: readonly FaultRule[], operations: readonly string[]): string[] {
  return rules.flatMap((rule, index) => {
    if (!operations.some((name) => fits(rule.operation, name))) {
      return [`${index}.operation: the account models no operation '${rule.operation}'`];
    }
    if (rule.kind === "status" && rule.when === "after" && rule.status !== 503) {
      return [`${index}.when: only a 503 comes after a write took effect`];
    }
    if (rule.kind === "latency" && rule.min > rule.max) return [`${index}.min: must not be above max`];
    return [];
  });
}

/**
 * @param operations those that rules can be about, by product and operationId
 * @throws SettingsError with all that is wrong
 */
export function parseRules(given: unknown, operations: readonly string[]): FaultRule[] {
  const parsed = v.safeParse(v.array(faultRule), given);
  if (!parsed.success) {
    throw new SettingsError(problemsOf(parsed.issues, "rules"));
  }
  const problems = contradictions(parsed.output, operations);
  if (problems.length > 0) throw new SettingsError(problems);
  return parsed.output;
}

const patterns = new Map<string, RegExp>();
/** Rules have a few; patterns of rules long gone are not to fill the memory. */
const KEPT = 1000;

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const made = new RegExp(`^${parts.join(".*")}$`);
  if (patterns.size >= KEPT) patterns.clear();
  patterns.set(pattern, made);
  return made;
}

/** Whether a name fits a pattern in which `*` stands for any characters. */
export const fits = (pattern: string, name: string): boolean => compiled(pattern).test(name);
