/** Records that are written again by reconcile: the claim promises, the feed is written to, the claim says that it was. */
import { randomUUID } from "node:crypto";
import type { Claim, Repair } from "../domain/claim";
import type { RepairOrder } from "../domain/record-verdict";
import { appendToFeed } from "./feed";
import { readClaim, writeClaim } from "./ledger";
import type { Session } from "./session";

/** Written at once: as many as the client has connections. */
const AT_ONCE = 10;
const ATTEMPTS = 3;

/** There was no time for all of them: the same call again does the rest. */
export class RepairsUnfinishedError extends Error {
  override readonly name = "RepairsUnfinishedError";
}

/**
 * Promises a record in the claim.
 * @returns the claim's revision; undefined where somebody else has written the claim since it was read
 */
async function promise(
  session: Session,
  { taskSid, claim, revision }: RepairOrder,
  repair: Repair,
): Promise<string | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const written = await writeClaim(session, taskSid, { ...claim, repair }, revision);
    if (written !== undefined) return written;
    // Somebody else was first, or the answer got lost: the claim tells.
    const now = await readClaim(session, taskSid);
    if (now?.claim.repair?.by === repair.by) return now.revision;
    if (now?.revision !== revision) return undefined;
  }
  return undefined;
}

/** The record holds a late disposition as well, where there is one. */
function settled({ disposition, ...claim }: Claim, repair: Repair): Claim {
  const kept = disposition && { disposition: { ...disposition, isWritten: true } };
  return { ...claim, ...kept, repair: { ...repair, isWritten: true } };
}

async function repairRecord(session: Session, order: RepairOrder): Promise<void> {
  const repair: Repair = { by: randomUUID(), ...order.repair, isWritten: false };
  const revision = await promise(session, order, repair);
  if (revision === undefined) return;
  await appendToFeed(session, order.record);
  // Where somebody has written the claim since, the next run finds the record in the feed.
  await writeClaim(session, order.taskSid, settled(order.claim, repair), revision);
}

/**
 * Every one of them, whatever becomes of the others.
 * @throws the first failure, or RepairsUnfinishedError where the time was over before all were begun
 */
export async function repairRecords(session: Session, orders: readonly RepairOrder[]): Promise<void> {
  const failures: unknown[] = [];
  for (let done = 0; done < orders.length; done += AT_ONCE) {
    if (Date.now() > session.until) throw failures[0] ?? new RepairsUnfinishedError(`${orders.length - done} are left`);
    const some = orders.slice(done, done + AT_ONCE);
    const outcomes = await Promise.allSettled(some.map((order) => repairRecord(session, order)));
    failures.push(...outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : [])));
  }
  if (failures.length > 0) throw failures[0];
}
