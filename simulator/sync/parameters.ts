/** The parameters that Sync's resources share, refused with the codes of https://www.twilio.com/docs/api/errors */
import { notFound, type Parameters, RestError, type RestRequest, text } from "../kernel/rest";

const MAXIMUM_NAME_LENGTH = 320;
const MAXIMUM_DATA_BYTES = 16 * 1024;
const MAXIMUM_TTL = 31_536_000;

const refuse = (code: number, message: string) => new RestError(400, code, message);

/** Twilio names the resource without the API's version. */
export const syncNotFound = ({ path }: RestRequest) => notFound(path.replace(/^\/v1/, ""));

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

/** JSON text of an object. Whether 16 KiB counts the text as sent is not documented: here it does, in UTF-8. */
export function readData(parameters: Parameters, nullCode: number): string | undefined {
  const data = text(parameters, "Data");
  if (data === undefined) return undefined;
  if (Buffer.byteLength(data) > MAXIMUM_DATA_BYTES) throw new RestError(413, 54006, "Request entity too large");
  const value = parse(data);
  if (value === null) throw refuse(nullCode, "The 'Data' parameter cannot be null");
  if (typeof value !== "object" || Array.isArray(value)) throw refuse(54008, "Invalid JSON");
  return data;
}

export function readRequiredData(parameters: Parameters, nullCode: number): string {
  const data = readData(parameters, nullCode);
  if (data === undefined) throw refuse(nullCode, "The 'Data' parameter cannot be null");
  return data;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** Seconds; the first of the names that was sent counts. */
export function readTtl(parameters: Parameters, ...names: string[]): number | undefined {
  const value = names.map((name) => text(parameters, name)).find((sent) => sent !== undefined);
  if (value === undefined || value === "") return undefined;
  const ttl = Number(value);
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > MAXIMUM_TTL) throw refuse(54011, "Invalid TTL");
  return ttl;
}

export const noParameters = () => refuse(54010, "Expected at least 1 optional parameter, but none were provided");
