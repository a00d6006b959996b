/** The functions deployed into a simulated account through its Serverless API, as `twilio-run deploy` does. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceContext } from "twilio/lib/rest/serverless/v1/service";
import { SERVICE_NAME } from "../../cli/account/deployment";
import { buildAll } from "../../cli/build";
import { handlerVersion } from "../../cli/doctor/deployment-checks";
import { ROOT } from "../../cli/root";
import type { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";

const out = mkdtempSync(join(tmpdir(), "floorwalker-deployed-"));
let built: Promise<unknown> | undefined;
afterAll(() => rmSync(out, { recursive: true, force: true }));

type File = { path: string; visibility: string; content: string };

function filesIn(folder: string): File[] {
  return readdirSync(join(out, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|json)$/.test(name))
    .map((name) => ({
      path: `/${name.replace(/\.(protected|private)/, "").replace(/^(.*)\.js$/, folder === "functions" ? "$1" : "$1.js")}`,
      visibility: /\.(protected|private)\./.exec(name)?.[1] ?? "public",
      content: readFileSync(join(out, folder, name), "utf8"),
    }));
}

export const runtimeDependencies = () => [
  { name: "twilio", version: "6.2.0" },
  { name: "@twilio/runtime-handler", version: handlerVersion() },
];

/** Functions and assets with their SIDs, made once in an account: a new build only has new versions. */
export class DeployedService {
  private readonly account: Account;
  readonly service: ServiceContext;
  private readonly sids = new Map<string, string>();

  private constructor(account: Account, service: ServiceContext) {
    this.account = account;
    this.service = service;
  }

  static async create(account: Account): Promise<DeployedService> {
    built ??= buildAll({ root: ROOT, policy: join(ROOT, "floor.yaml"), out });
    await built;
    const { services } = account.client(() => "deploy").serverless.v1;
    const { sid } = await services.create({
      ...{ uniqueName: SERVICE_NAME, friendlyName: SERVICE_NAME, includeCredentials: true },
    });
    return new DeployedService(account, services(sid));
  }

  private async version(list: "Functions" | "Assets", { path, visibility, content }: File): Promise<string> {
    const resources = list === "Functions" ? this.service.functions : this.service.assets;
    const known = this.sids.get(path) ?? (await resources.create({ friendlyName: path })).sid;
    this.sids.set(path, known);
    const { sid } = await this.service.fetch();
    const contentType = list === "Functions" ? "application/javascript" : "text/plain";
    const { body } = stageOf(this.account).request(
      "POST",
      `https://serverless-upload.twilio.com/v1/Services/${sid}/${list}/${known}/Versions`,
      { Path: path, Visibility: visibility, Content: { bytes: new TextEncoder().encode(content), contentType } },
    );
    return String((body as Record<string, unknown>)["sid"]);
  }

  /** @param change what is to be different from the working tree */
  async build(
    change: (file: File) => File | undefined = (file) => file,
    settings: { runtime?: string; dependencies?: { name: string; version: string }[] } = {},
  ): Promise<string> {
    const upload = async (list: "Functions" | "Assets", folder: string) => {
      const sids: string[] = [];
      for (const file of filesIn(folder).flatMap((one) => change(one) ?? [])) sids.push(await this.version(list, file));
      return sids;
    };
    const functionVersions = await upload("Functions", "functions");
    const assetVersions = await upload("Assets", "assets");
    const dependencies = JSON.stringify(settings.dependencies ?? runtimeDependencies());
    const runtime = settings.runtime ?? "node22";
    const { sid } = await this.service.builds.create({ functionVersions, assetVersions, dependencies, runtime });
    await this.account.clock.advance(60);
    return sid;
  }

  /** An environment with variables, such as `twilio-run` makes. */
  async environment(variables: Readonly<Record<string, string>>, domainSuffix = "dev") {
    const { sid, domainName } = await this.service.environments.create({
      ...{ uniqueName: `${domainSuffix}-environment`, domainSuffix },
    });
    const environment = this.service.environments(sid);
    for (const [key, value] of Object.entries(variables)) await environment.variables.create({ key, value });
    return { environment, url: `https://${domainName}` };
  }
}

/** Asks as a stranger. */
export const visitIn = (account: Account) => async (url: string) => {
  const { status } = await account.webhooks.send({ url, form: {}, isSigned: false });
  return status === 0 ? undefined : { status };
};
