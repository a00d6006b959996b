/** Delivers what is due in the outbox, as much as there is time for. */
import { createHash } from "node:crypto";
import { afterAttempt, claimedItem, type DeadLetter, isSpent, type WaitingWebhook } from "../domain/outbox";
import { type Receiver, sendWebhook } from "../webhooks/send";
import { giveUp, removeFromOutbox, rewriteOutboxItem } from "./outbox";
import type { Session } from "./session";

/** So many receivers' answers are waited for at once. */
const LANES = 5;
const SECOND = 1000;
/** Milliseconds kept for writing down how an attempt ended. */
const RESERVE = 500;

/** From 0 to 1, always the same for an id and an attempt: what spreads attempts needs no luck. */
function drawOf(id: string, attempt: number): number {
  return createHash("sha256").update(`${id} ${attempt}`).digest().readUInt32BE() / 2 ** 32;
}

async function deliver(session: Session, receiver: Receiver, webhook: WaitingWebhook): Promise<void> {
  const { id, item } = webhook;
  const { policy } = receiver;
  if (isSpent(item, policy)) {
    const letter: DeadLetter = { ...item, deadAt: new Date().toISOString(), because: "out-of-attempts" };
    return giveUp(session, id, letter);
  }
  const draw = drawOf(id, item.attempts + 1);
  const claimed = await rewriteOutboxItem(session, webhook, claimedItem(item, policy, draw, new Date()));
  if (!claimed) return;
  const answer = await sendWebhook(receiver, id, claimed.item);
  const next = afterAttempt(claimed.item, answer, policy, new Date());
  if (next.is === "delivered") await removeFromOutbox(session, id);
  else if (next.is === "dead") await giveUp(session, id, next.letter);
  else await rewriteOutboxItem(session, claimed, next.item);
}

/**
 * In lanes, until all have been tried or the time left is shorter than one attempt may take. What cannot be claimed or
 * written down stays in the outbox, and one such item does not keep the others from being sent.
 * @param failed told of each of these
 */
export async function deliverWebhooks(
  session: Session,
  due: readonly WaitingWebhook[],
  failed: (error: unknown) => void,
): Promise<void> {
  const receiver = session.receiver;
  if (!receiver) return;
  const ahead = [...due];
  const longest = receiver.policy.deadline * SECOND + RESERVE;
  const lane = async () => {
    for (let webhook = ahead.shift(); webhook && Date.now() + longest <= session.until; webhook = ahead.shift()) {
      try {
        await deliver(session, receiver, webhook);
      } catch (error) {
        failed(error);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
