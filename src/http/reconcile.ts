/** operations/reconcile: which window, or where the run is that is to go on. */
import * as v from "valibot";
import type { Config } from "../config";
import type { Policy } from "../domain/policy";
import { isDone, newRun, type ReconcilePart, type ReconcileRun } from "../domain/reconcile";
import { runOf, runText } from "../domain/reconcile-cursor";
import { retentionOf } from "../domain/retention";
import type { Session } from "../twilio/session";
import { customerKeyOf } from "./customer-key";
import { BadRequestError } from "./errors";
import { loadPart } from "./evidence";
import { read } from "./read";
import type { FunctionEvent } from "./runtime";

/** A run and what it needs of the configuration. */
export type ReconcileCall = { run: ReconcileRun; keyOf: (address: string) => string };

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Two hours back: a scheduler that comes once an hour looks at each contact twice. */
const DEFAULT_WINDOW = 2 * HOUR;
const DAY = 24 * HOUR;
/** Events are kept for 30 days (https://www.twilio.com/docs/taskrouter/api/event), of which one is left as a margin. */
const EVENTS_TOLD = 29 * DAY;

const moment = v.optional(
  v.pipe(
    v.string("must be text"),
    v.isoTimestamp("must be a moment in ISO 8601, such as 2026-01-05T09:00:00Z"),
    v.transform((text) => new Date(text)),
  ),
);

/** Other fields are refused: a misspelt bound would be another window. */
const schema = v.strictObject({
  since: moment,
  until: moment,
  cursor: v.optional(v.pipe(v.string("must be text"), v.maxLength(2000, "must not be longer than 2000 characters"))),
  dryRun: v.optional(v.union([v.boolean(), v.picklist(["true", "false"])], "must be true or false")),
});

/**
 * How far back a run may look, in milliseconds: where records are kept for a shorter time than events, an older contact
 * without a record has had one.
 */
const longestAgo = (policy: Policy): number => Math.min(EVENTS_TOLD, retentionOf(policy).records * SECOND - HOUR);

export type Bounds = { since: Date | undefined; until: Date | undefined };

/** @throws BadRequestError where the window is none, or longer ago than events and records are kept */
export function windowOf({ since, until }: Bounds, policy: Policy, now: Date): { since: Date; until: Date } {
  const end = until ?? now;
  const begin = since ?? new Date(end.getTime() - DEFAULT_WINDOW);
  const earliest = now.getTime() - longestAgo(policy);
  const problems = [
    ...(begin >= end ? ["since: must be before until"] : []),
    ...(begin.getTime() < earliest ? [`since: must not be before ${new Date(earliest).toISOString()}`] : []),
  ];
  if (problems.length > 0) throw new BadRequestError(problems);
  return { since: begin, until: end };
}

export function parseReconcile(fields: FunctionEvent, { customerKey, policy }: Config): readonly ReconcileCall[] {
  const { since, until, cursor, dryRun } = read(schema, fields);
  const keyOf = (address: string) => customerKeyOf(customerKey, address);
  const now = new Date();
  if (cursor === undefined) {
    const window = windowOf({ since, until }, policy, now);
    return [{ run: newRun(window.since, window.until, dryRun === "true" || dryRun === true, now), keyOf }];
  }
  const run = runOf(cursor);
  if (!run) throw new BadRequestError(["cursor: must be one that an earlier call answered with"]);
  return [{ run, keyOf }];
}

export const loadReconcile = (
  { run, keyOf }: ReconcileCall,
  session: Session,
  policy: Policy,
): Promise<ReconcilePart> => loadPart(run, session, { policy, keyOf });

/** What a call answers: the window, how far it has come, the counts, and how to go on. */
export const reconcileAnswer = (run: ReconcileRun | undefined): object => {
  if (!run) return {};
  const { since, until, at, counts, isDry } = run;
  return { since, until, at, isDry, ...counts, cursor: isDone(run) ? null : runText(run) };
};
