/** Running flows, for tests. */
import { Account } from "../../simulator/account";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";
import { publishFlow, type State, widget } from "./flows";

export const HOOKS = "https://hooks.example";
export const ana = "+15550100001";
export const desk = "+15550100002";
export const last = widget("last", "set-variables", { variables: [{ key: "done", value: "yes" }] });
export const plain = (status: number, body: string, type = "text/plain"): WebhookResponse => ({
  status,
  headers: { "content-type": type },
  body,
});
export const json = (body: unknown, status = 200) => plain(status, JSON.stringify(body), "application/json");

/** An account with a published flow of these widgets. */
export async function openFlow(...widgets: readonly State[]) {
  const account = new Account({ seed: 1, start: new Date("2026-03-02T09:00:00Z") });
  const client = account.client();
  const flow = await publishFlow(client, ...widgets);
  return { account, client, flow, executions: client.studio.v2.flows(flow.sid).executions };
}

type Opened = Awaited<ReturnType<typeof openFlow>>;

/** An execution over REST, as far as it goes at once. */
export async function start({ account, executions }: Opened, parameters: object = {}) {
  const { sid } = await executions.create({ to: ana, from: desk, parameters });
  await account.clock.advance(0);
  return executions(sid);
}

type Execution = Awaited<ReturnType<typeof start>>;

/** Each step's event, and where it led. */
export const path = async (execution: Execution) =>
  (await execution.steps.list()).toReversed().map(({ name, transitionedTo }) => `${name} > ${transitionedTo}`);
export const contextOf = async (execution: Execution) => (await execution.executionContext().fetch()).context;

/** Answers what flows ask of HOOKS; what was asked. */
export function answering(
  { account }: Opened,
  answer: (request: HostedRequest) => WebhookResponse | Promise<WebhookResponse>,
) {
  const received: HostedRequest[] = [];
  account.webhooks.host(HOOKS, async (request) => {
    received.push(request);
    return answer(request);
  });
  return received;
}
