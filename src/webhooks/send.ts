/**
 * Sends one webhook as Standard Webhooks says, with a deadline of its own, and follows no redirection: what is signed
 * for one receiver is for no other. https://www.standardwebhooks.com
 */
import { type Answer, bodyOf, type OutboxItem } from "../domain/outbox";
import type { WebhooksPolicy } from "../domain/webhooks-policy";

/** Who is told: the policy's address, and the secret that both sides know. */
export type Receiver = { policy: WebhooksPolicy; secret: string };

const SECOND = 1000;

/** What the receiver answered; undefined where no whole answer came in time, whether or not it has read the webhook. */
export async function sendWebhook({ policy, secret }: Receiver, id: string, item: OutboxItem): Promise<Answer> {
  // Loaded with the first webhook: most doors never send one.
  const { Webhook } = await import("standardwebhooks");
  const body = bodyOf(item);
  const sentAt = new Date();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), policy.deadline * SECOND);
  try {
    const response = await fetch(policy.url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        "user-agent": "Floorwalker",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / SECOND)),
        "webhook-signature": new Webhook(secret).sign(id, sentAt, body),
      },
      body,
      signal: deadline.signal,
    });
    // Nobody reads what it says; unread, it would keep the connection.
    await response.body?.cancel();
    return { status: response.status, retryAfter: response.headers.get("retry-after") };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
