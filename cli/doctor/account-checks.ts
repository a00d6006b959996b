/** Credentials, Flex, and the workspace. */
import { PAGE } from "../account/session";
import type { Examination } from "./examination";
import { type Finding, ok, problem, warning } from "./finding";

/** Whatever key or token it is, everybody may read workspaces. */
export async function checkCredentials({ client, credentials }: Examination): Promise<Finding> {
  const check = "credentials";
  try {
    await client.taskrouter.v1.workspaces.list({ limit: 1 });
  } catch (error) {
    const { status, message } = error as { status?: number; message?: string };
    if (status !== 401 && status !== 403) throw error;
    return problem(check, `the account refuses them: ${message}`, "correct ACCOUNT_SID and AUTH_TOKEN, or the API key");
  }
  if (credentials === "api-key") return ok(check, "good: an API key, which can be revoked by itself");
  return warning(
    check,
    "good: the auth token, which opens everything; only local functions need it, for signatures",
    "make an API key in the console and set TWILIO_API_KEY and TWILIO_API_SECRET for these commands",
  );
}

export async function checkFlex({ client }: Examination): Promise<Finding> {
  const check = "Flex";
  const { status } = await client.flexApi.v1.provisioningStatus().fetch();
  if (status !== "active") {
    return problem(check, `Flex is ${status} in this account`, "create a Flex project in Twilio's console");
  }
  const { taskrouterWorkspaceSid: sid } = await client.flexApi.v1.configuration().fetch();
  return ok(check, `active, on the workspace ${sid}`);
}

export async function checkWorkspace({ client, variables, workspaceSid }: Examination): Promise<Finding> {
  const check = "workspace";
  const workspaces = await client.taskrouter.v1.workspaces.list(PAGE);
  const [first] = workspaces;
  if (!first) return problem(check, "the account has none", "create a Flex project in Twilio's console");
  if (workspaces.length > 1 && !workspaceSid) {
    return problem(check, `the account has ${workspaces.length}`, "give --workspace WS... here and to setup");
  }
  const ours = workspaceSid ?? first.sid;
  const { taskrouterWorkspaceSid: ofFlex } = await client.flexApi.v1.configuration().fetch();
  if (ofFlex && ofFlex !== ours) {
    return problem(check, `${ours} is not the one Flex works with, ${ofFlex}`, `give --workspace ${ofFlex}`);
  }
  const { WORKSPACE_SID } = variables;
  if (!WORKSPACE_SID) return problem(check, "WORKSPACE_SID is not in .env", "npm run floor -- setup");
  if (WORKSPACE_SID !== ours) {
    return problem(check, `.env says ${WORKSPACE_SID}, but it is ${ours}`, "correct WORKSPACE_SID in .env");
  }
  return ok(check, ours);
}
