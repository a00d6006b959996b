/** Scoped tokens from the side of the people who give them out: made, listed, revoked. The text is shown once. */
import { createHash, randomBytes } from "node:crypto";
import type { Twilio } from "twilio";
import { type Scope, type StoredToken, tokenText } from "../src/domain/scoped-token";
import { STORES } from "../src/twilio/stores";

const DAY = 86_400;
const ID_BYTES = 8;
const SECRET_BYTES = 32;

/** Where tokens are kept. */
export type Floor = { client: Twilio; syncServiceSid: string };

const itemsOf = ({ client, syncServiceSid }: Floor) =>
  client.sync.v1.services(syncServiceSid).syncMaps(STORES.tokens).syncMapItems;

export type NewToken = { name: string; scopes: readonly Scope[]; days: number };

/** @returns the token's text, which is kept nowhere */
export async function createToken(floor: Floor, { name, scopes, days }: NewToken, now: Date): Promise<string> {
  const token = {
    id: randomBytes(ID_BYTES).toString("hex"),
    scopes,
    expiresAt: new Date(now.getTime() + days * DAY * 1000),
  };
  const text = tokenText(token, randomBytes(SECRET_BYTES).toString("hex"));
  const data: StoredToken = {
    hash: createHash("sha256").update(text).digest("hex"),
    name,
    scopes,
    createdAt: now.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
  };
  await itemsOf(floor).create({ key: token.id, data, itemTtl: days * DAY });
  return text;
}

export async function listTokens(floor: Floor): Promise<(StoredToken & { id: string })[]> {
  const items = await itemsOf(floor).list({ pageSize: 100 });
  return items.map(({ key, data }) => ({ id: key, ...(data as StoredToken) }));
}

/** @returns whether there was such a token */
export async function revokeToken(floor: Floor, id: string): Promise<boolean> {
  try {
    return await itemsOf(floor)(id).remove();
  } catch (error) {
    if ((error as { status?: number }).status === 404) return false;
    throw error;
  }
}
