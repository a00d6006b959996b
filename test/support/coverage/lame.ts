/** Behaviours shown on an account where one of their operations does nothing: those that pass all the same prove nothing. */
import { Account } from "../../../simulator/account";
import type { RestResponse } from "../../../simulator/kernel/rest";
import { type Behaviour, stageOf } from "../../behaviours/behaviour";
import { documentedFor } from "../openapi/validator";

/** Written as if they created something, and only answer. */
const ANSWERS = ["taskrouter.CreateTaskQueueBulkRealTimeStatistics", "studio.UpdateFlowValidate"];

/** The same answer with nothing in it. */
function hollow(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hollow(inner)]));
  }
  if (typeof value === "boolean") return !value;
  return typeof value === "number" ? -1 : null;
}

/** Lets an operation answer without effect: what it writes is undone, what it reads is empty. */
function lame(account: Account, operation: string): void {
  const handle = account.handle.bind(account);
  let answered = "";
  account.watch((answer) => {
    answered = answer.operation;
  });
  account.handle = (request) => {
    const { product, method, path } = request;
    const described = documentedFor(product, method, path);
    const isWrite = method.toUpperCase() !== "GET" && described !== undefined && !ANSWERS.includes(operation);
    if (!isWrite) {
      const response = handle(request);
      return answered === operation ? emptied(response) : response;
    }
    if (`${described.product}.${described.name}` !== operation) return handle(request);
    const before = account.snapshot();
    const response = handle(request);
    account.restore(before);
    return response;
  };
}

const emptied = (response: RestResponse): RestResponse =>
  response.status < 300 ? { ...response, body: hollow(response.body) } : response;

/** Whether the behaviour is still seen where the operation has no effect. */
export async function isSeenWithout(operation: string, { run, options }: Behaviour): Promise<boolean> {
  const account = new Account(options);
  lame(account, operation);
  try {
    await run(stageOf(account));
    return true;
  } catch {
    return false;
  }
}

/** Of these operations those all of whose behaviours are seen without them: they are not shown by anything. */
export async function unproved(operations: readonly string[], behaviours: readonly Behaviour[]): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operations) {
    const its = behaviours.filter(({ of }) => of.includes(operation));
    const seen = await Promise.all(its.map((behaviour) => isSeenWithout(operation, behaviour)));
    if (seen.every(Boolean)) found.push(operation);
  }
  return found;
}
