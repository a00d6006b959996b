/** Documented values of documented parameters that the account answers with 501, found by sending each of them. */
import { Account, type AccountRequest } from "../../../simulator/account";
import { behaviours } from "../../behaviours/all";
import { type Behaviour, stageOf } from "../../behaviours/behaviour";
import type { DocumentedOperation } from "../openapi/documents";
import { documentedFor } from "../openapi/validator";
import { valuesOf } from "../openapi/values";

/** A behaviour's account as it is in the end, and a request of each operation that succeeded. */
async function play({ run, options }: Behaviour) {
  const account = new Account(options);
  const requests = new Map<string, AccountRequest>();
  let isOver = false;
  account.watch(({ operation, request, response }) => {
    if (response.status < 300 && !isOver) requests.set(operation, request);
  });
  await run(stageOf(account));
  isOver = true;
  return { account, requests };
}

/** Values with which the request is refused as not modelled, when one parameter is added to it. */
function refusals(account: Account, request: AccountRequest, { parameters }: DocumentedOperation): string[] {
  return parameters.flatMap((parameter) =>
    valuesOf(parameter).flatMap((value) => {
      const sent = { ...request, parameters: { ...request.parameters, [parameter.name]: onTheWire(value) } };
      const { status } = account.handle(sent);
      return status === 501 ? [`${parameter.name}=${JSON.stringify(value)}`] : [];
    }),
  );
}

const onTheWire = (value: unknown): unknown => (Array.isArray(value) ? value.map(String) : String(value));

/** By product, as `taskrouter.CreateTask refuses Priority=1`. */
export async function refusedValues(): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = new Set<string>();
  const found = new Map<string, string[]>();
  for (const behaviour of behaviours) {
    const { account, requests } = await play(behaviour);
    for (const [operation, request] of requests) {
      const described = documentedFor(request.product, request.method, request.path);
      if (!described || asked.has(operation)) continue;
      asked.add(operation);
      const lines = refusals(account, request, described).map((value) => `${operation} refuses ${value}`);
      found.set(request.product, [...(found.get(request.product) ?? []), ...lines]);
    }
  }
  return found;
}
