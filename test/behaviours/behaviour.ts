/**
 * What the simulated account can be seen to do: one named behaviour for each effect that Twilio documents. The tests run
 * them, and the bench counts them: an operation counts as modelled only where a behaviour of its own passes.
 */
import type { Twilio } from "twilio";
import { Account, type AccountOptions, type Answer } from "../../simulator/account";
import type { Parameters, RestResponse } from "../../simulator/kernel/rest";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";

/** A fresh account to show a behaviour on. */
export type Stage = {
  account: Account;
  /** The real `twilio` client. */
  client: Twilio;
  /** A plain REST request with the account's credentials, where the client hides what is to be seen. */
  request(
    method: "GET" | "POST" | "DELETE" | "PUT" | "PATCH",
    url: string,
    parameters?: Parameters,
    headers?: Readonly<Record<string, string>>,
  ): RestResponse;
  /** Answers what the account sends to an origin, such as `https://hooks.example`, and keeps it. */
  listen(
    origin: string,
    answer?: (request: HostedRequest) => WebhookResponse | Promise<WebhookResponse>,
  ): HostedRequest[];
};

export type Behaviour = {
  /** The operations it shows the effect of, as `taskrouter.CreateTask`; each must be called in it and succeed. */
  of: readonly string[];
  /** What can be seen, as a sentence; unique. */
  says: string;
  /** Throws where the account does not behave so. Assertions are node:assert's, for the bench runs this too. */
  run(stage: Stage): Promise<void> | void;
  /** What the account is to be like. */
  options?: AccountOptions;
};

const OK: WebhookResponse = { status: 200, headers: {}, body: "" };

export function stageOf(account: Account): Stage {
  return {
    account,
    client: account.client(),
    request: (method, url, parameters = {}, headers = {}) => {
      const { hostname, pathname, searchParams } = new URL(url);
      return account.handle({
        product: hostname.replace(/\..*$/, ""),
        method,
        path: pathname,
        parameters: { ...Object.fromEntries(searchParams), ...parameters },
        headers,
        username: account.accountSid,
        password: account.authToken,
        caller: "behaviour",
      });
    },
    listen: (origin, answer = () => OK) => {
      const received: HostedRequest[] = [];
      account.webhooks.host(origin, async (request) => {
        received.push(request);
        return answer(request);
      });
      return received;
    },
  };
}

/** Runs a behaviour; its answers, for whoever validates them. @throws where an operation it is of was never answered with success */
export async function show(behaviour: Behaviour): Promise<readonly Answer[]> {
  const account = new Account(behaviour.options);
  const answers: Answer[] = [];
  account.watch((answer) => answers.push(answer));
  await behaviour.run(stageOf(account));
  const succeeded = new Set(answers.filter(({ response }) => response.status < 300).map(({ operation }) => operation));
  const missing = behaviour.of.filter((operation) => !succeeded.has(operation));
  if (missing.length > 0) throw new Error(`never called with success: ${missing.join(", ")}`);
  return answers;
}
