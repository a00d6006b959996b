/** The parameters that Sync's resources share, refused with the codes of https://www.twilio.com/docs/api/errors */
import { parsed } from "../kernel/json";
import { type Parameters, RestError, type RestRequest, text } from "../kernel/rest";
import { isWebUrl } from "../kernel/typed-parameters";

const MAXIMUM_NAME_LENGTH = 320;
const MAXIMUM_DATA_BYTES = 16 * 1024;
const MAXIMUM_IDENTITY_LENGTH = 256;
const MAXIMUM_URL_LENGTH = 512;
/** A year, in seconds. */
const MAXIMUM_TTL = 31_536_000;

const refuse = (code: number, message: string) => new RestError(400, code, message);

/** The pages of 54302 and 54209 say 256 characters, the OpenAPI document and the limits page 320. */
const isName = (value: string) => value.length > 0 && value.length <= MAXIMUM_NAME_LENGTH;

export function readUniqueName(parameters: Parameters): string | null {
  const name = text(parameters, "UniqueName");
  if (name === undefined) return null;
  if (!isName(name) || /^[A-Z]{2}[a-f0-9]{32}$/.test(name)) throw refuse(54302, "Invalid unique name");
  return name;
}

export function readItemKey(parameters: Parameters): string {
  const key = text(parameters, "Key") ?? "";
  if (!isName(key)) throw refuse(54209, "Invalid map item key");
  return key;
}

/** What `Data` holds: the text that is kept, and what an answer shows of it. */
export type Data = { text: string; value: object };

/** JSON of an object. Whether the limit counts the text as sent is not documented: here it does, in UTF-8. */
export function readData(
  parameters: Parameters,
  nullCode: number,
  maximumBytes = MAXIMUM_DATA_BYTES,
): Data | undefined {
  const data = text(parameters, "Data");
  if (data === undefined) return undefined;
  if (Buffer.byteLength(data) > maximumBytes) throw new RestError(413, 54006, "Request entity too large");
  const value = parsed(data);
  if (value === null) throw refuse(nullCode, "The 'Data' parameter cannot be null");
  if (typeof value !== "object" || Array.isArray(value)) throw refuse(54008, "Invalid JSON");
  return { text: data, value };
}

export function readRequiredData(parameters: Parameters, nullCode: number, maximumBytes?: number): Data {
  const data = readData(parameters, nullCode, maximumBytes);
  if (data === undefined) throw refuse(nullCode, "The 'Data' parameter cannot be null");
  return data;
}

/** Seconds; the first of the names that was sent counts. */
export function readTtl(parameters: Parameters, ...names: string[]): number | undefined {
  let value: string | undefined;
  for (const name of names) value ??= text(parameters, name);
  if (value === undefined || value === "") return undefined;
  const ttl = Number(value);
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > MAXIMUM_TTL) throw refuse(54011, "Invalid TTL");
  return ttl;
}

/** Who a permission is for, from the path. https://www.twilio.com/docs/api/errors/54351 */
export function readIdentity({ ids }: RestRequest): string {
  const identity = ids["Identity"] ?? "";
  if (identity.length < 1 || identity.length > MAXIMUM_IDENTITY_LENGTH) throw refuse(54351, "Invalid identity");
  return identity;
}

/** An address of the web, or null for none. https://www.twilio.com/docs/api/errors/54051 */
export function readWebhookUrl(parameters: Parameters): string | null | undefined {
  const url = text(parameters, "WebhookUrl");
  if (url === undefined) return undefined;
  if (url === "") return null;
  if (!isWebUrl(url) || url.length > MAXIMUM_URL_LENGTH) {
    throw refuse(54051, "Invalid webhook URL");
  }
  return url;
}

export const noParameters = () => refuse(54010, "Expected at least 1 optional parameter, but none were provided");
