/** An account in which everything is set up and deployed, for the doctor to look at. */
import { findDeployment } from "../../cli/account/deployment";
import { examine } from "../../cli/doctor/doctor";
import type { Examination } from "../../cli/doctor/examination";
import type { Finding } from "../../cli/doctor/finding";
import { SCHEDULED } from "../../cli/scheduler-token";
import { setUp } from "../../cli/setup";
import { createToken } from "../../cli/tokens";
import { Account } from "../../simulator/account";
import { DeployedService, visitIn } from "./deployed";
import { NOON } from "./people";
import { policy } from "./setup";

export type Patient = {
  account: Account;
  deployed: DeployedService;
  url: string;
  environmentSid: string;
  variables: Record<string, string>;
};

/** As docs/deploy.md goes: set up, deploy, set up again, and a token for the scheduler. */
export async function healthy(): Promise<Patient> {
  const account = new Account({ seed: 1, start: NOON });
  const client = account.client(() => "floor setup");
  const { variables } = await setUp(client, policy);
  const deployed = await DeployedService.create(account);
  const ofFile = {
    WORKSPACE_SID: variables.WORKSPACE_SID,
    SYNC_SERVICE_SID: variables.SYNC_SERVICE_SID,
    CUSTOMER_KEY: "a-key-for-customers",
  };
  const { environment, url } = await deployed.environment(ofFile);
  await environment.deployments.create({ buildSid: await deployed.build() });
  const deployment = await findDeployment(client, "dev");
  await setUp(client, policy, { functionsUrl: url, deployment });
  const syncServiceSid = variables.SYNC_SERVICE_SID;
  await createToken({ client, syncServiceSid }, { name: "scheduler", scopes: SCHEDULED, days: 90 }, NOON);
  const workers = client.taskrouter.v1.workspaces(variables.WORKSPACE_SID).workers;
  await workers.create({ friendlyName: "ana", attributes: '{"routing":{"skills":["regular"]}}' });
  const { sid } = await environment.fetch();
  return { account, deployed, url, environmentSid: sid, variables: ofFile };
}

/** Everything the doctor says, by the name of the check. */
export async function findings({ account, variables }: Patient, given: Partial<Examination> = {}) {
  const found = new Map<string, Finding>();
  const examination: Examination = {
    client: account.client(() => "doctor"),
    credentials: "api-key",
    policy,
    variables,
    suffix: "dev",
    workspaceSid: undefined,
    visit: visitIn(account),
    now: new Date(account.clock.now()),
    ...given,
  };
  for await (const finding of examine(examination)) found.set(finding.check, finding);
  return found;
}
