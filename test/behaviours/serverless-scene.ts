/** What behaviours of the Serverless API begin with: https://www.twilio.com/docs/serverless/api */
import type { ServiceContext } from "twilio/lib/rest/serverless/v1/service";
import type { Stage } from "./behaviour";

export type Body = Record<string, unknown>;

export const UPLOAD = "https://serverless-upload.twilio.com/v1/Services";
export const HELLO = 'exports.handler = (context, event, callback) => callback(null, "hello");';

/** Twilio's status and code, for `assert.rejects`. */
export const refusal = (status: number, code = 20001) => ({ status, code });

/** By its unique name too. */
const SERVICE = "floor";

export async function newService({ client }: Stage): Promise<ServiceContext> {
  const { sid } = await client.serverless.v1.services.create({ uniqueName: SERVICE, friendlyName: "The floor" });
  return client.serverless.v1.services(sid);
}

type Uploaded = { path: string; visibility: string; content: string | Uint8Array; contentType?: string };

/** Uploads a version of a function or asset of the service. */
export function upload(
  { request }: Stage,
  list: "Functions" | "Assets",
  sid: string,
  { path, visibility, content, contentType = "text/plain" }: Uploaded,
) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const parameters = { Path: path, Visibility: visibility, Content: { bytes, contentType } };
  return request("POST", `${UPLOAD}/${SERVICE}/${list}/${sid}/Versions`, parameters);
}

export async function functionVersion(stage: Stage, service: ServiceContext, path: string, content = HELLO) {
  const { sid } = await service.functions.create({ friendlyName: path });
  const { body } = upload(stage, "Functions", sid, { path, visibility: "public", content });
  return { functionSid: sid, versionSid: String((body as Body)["sid"]) };
}

export async function assetVersion(stage: Stage, service: ServiceContext, path: string, visibility = "private") {
  const { sid } = await service.assets.create({ friendlyName: path });
  const { body } = upload(stage, "Assets", sid, { path, visibility, content: "words" });
  return { assetSid: sid, versionSid: String((body as Body)["sid"]) };
}

/** A build of one function, when it is ready. */
export async function built(stage: Stage, service: ServiceContext, content = HELLO) {
  const made = await functionVersion(stage, service, "/hello", content);
  const { sid } = await service.builds.create({ functionVersions: [made.versionSid] });
  await stage.account.clock.advance(10);
  return { ...made, buildSid: sid };
}

export const newEnvironment = async (service: ServiceContext, domainSuffix?: string) => {
  const uniqueName = domainSuffix ?? "production";
  const { sid, domainName } = await service.environments.create(
    domainSuffix ? { uniqueName, domainSuffix } : { uniqueName },
  );
  return { environment: service.environments(sid), domainName };
};
