/** Basic credentials, https://www.twilio.com/docs/usage/requests-to-twilio: each header is decoded once. */
export type Credentials = { username: string | undefined; password: string | undefined };

const NONE: Credentials = { username: undefined, password: undefined };
/** Callers have a few; whoever guesses many is not to fill the memory. */
const KEPT = 100;
const decoded = new Map<string, Credentials>();

export function credentialsOf(header: string | undefined): Credentials {
  if (header === undefined) return NONE;
  const known = decoded.get(header);
  if (known) return known;
  const encoded = /^Basic (.+)$/i.exec(header)?.[1];
  if (encoded === undefined) return NONE;
  const text = Buffer.from(encoded, "base64").toString();
  const colon = text.indexOf(":");
  if (colon < 0) return NONE;
  const credentials = { username: text.slice(0, colon), password: text.slice(colon + 1) };
  if (decoded.size >= KEPT) decoded.clear();
  decoded.set(header, credentials);
  return credentials;
}
