/**
 * News for the outside, as webhooks: what waits, when it is tried again, and when it is given up.
 * The form is that of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import type { WebhooksPolicy } from "./webhooks-policy";

/** What others can be told. */
export type WebhookType = "contact.sampled" | "coaching.assigned" | "dispositions.drifted";

/** What waits in the outbox, under the webhook's id. */
export type OutboxItem = {
  type: WebhookType;
  /** The `data` of the webhook's body. */
  payload: unknown;
  /** When it happened, ISO 8601. */
  createdAt: string;
  /** How often it has been tried, an attempt under way included. */
  attempts: number;
  /** When it is tried next, ISO 8601. Whoever tries it moves this on first, and nobody else tries it until then. */
  nextAt: string;
  /** HTTP status of the last answer; null where there was none. */
  lastStatus: number | null;
};

/** What has been given up, and why. */
export type DeadLetter = OutboxItem & {
  /** ISO 8601. */
  deadAt: string;
  because: "refused" | "out-of-attempts";
};

/** An item as it was read, with the revision that must not have changed when it is claimed. */
export type WaitingWebhook = { id: string; item: OutboxItem; revision: string };

/** How an attempt ended: with an answer, or without one. An answer that is lost is none. */
export type Answer = { status: number; retryAfter: string | null } | undefined;

export const newOutboxItem = (type: WebhookType, payload: unknown, now: Date): OutboxItem => ({
  type,
  payload,
  createdAt: now.toISOString(),
  attempts: 0,
  nextAt: now.toISOString(),
  lastStatus: null,
});

/** What is sent: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#payload-structure */
export const bodyOf = ({ type, payload, createdAt }: OutboxItem): string =>
  JSON.stringify({ type, timestamp: createdAt, data: payload });

const SECOND = 1000;
/** A claim is good for at least so many seconds: longer than any invocation lives. */
const CLAIM = 30;
/** A receiver that asks for more patience than a day gets a day. */
const LONGEST_REQUEST = 86_400;

const inSeconds = (now: Date, seconds: number) => new Date(now.getTime() + seconds * SECOND).toISOString();

/** Those whose time has come, the longest overdue first. */
export function dueWebhooks(waiting: readonly WaitingWebhook[], now: Date, most: number): WaitingWebhook[] {
  return waiting
    .filter(({ item }) => Date.parse(item.nextAt) <= now.getTime())
    .sort((a, b) => Date.parse(a.item.nextAt) - Date.parse(b.item.nextAt))
    .slice(0, most);
}

/**
 * The item as it is claimed: its next attempt is put off as if this one were to fail, so that a deliverer who dies on
 * the way is succeeded by another one, later.
 * @param draw from 0 to 1, the same for each id and attempt: of the pause, half is certain and half is drawn
 */
export function claimedItem(item: OutboxItem, policy: WebhooksPolicy, draw: number, now: Date): OutboxItem {
  const attempts = item.attempts + 1;
  const pause = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempts - 1));
  return { ...item, attempts, nextAt: inSeconds(now, Math.max(CLAIM, pause * (0.5 + draw / 2))) };
}

/** Not the receiver's last word: too early, too many, busy. Of all other 4xx, and of redirections, nothing new comes. */
const TRY_AGAIN = [408, 425, 429];

const isDelivered = (status: number) => status >= 200 && status < 300;
const isRefused = (status: number) => status >= 300 && status < 500 && !TRY_AGAIN.includes(status);

/** Seconds that a receiver asks to be left alone: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function requestedPause(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  const seconds = /^\d+$/.test(retryAfter.trim())
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - now.getTime()) / SECOND;
  return Number.isFinite(seconds) ? Math.min(LONGEST_REQUEST, Math.max(0, seconds)) : 0;
}

export type AfterAttempt =
  | { is: "delivered" }
  | { is: "waiting"; item: OutboxItem }
  | { is: "dead"; letter: DeadLetter };

/** What becomes of a claimed item. */
export function afterAttempt(item: OutboxItem, answer: Answer, policy: WebhooksPolicy, now: Date): AfterAttempt {
  if (answer && isDelivered(answer.status)) return { is: "delivered" };
  const failed: OutboxItem = { ...item, lastStatus: answer?.status ?? null };
  const deadAt = now.toISOString();
  if (answer && isRefused(answer.status)) return { is: "dead", letter: { ...failed, deadAt, because: "refused" } };
  if (item.attempts >= policy.attempts)
    return { is: "dead", letter: { ...failed, deadAt, because: "out-of-attempts" } };
  const asked = inSeconds(now, requestedPause(answer?.retryAfter ?? null, now));
  return { is: "waiting", item: { ...failed, nextAt: asked > item.nextAt ? asked : item.nextAt } };
}

/** Whether its last attempt was claimed and nobody has told how it ended. */
export const isSpent = ({ attempts }: OutboxItem, policy: WebhooksPolicy): boolean => attempts >= policy.attempts;
