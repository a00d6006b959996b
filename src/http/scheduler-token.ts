/** The lock of the doors a scheduler knocks at: `Authorization: Bearer <TICK_TOKEN>`. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Config } from "../config";
import type { FunctionEvent } from "./runtime";

const digestOf = (text: string) => createHash("sha256").update(text).digest();

function authorizationOf(event: FunctionEvent): string {
  const request = event["request"] as { headers?: Record<string, unknown> } | undefined;
  const header = request?.headers?.["authorization"];
  return typeof header === "string" ? header : "";
}

/** False without a configured token: an open door is not a default. */
export function hasSchedulerToken(event: FunctionEvent, { tickToken }: Config): boolean {
  const given = /^Bearer (.+)$/.exec(authorizationOf(event))?.[1];
  if (!tickToken || !given) return false;
  return timingSafeEqual(digestOf(given), digestOf(tickToken));
}
