/** A QA system that receives webhooks beside the account, and keeps them as its manual says: once for each id. */
import { Webhook } from "standardwebhooks";
import type { Account } from "../../simulator/account";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";

export const RECEIVER = "https://qa.example";
/** 24 bytes that everybody may know. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from("a secret of twenty-four.").toString("base64")}`;

/** What becomes of a webhook that is fine: how it is answered, after how many seconds, and whether the answer arrives. */
export type Manner = { status?: number; headers?: Record<string, string>; after?: number; isAnswerLost?: boolean };

/** Of other news than a sampled contact none. */
const contactsOf = (body: unknown) => (body as { data: { contact?: { taskSid: string } } }).data.contact?.taskSid ?? [];

export type Received = { id: string; at: Date; body: unknown };

export class Receiver {
  /** Every webhook with a good signature, in the order in which they came. */
  readonly all: Received[] = [];
  /** The contacts that the receiver has worked on, in order: one for each id that it did not know. */
  readonly worked: string[] = [];
  /** What did not verify. */
  refused = 0;
  private readonly known = new Set<string>();
  private readonly manners: Manner[] = [];
  private readonly account: Account;

  constructor(account: Account) {
    this.account = account;
    account.webhooks.host(RECEIVER, (request) => this.answer(request));
  }

  /** For the next webhooks, one each; after them all is well. */
  behave(...manners: readonly Manner[]): void {
    this.manners.push(...manners);
  }

  get ids(): string[] {
    return this.all.map(({ id }) => id);
  }

  private async answer({ headers, body, call }: HostedRequest): Promise<WebhookResponse> {
    const id = headers["webhook-id"] ?? "";
    let verified: unknown;
    try {
      verified = this.verified(body, headers);
    } catch {
      this.refused++;
      return { status: 401, headers: {}, body: "" };
    }
    this.all.push({ id, at: new Date(this.account.clock.now()), body: verified });
    const { status = 204, headers: answered = {}, after = 0, isAnswerLost = false } = this.manners.shift() ?? {};
    if (status < 300 && !this.known.has(id)) {
      this.known.add(id);
      this.worked.push(...[contactsOf(verified)].flat());
    }
    if (after > 0) await new Promise<void>((resolve) => call.after(after * 1000, resolve));
    if (isAnswerLost) throw new TypeError("fetch failed");
    return { status, headers: answered, body: "" };
  }

  /** The package looks at the machine's clock, and this account has another one. */
  private verified(body: string, headers: Readonly<Record<string, string>>): unknown {
    const { now } = Date;
    Date.now = () => this.account.clock.now();
    try {
      return new Webhook(WEBHOOK_SECRET).verify(body, { ...headers });
    } finally {
      Date.now = now;
    }
  }
}
