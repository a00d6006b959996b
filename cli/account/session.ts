/** What is worked on: an account, under a policy. */
import type { Twilio } from "twilio";
import type { Policy } from "../../src/domain/policy";
import type { Changes } from "./changes";

/** What everything of ours is called in an account. */
export const NAME = "Floorwalker";

/** All that lists hold is read, in pages of this size. */
export const PAGE = { pageSize: 100 };

/** Something that keeps the account from becoming what is wanted; the message says what to do. */
export class AccountError extends Error {
  override readonly name = "AccountError";
}

export type AccountSession = { client: Twilio; policy: Policy; workspaceSid: string; changes: Changes };

/** @throws AccountError where it is not clear which is meant */
export async function findWorkspace(client: Twilio): Promise<string> {
  const [workspace, ...others] = await client.taskrouter.v1.workspaces.list(PAGE);
  if (!workspace) throw new AccountError("the account has no TaskRouter workspace: create a Flex project first");
  if (others.length > 0) {
    throw new AccountError("the account has several workspaces: name the one to use with --workspace WS...");
  }
  return workspace.sid;
}
