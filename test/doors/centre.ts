/** A centre with something behind each door, somebody to knock, and an account of what a knock sets in motion. */
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import type { AccountRequest } from "../../simulator/account";
import type { EdgeHeaders } from "../../simulator/edge/exchange";
import type { FunctionsHost } from "../../simulator/functions/functions-host";
import type { Scope } from "../../src/domain/scoped-token";
import { type Floor, openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { arrive, complete, hire, accept as takes } from "../support/work";
import type { Door } from "./door-list";
import type { Scene } from "./rows";

export const DOORS_ORIGIN = "https://doors.example";

/** What is sent, as it goes over the wire. */
export type Knock = { method: string; path: string; query?: string; headers: EdgeHeaders; body: string };

export type Heard = {
  status: number;
  body: string;
  /** What the function has logged meanwhile. */
  lines: readonly string[];
  /** Checks of a credential. */
  checks: number;
  /** Everything else it has asked of Twilio. */
  calls: readonly string[];
  /** Of those, what changes something. */
  effects: readonly string[];
};

/** A request that looks at a token, and at nothing of the centre. */
const isCheck = ({ product, method, path }: AccountRequest): boolean =>
  (product === "iam" && path.endsWith("/Tokens/validate")) ||
  (method.toUpperCase() === "GET" && /\/Maps\/tokens\/Items\/[^/]+$/.test(path));

/** POSTs that only read. */
const isRead = ({ method, path }: AccountRequest): boolean =>
  method.toUpperCase() === "GET" || path.endsWith("/RealTimeStatistics");

export class Centre implements Scene {
  readonly floor: Floor;
  readonly taskSid: string;
  readonly endedTaskSid: string;
  readonly workerSid: string;
  private readonly host: FunctionsHost;
  private requests: AccountRequest[] = [];
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(floor: Floor, found: { taskSid: string; endedTaskSid: string; workerSid: string }) {
    this.floor = floor;
    this.taskSid = found.taskSid;
    this.endedTaskSid = found.endedTaskSid;
    this.workerSid = found.workerSid;
    this.host = floor.host(DOORS_ORIGIN);
    floor.intercept((request, pass) => {
      if (!request.caller.startsWith("/")) return pass();
      this.requests.push(request);
      return (isCheck(request) ? undefined : this.refusing?.(request)) ?? pass();
    });
  }

  get workspaceSid(): string {
    return this.floor.variables["WORKSPACE_SID"] ?? "";
  }

  get now(): number {
    return this.floor.account.clock.now();
  }

  /** What Twilio answers the functions instead, where it is told to; never to a check of a credential. */
  refusing: ((request: AccountRequest) => { status: number; body: object } | undefined) | undefined;

  static async open(): Promise<Centre> {
    const floor = await openFloor();
    const workerSid = await hire(floor, "ana", { regular: 5 }, { voice: 1, chat: 2 });
    const call = { channel: "voice", queue: "regular", from: GRACE.from };
    const endedTaskSid = await arrive(floor, call);
    await takes(floor, endedTaskSid);
    await complete(floor, endedTaskSid);
    await floor.account.clock.advance(10);
    const taskSid = await arrive(floor, call);
    return new Centre(floor, { taskSid, endedTaskSid, workerSid });
  }

  /** A token of these scopes, made once. */
  token(...scopes: readonly Scope[]): Promise<string> {
    const key = scopes.join();
    const made = this.tokens.get(key) ?? this.floor.token(...scopes);
    this.tokens.set(key, made);
    return made;
  }

  flexToken(role: string, ttlSeconds = 30 * 86_400): string {
    return this.floor.account.flexTokens.issue({
      identity: "ada",
      workerSid: this.workerSid,
      roles: [role],
      ttlSeconds,
    });
  }

  /** The signature of Twilio under a URL and a form. */
  signature(
    url: string,
    form: Readonly<Record<string, string>> = {},
    authToken = this.floor.account.authToken,
  ): string {
    return getExpectedTwilioSignature(authToken, url, form);
  }

  /** Sends and listens: what the answer is, and what it took. */
  async knock({ method, path, query = "", headers, body }: Knock): Promise<Heard> {
    const { account, lines } = this.floor;
    const url = new URL(`${DOORS_ORIGIN}${path}${query}`);
    const call = account.clock.open();
    const said = lines.length;
    this.requests = [];
    try {
      const answer = await this.host.edge.respond({ url, method, headers, body, call });
      const asked = this.requests.filter((request) => !isCheck(request));
      return {
        status: answer.status,
        body: String(answer.body),
        lines: lines.slice(said),
        checks: this.requests.length - asked.length,
        calls: asked.map(({ method: verb, path: of }) => `${verb} ${of}`),
        effects: asked.filter((request) => !isRead(request)).map(({ method: verb, path: of }) => `${verb} ${of}`),
      };
    } finally {
      call.close();
    }
  }

  /** Whether the function has come to a decision. */
  static hasDecided({ lines }: Heard): boolean {
    return lines.some((line) => line.includes('"effects":['));
  }
}

/** Which scope opens this door to everything. */
export const scopeOf = ({ lock }: Door): readonly Scope[] => (lock.is === "token" ? lock.anyOf.slice(-1) : []);
