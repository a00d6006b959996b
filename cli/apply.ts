/**
 * `floor apply`: makes queues, workflow, activities, task channels and addresses of an account what floor.yaml says, and
 * changes nothing where they are so already. What was set up by hand under the same names is adopted. Workers are
 * people: they are never made or edited here. What the floor needs besides is made by `floor setup`.
 */
import { applyAddresses } from "./account/addresses";
import { applyRouting } from "./account/routing";
import { type AccountSession, findWorkspace } from "./account/session";

/**
 * @param given the workspace to use where the account has several
 * @throws AccountError where the account cannot become what the policy says
 */
export async function applyPolicy(
  given: Omit<AccountSession, "workspaceSid"> & { workspaceSid?: string | undefined },
): Promise<void> {
  const session = { ...given, workspaceSid: given.workspaceSid ?? (await findWorkspace(given.client)) };
  await applyRouting(session);
  await applyAddresses(session);
}
