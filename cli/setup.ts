/**
 * `floor setup`: makes of an account with Flex one that the floor can work in. It begins with what `floor apply` does,
 * and can be broken off and run again at any point: everything is found by its name.
 */
import { join } from "node:path";
import type { Twilio } from "twilio";
import type { Policy } from "../src/domain/policy";
import { applyAddresses, type FlowSids } from "./account/addresses";
import { type Change, Changes } from "./account/changes";
import type { Deployment } from "./account/deployment";
import { setUpEventCallback } from "./account/event-callback";
import { readFlowFiles } from "./account/flow-definition";
import { setUpFlows } from "./account/flows";
import { applyRouting } from "./account/routing";
import { AccountError, type AccountSession, findWorkspace } from "./account/session";
import { setUpSink } from "./account/sink";
import { setUpSync } from "./account/sync-objects";
import { ROOT } from "./root";

export type SetupOptions = {
  /** Origin of the functions. Without one, what calls them is left for later: they are not deployed yet. */
  functionsUrl?: string | undefined;
  /** Which deployment that is; undefined for functions that run elsewhere. */
  deployment?: Deployment | undefined;
  /** The one to use where the account has several. */
  workspaceSid?: string | undefined;
  /** Whether the workspace is to call the functions as well, besides Event Streams. */
  eventCallback?: boolean | undefined;
  /** Whether flows that were edited in Studio are replaced. */
  replaceFlows?: boolean | undefined;
  changes?: Changes;
};

export type SetUp = {
  changes: readonly Change[];
  /** What the functions need to know, as environment variables; and the workflow, for those who enqueue themselves. */
  variables: { WORKSPACE_SID: string; WORKFLOW_SID: string; SYNC_SERVICE_SID: string };
};

/**
 * Twilio sets Flex up in an account, and nothing else can.
 * https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api
 */
async function checkFlex(client: Twilio): Promise<void> {
  const { status } = await client.flexApi.v1.provisioningStatus().fetch();
  if (status === "active") return;
  throw new AccountError(
    `Flex is ${status} in this account: create a Flex project in Twilio's console, then run this again`,
  );
}

/** @throws AccountError where the account cannot become what is wanted */
export async function setUp(client: Twilio, policy: Policy, options: SetupOptions = {}): Promise<SetUp> {
  const { changes = new Changes(), functionsUrl, deployment } = options;
  await checkFlex(client);
  const workspaceSid = options.workspaceSid ?? (await findWorkspace(client));
  const session: AccountSession = { client, policy, workspaceSid, changes };
  const routing = await applyRouting(session);
  const syncServiceSid = await setUpSync(session);
  let flows: FlowSids | undefined;
  if (functionsUrl !== undefined) {
    await setUpSink(session, functionsUrl);
    if (options.eventCallback) await setUpEventCallback(session, functionsUrl);
    flows = await setUpFlows(
      session,
      { policy, routing, functionsUrl, deployment },
      { files: readFlowFiles(join(ROOT, "studio")), replace: options.replaceFlows === true },
    );
  }
  await applyAddresses(session, flows);
  return {
    changes: changes.list,
    variables: {
      WORKSPACE_SID: workspaceSid,
      WORKFLOW_SID: routing.workflowSid,
      SYNC_SERVICE_SID: syncServiceSid,
    },
  };
}
