/** Contacts for the soak: rejected, ignored, transferred, given up, with and without wrap-up and disposition. */
import type { ContactScript } from "../../test/histories/people";
import { type Draw, exponential, stream } from "../queueing-theory/random";

/** The first of the pairs whose share is not used up yet. */
function oneOf<Value>(draw: Draw, ...shares: readonly (readonly [number, Value])[]): Value | undefined {
  let left = draw();
  for (const [share, value] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  return undefined;
}

/** Seconds, of which TaskRouter tells no more than thousandths. */
const inMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** Of one queue there are too few people, so that customers give up waiting. */
const QUEUES = [
  [0.5, "stock"],
  [0.45, "internet"],
] as const;

/** @param rate contacts a second, as a Poisson process */
export function soakContacts(count: number, rate: number, seed: number): ContactScript[] {
  const gap = exponential(1 / rate).from(stream(seed, 0, "arrivals"));
  const next = stream(seed, 0, "contacts");
  let at = 0;
  return Array.from({ length: count }, () => {
    at += gap();
    const offers = oneOf(next, [0.05, ["reject"]], [0.01, ["ignore"]], [0.01, ["reject", "reject"]]) ?? [];
    return {
      at: inMilliseconds(at),
      queue: oneOf(next, ...QUEUES) ?? "regular",
      channel: next() < 0.5 ? "voice" : "chat",
      offers: offers as ContactScript["offers"],
      reaction: inMilliseconds(1 + 6 * next()),
      patience: oneOf(next, [0.05, 2], [0.1, 30]) ?? 400,
      talk: inMilliseconds(10 + 80 * next()),
      wrapup: oneOf(next, [0.5, 0]) ?? inMilliseconds(5 + 10 * next()),
      transfer: oneOf(next, [0.04, "COLD"], [0.02, "WARM"]),
      disposition: oneOf(next, [0.8, "follow-up"]),
      hold: oneOf(next, [0.3, 12]),
    };
  });
}
