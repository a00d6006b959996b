/** Scoped tokens, as they are stored: in a Sync map under their ids, as hashes. https://www.twilio.com/docs/sync/api */
import type { StoredToken } from "../domain/scoped-token";
import { ifFound, patiently } from "./patience";
import type { Session } from "./session";
import { STORES } from "./stores";

/** Undefined where it was never made, is over or has been revoked. */
export async function readToken(
  { client, syncServiceSid, until }: Session,
  id: string,
): Promise<StoredToken | undefined> {
  const tokens = client.sync.v1.services(syncServiceSid).syncMaps(STORES.tokens).syncMapItems;
  const found = await ifFound(patiently(until, () => tokens(id).fetch()));
  return found && (found.data as StoredToken);
}
