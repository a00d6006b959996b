/** A simulated account that is what floor.yaml says, with the built functions hosted beside it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "../../cli/build";
import { readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";
import { setUp } from "../../cli/setup";
import { createToken } from "../../cli/tokens";
import { Account, type AccountRequest } from "../../simulator/account";
import { hostedBuildOf } from "../../simulator/functions/build-from-folders";
import { FunctionsHost } from "../../simulator/functions/functions-host";
import type { HostedBuild } from "../../simulator/functions/hosted-build";
import type { RestResponse } from "../../simulator/kernel/rest";
import type { WebhookRequest } from "../../simulator/kernel/webhooks";
import type { ContactRecord } from "../../src/domain/contact-record";
import type { JournalLine, Pulse } from "../../src/domain/pulse";
import type { Scope } from "../../src/domain/scoped-token";
import { NOON } from "./people";

export const ORIGIN = "https://floor.example";
export const CUSTOMER_KEY = "a-key-for-customers";
export const ALERT = { from: "+15550100900", to: "+15550100901" };

const policyFile = join(ROOT, "floor.yaml");
export const policy = readPolicy(policyFile);

const out = mkdtempSync(join(tmpdir(), "floorwalker-test-"));
/** By policy file. */
const built = new Map<string, Promise<HostedBuild>>();
const hosts = new Set<FunctionsHost>();

function clean(): void {
  for (const host of hosts) host.close();
  rmSync(out, { recursive: true, force: true });
}

// A bench opens a floor as well, and knows no `afterAll`.
if ("afterAll" in globalThis) afterAll(clean);
else process.once("exit", clean);

async function build(file: string): Promise<HostedBuild> {
  const folder = join(out, String(built.size));
  await buildAll({ root: ROOT, policy: file, out: folder });
  return hostedBuildOf({ functionsFolder: join(folder, "functions"), assetsFolder: join(folder, "assets") });
}

/** The functions as they are built under this policy, once. */
export function buildOf(file = policyFile): Promise<HostedBuild> {
  const building = built.get(file) ?? build(file);
  built.set(file, building);
  return building;
}

export type Reply = { status: number; body: unknown };

export class Floor {
  readonly account: Account;
  readonly variables: Readonly<Record<string, string>>;
  /** What the functions have logged. */
  readonly lines: string[] = [];
  /** The scheduler's. */
  tickToken = "";

  private readonly instances: FunctionsHost[] = [];
  private readonly build: HostedBuild;

  constructor(account: Account, build: HostedBuild, variables: Readonly<Record<string, string>>) {
    this.account = account;
    this.build = build;
    this.variables = variables;
  }

  /** Starts an instance of the functions that remembers nothing. */
  host(origin: string, overrides: Readonly<Record<string, string>> = {}): FunctionsHost {
    const host = new FunctionsHost({
      account: this.account,
      build: this.build,
      environment: { ...this.variables, ...overrides },
      log: (_path, line) => this.lines.push(line),
    });
    hosts.add(host);
    this.instances.push(host);
    this.account.webhooks.host(origin, host.answer);
    return host;
  }

  /** Ends its instances; who opens many floors does it. */
  close(): void {
    for (const host of this.instances) {
      host.close();
      hosts.delete(host);
    }
  }

  get workspace() {
    return this.account.client(() => "test").taskrouter.v1.workspaces(this.variables["WORKSPACE_SID"] ?? "");
  }

  /** As Twilio sends it; the answer's JSON is parsed. */
  async send(path: string, request: Omit<WebhookRequest, "url">, origin = ORIGIN): Promise<Reply> {
    const { status, body } = await this.account.webhooks.send({ url: `${origin}${path}`, ...request });
    return { status, body: body.startsWith("{") ? JSON.parse(body) : body };
  }

  /** As Studio's Run Function widget sends it. */
  studio(door: string, form: Readonly<Record<string, string>>): Promise<Reply> {
    return this.send(`/studio/${door}`, { form });
  }

  /** A machine's way in, good for a year. */
  token(...scopes: readonly Scope[]): Promise<string> {
    const floor = {
      client: this.account.client(() => "test"),
      syncServiceSid: this.variables["SYNC_SERVICE_SID"] ?? "",
    };
    return createToken(floor, { name: "test", scopes, days: 365 }, new Date(this.account.clock.now()));
  }

  /** As a scheduler sends it. */
  tick(authorization = `Bearer ${this.tickToken}`, origin = ORIGIN): Promise<Reply> {
    return this.send("/operations/tick", { form: {}, headers: { authorization }, isSigned: false }, origin);
  }

  /** Lets somebody see, answer or lose what the functions ask the account. */
  intercept(answer: (request: AccountRequest, pass: () => RestResponse) => RestResponse): void {
    const handle = this.account.handle.bind(this.account);
    this.account.handle = (request) => answer(request, () => handle(request));
  }

  /** How many requests the functions have made. */
  get calls(): number {
    return this.account.requests.summary((caller) => caller.startsWith("/")).total;
  }

  get feed(): ContactRecord[] {
    const feeds = (this.contents?.lists ?? []).filter(({ uniqueName }) => uniqueName?.startsWith("feed-"));
    return feeds.flatMap(({ items }) => items.map(({ data }) => data as ContactRecord));
  }

  get journal(): JournalLine[] {
    return this.mapItems("journal").flatMap(({ data }) => (data as { lines: JournalLine[] }).lines);
  }

  get pulse(): Pulse {
    const document = this.contents?.documents.find(({ uniqueName }) => uniqueName === "pulse");
    return document?.data as Pulse;
  }

  /** Of the map of this name, or of all its shards. */
  mapItems(name: string) {
    const maps = this.contents?.maps ?? [];
    return maps
      .filter(({ uniqueName }) => uniqueName?.replace(/-\d+$/, "") === name)
      .flatMap(({ items }) => [...items]);
  }

  private get contents() {
    return this.account.sync.service(this.variables["SYNC_SERVICE_SID"] ?? "");
  }
}

/**
 * @param overrides environment variables that differ from what they ought to be
 * @param file the policy
 */
export async function openFloor(overrides: Readonly<Record<string, string>> = {}, file = policyFile): Promise<Floor> {
  const building = buildOf(file);
  const account = new Account({ seed: 1, start: NOON });
  const { variables } = await setUp(
    account.client(() => "floor setup"),
    readPolicy(file),
    { functionsUrl: ORIGIN },
  );
  const secrets = { CUSTOMER_KEY, ALERT_FROM: ALERT.from, ALERT_TO: ALERT.to };
  const floor = new Floor(account, await building, { ...secrets, ...variables });
  floor.host(ORIGIN, overrides);
  floor.tickToken = await floor.token("tick");
  return floor;
}
