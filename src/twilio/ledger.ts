/**
 * The ledger: claims on ended contacts. A map item's key can be taken once, so that of all who hear of an end one records
 * it. https://www.twilio.com/docs/sync/api/map-item-resource
 */
import { randomUUID } from "node:crypto";
import type { Claim } from "../domain/claim";
import type { TaskSid } from "../domain/sid";
import { ifFound, insistently, isOutcomeUnknown, patiently, pause, statusOf } from "./patience";
import { type Session, syncOf } from "./session";
import { ledgerNameOf } from "./stores";

/** A claim of ours, as it was made: given back only where nobody has changed it since. */
export type OwnClaim = { taskSid: TaskSid; revision: string };

const itemsOf = (session: Session, taskSid: TaskSid) => syncOf(session).syncMaps(ledgerNameOf(taskSid)).syncMapItems;

/** Milliseconds after which a claim is made again that has left no trace. */
const PAUSE = 200;

/**
 * Claims a task for this invocation. Where nobody knows whether the claim was made it is looked up, and made again where
 * it is not there.
 * @returns undefined where somebody else has it
 * @throws where nobody can tell: then the task may be claimed and nobody works on it
 */
export async function claimTask(session: Session, taskSid: TaskSid, endedAt: Date): Promise<OwnClaim | undefined> {
  const claim: Claim = { by: randomUUID(), at: new Date().toISOString(), endedAt: endedAt.toISOString() };
  const items = itemsOf(session, taskSid);
  const make = async () => {
    const made = await patiently(session.until, () =>
      items.create({ key: taskSid, data: claim, itemTtl: session.retention.claims }),
    );
    return { taskSid, revision: made.revision };
  };
  try {
    return await make();
  } catch (error) {
    if (statusOf(error) === 409) return undefined;
    if (!isOutcomeUnknown(error)) throw error;
    return clearedUp(session, { taskSid, by: claim.by, make, error });
  }
}

/** What became of a claim that got no answer: from now on a 409 may be our own doing. */
async function clearedUp(
  session: Session,
  { taskSid, by, make, error }: { taskSid: TaskSid; by: string; make: () => Promise<OwnClaim>; error: unknown },
): Promise<OwnClaim | undefined> {
  let last = error;
  for (;;) {
    const found = await insistently(session.until, () => ifFound(itemsOf(session, taskSid)(taskSid).fetch()));
    if (found) return (found.data as Claim).by === by ? { taskSid, revision: found.revision } : undefined;
    if (Date.now() + PAUSE > session.until) throw last;
    await pause(PAUSE);
    try {
      return await make();
    } catch (again) {
      if (statusOf(again) !== 409 && !isOutcomeUnknown(again)) throw again;
      last = again;
    }
  }
}

const RELEASE_ATTEMPTS = 4;
const RELEASE_PAUSE = 100;

/**
 * Gives a claim back, so that the next delivery can do what this one could not. What kept the work from being done may
 * keep this from being done as well, so it is tried again, past the deadline too.
 */
export async function releaseTask(session: Session, { taskSid, revision }: OwnClaim): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ifFound(itemsOf(session, taskSid)(taskSid).remove({ ifMatch: revision }));
      return;
    } catch (error) {
      // An answer got lost, and the task has been claimed by another since.
      if (statusOf(error) === 412) return;
      if (attempt === RELEASE_ATTEMPTS) throw error;
      await pause(RELEASE_PAUSE * 2 ** attempt);
    }
  }
}

/** A claim with the revision of its item; undefined where the task has not been claimed. */
export async function readClaim(
  session: Session,
  taskSid: TaskSid,
): Promise<{ claim: Claim; revision: string } | undefined> {
  const found = await insistently(session.until, () => ifFound(itemsOf(session, taskSid)(taskSid).fetch()));
  return found && { claim: found.data as Claim, revision: found.revision };
}

/**
 * Writes a claim over the revision that was read, or makes it where none was.
 * @returns the new revision; undefined where somebody else was first, or an answer got lost: then it is to be read again
 */
export async function writeClaim(
  session: Session,
  taskSid: TaskSid,
  claim: Claim,
  revision: string | undefined,
): Promise<string | undefined> {
  const items = itemsOf(session, taskSid);
  const write = () =>
    revision === undefined
      ? items.create({ key: taskSid, data: claim, itemTtl: session.retention.claims })
      : // Without a time to live, so that the claim ends when it would have: writing does not make it last longer.
        items(taskSid).update({ data: claim, ifMatch: revision });
  try {
    return (await patiently<{ revision: string }>(session.until, write)).revision;
  } catch (error) {
    if ([404, 409, 412].includes(statusOf(error) ?? 0) || isOutcomeUnknown(error)) return undefined;
    throw error;
  }
}
