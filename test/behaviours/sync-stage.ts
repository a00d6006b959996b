/** A Sync service to show behaviours on. */
import assert from "node:assert/strict";
import type { ServiceListInstanceCreateOptions } from "twilio/lib/rest/sync/v1/service";
import type { HostedRequest } from "../../simulator/kernel/webhooks";
import type { Stage } from "./behaviour";

export async function openSync({ client }: Stage, options: ServiceListInstanceCreateOptions = {}) {
  const { sid } = await client.sync.v1.services.create(options);
  return client.sync.v1.services(sid);
}

/** A service that tells `https://hooks.example` of writes by REST, and what it has told. */
export async function openToldSync(stage: Stage) {
  const told = stage.listen("https://hooks.example");
  const webhookUrl = "https://hooks.example/sync";
  return { told, service: await openSync(stage, { webhookUrl, webhooksFromRestEnabled: true }) };
}

export const formOf = ({ body }: HostedRequest): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(body));

export const isRefused = (answer: Promise<unknown>, status: number, code: number): Promise<void> =>
  assert.rejects(answer, { status, code });

export const isGone = (answer: Promise<unknown>): Promise<void> => isRefused(answer, 404, 20404);
