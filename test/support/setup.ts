/** `floor setup` on a simulated account, and what it asked of it. */
import { join } from "node:path";
import { type Change, differences } from "../../cli/account/changes";
import { readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";
import { type SetupOptions, setUp } from "../../cli/setup";
import type { Account } from "../../simulator/account";
import type { Policy } from "../../src/domain/policy";

export const policy = readPolicy(join(ROOT, "floor.yaml"));
export const functionsUrl = "https://functions.example";

export const setUpAs = (account: Account, caller: string, given: Policy = policy, options: SetupOptions = {}) =>
  setUp(
    account.client(() => caller),
    given,
    { functionsUrl, ...options },
  );

/** What was not left as it is. */
export const done = (changes: readonly Change[]) => differences(changes).map(({ action, what }) => `${action} ${what}`);

export const operationsOf = (account: Account, caller: string) =>
  Object.keys(account.requests.summary((one) => one === caller).byOperation);
export const writesOf = (account: Account, caller: string) =>
  operationsOf(account, caller).filter((name) => !/\.(List|Fetch)/.test(name));

export const workspaceOf = (account: Account) =>
  account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
