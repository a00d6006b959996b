/**
 * Who may come in. A lock is tried before anything of the request is looked at but its credential, and makes at most
 * one call for it: none where the credential's form, its end or its scope already refuse it.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Config } from "../config";
import { type Scope, type ScopedToken, scopedTokenOf, shortcomingOf } from "../domain/scoped-token";
import { isSid } from "../domain/sid";
import type { Session } from "../twilio/session";
import { readToken } from "../twilio/tokens";
import type { Caller } from "./caller";
import { ForbiddenError, NotYetError, UnauthorizedError } from "./errors";
import { headerOf } from "./request-headers";
import type { FunctionEvent } from "./runtime";

/** What a lock may use: the credential is in the event. A session costs a client, which most visits do without. */
export type Knock = { event: FunctionEvent; session: () => Session; config: Config };

export type Lock = {
  /** Whether browsers come here from other origins, as Flex does. */
  isForBrowsers: boolean;
  /**
   * Who has come in.
   * @throws UnauthorizedError without a good credential, ForbiddenError where it is good for something else
   */
  open(knock: Knock): Promise<Caller>;
};

/** The platform lets nobody in without Twilio's signature where the file's name says `.protected`. */
export const signedByTwilio: Lock = { isForBrowsers: false, open: async () => ({ is: "twilio" }) };

// Scoped tokens

/** Milliseconds a warm instance trusts a token it has looked up: a revoked one may live so much longer. */
const TRUSTED = 60_000;
const trusted = new Map<string, number>();
/** Far more than a floor has programs. */
const MOST_TRUSTED = 100;

const digestOf = (text: string) => createHash("sha256").update(text).digest();

/** Whether this very token has been given out and not been revoked: one read, or none where it was made just now. */
async function isGenuine(session: Session, text: string, { id }: ScopedToken): Promise<boolean> {
  const digest = digestOf(text);
  const key = `${session.syncServiceSid} ${digest.toString("hex")}`;
  const now = Date.now();
  if ((trusted.get(key) ?? 0) > now) return true;
  trusted.delete(key);
  const stored = await readToken(session, id);
  const hash = Buffer.from(String(stored?.hash ?? ""), "hex");
  if (hash.length !== digest.length || !timingSafeEqual(hash, digest)) return false;
  if (trusted.size >= MOST_TRUSTED) trusted.clear();
  trusted.set(key, now + TRUSTED);
  return true;
}

/** The name of a scheme may be written in any case: https://www.rfc-editor.org/rfc/rfc9110#section-11.1 */
const BEARER = /^Bearer +(\S+)$/i;

/** `Authorization: Bearer` and a token with one of these scopes. */
export const machine = (...anyOf: readonly Scope[]): Lock => ({
  isForBrowsers: false,
  async open({ event, session }) {
    const text = BEARER.exec(headerOf(event, "authorization") ?? "")?.[1] ?? "";
    const token = scopedTokenOf(text);
    if (!token) throw new UnauthorizedError();
    const shortcoming = shortcomingOf(token, anyOf, new Date());
    if (shortcoming === "expired") throw new UnauthorizedError();
    if (shortcoming === "other-scope") throw new ForbiddenError();
    if (!(await isGenuine(session(), text, token))) throw new UnauthorizedError();
    return { is: "machine", tokenId: token.id, scopes: token.scopes };
  },
});

// Flex tokens

/** JWE in its compact form (RFC 7516, section 7.1): five parts. A machine's token has as many, and is not told to anybody. */
const FLEX_TOKEN = /^(?!fw\.)[\w-]{1,1000}(\.[\w-]{0,4000}){4}$/;
/** Milliseconds to wait for Twilio's word on a token: the package has no limit of its own. */
const PATIENCE = 3000;

/** The network's failures, answers that are no JSON, and our own credentials refused. */
const OUR_FAILURE = /\bE[A-Z_]{4,}\b|socket|JSON|^Authenticate$/;

type FlexUser = { identity?: unknown; worker_sid?: unknown; roles?: unknown };

async function validated(token: string, { accountSid, authToken }: Config["account"]): Promise<FlexUser> {
  // Loaded by the doors for Flex only: it brings Node's `https`, which is slow to load.
  const { validator } = await import("twilio-flex-token-validator");
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotYetError("nobody says whether the Flex token is good")), PATIENCE);
  });
  try {
    return (await Promise.race([validator(token, accountSid, authToken), patience])) as FlexUser;
  } catch (error) {
    // The package rejects with text, for a refusal and for a failure alike: what is not the caller's fault is told apart.
    if (error instanceof NotYetError) throw error;
    throw OUR_FAILURE.test(String(error))
      ? new NotYetError("the Flex token cannot be checked")
      : new UnauthorizedError();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The field `Token` with the token of somebody who is signed in to Flex, as plugins send it.
 * https://github.com/twilio/twilio-flex-token-validator
 * @param role which they must have; `admin` may do whatever `supervisor` may
 */
export const flexUser = (role?: "supervisor"): Lock => ({
  isForBrowsers: true,
  async open({ event, config }) {
    const token = event["Token"];
    if (typeof token !== "string" || !FLEX_TOKEN.test(token)) throw new UnauthorizedError();
    const { identity, worker_sid: workerSid, roles: given } = await validated(token, config.account);
    const roles = Array.isArray(given) ? given.map(String) : [];
    if (role && !roles.includes(role) && !roles.includes("admin")) throw new ForbiddenError();
    return {
      is: "flex-user",
      identity: String(identity ?? ""),
      workerSid: isSid("WK", workerSid) ? workerSid : undefined,
      roles,
    };
  },
});
