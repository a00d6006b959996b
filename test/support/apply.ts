/** `floor apply` on a simulated account, and what it asked of it. */
import { join } from "node:path";
import { applyPolicy, type Change } from "../../cli/apply";
import { readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";
import type { Account } from "../../simulator/account";
import type { Policy } from "../../src/domain/policy";

export const policy = readPolicy(join(ROOT, "floor.yaml"));
export const functionsUrl = "https://functions.example";

export const apply = (account: Account, caller: string, given: Policy = policy, url = functionsUrl) =>
  applyPolicy(
    account.client(() => caller),
    given,
    { functionsUrl: url },
  );

/** What was not left as it is. */
export const done = (changes: readonly Change[]) =>
  changes.filter(({ action }) => action !== "unchanged").map(({ action, what }) => `${action} ${what}`);

export const operationsOf = (account: Account, caller: string) =>
  Object.keys(account.requests.summary((one) => one === caller).byOperation);
export const writesOf = (account: Account, caller: string) =>
  operationsOf(account, caller).filter((name) => !/\.(List|Fetch)/.test(name));

export const workspaceOf = (account: Account) =>
  account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
