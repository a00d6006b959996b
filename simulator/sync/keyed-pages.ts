/**
 * A page of a list: of items by `Order`, `From` and `Bounds`, of everything else in the order of creation or identity.
 *
 * A page token names a key, not a number of records to skip: writes between two pages neither repeat nor hide a
 * record, and a page deep in a long list is found by binary search. Twilio's tokens are opaque; so are these.
 */
import {
  badParameter,
  integer,
  type Parameters,
  RestError,
  type RestRequest,
  type RestResponse,
  text,
} from "../kernel/rest";
import type { Direction, Key, Start } from "./ordered-items";

export const SYNC_ORIGIN = "https://sync.twilio.com";

/** A larger PageSize counts as this one. */
const MAXIMUM_PAGE_SIZE = 100;

export type Paged<K extends Key, Entry> = {
  /** What the list is called in the answer. */
  property: string;
  keyOf(entry: Entry): K;
  /** A key as it was written in a URL. */
  readKey(text: string): K | undefined;
  /** Up to so many entries. */
  take(count: number, direction: Direction, start: Start<K> | undefined): readonly Entry[];
  toBody(entry: Entry): unknown;
};

export function keyedPage<K extends Key, Entry>(request: RestRequest, paged: Paged<K, Entry>): RestResponse {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? 50, MAXIMUM_PAGE_SIZE);
  const number = integer(parameters, "Page") ?? 0;
  const direction = readOne(parameters, "Order", "asc", "desc") === "desc" ? "backward" : "forward";
  const from = readFrom(parameters, paged);
  const found = paged.take(size + 1, direction, readToken(parameters, paged) ?? from);
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  const url = (at: number, token?: string) => pageUrl(request, size, at, token);
  const meta = {
    page: number,
    page_size: size,
    first_page_url: url(0),
    previous_page_url: number > 0 ? url(number - 1, previousToken(paged, shown[0], size, direction)) : null,
    url: url(number, text(parameters, "PageToken")),
    next_page_url: found.length > size && last ? url(number + 1, toToken("after", paged.keyOf(last))) : null,
    key: paged.property,
  };
  return { status: 200, body: { meta, [paged.property]: shown.map((entry) => paged.toBody(entry)) } };
}

/** Pages of entries that are few, in the ascending order of a key that is text. */
export function textPage<Entry>(
  request: RestRequest,
  property: string,
  ascending: readonly Entry[],
  keyOf: (entry: Entry) => string,
  toBody: (entry: Entry) => unknown,
): RestResponse {
  return keyedPage(request, {
    property,
    keyOf,
    readKey: (text) => text,
    toBody,
    take: (count, direction, start) => {
      const entries = direction === "forward" ? ascending : ascending.toReversed();
      const rest = start ? entries.filter((entry) => isWithin(keyOf(entry), start, direction)) : entries;
      return rest.slice(0, count);
    },
  });
}

function isWithin(key: string, start: Start<string>, direction: Direction): boolean {
  if (key === start.key) return start.isInclusive;
  return direction === "forward" ? key > start.key : key < start.key;
}

function readOne<Value extends string>(parameters: Parameters, name: string, ...values: Value[]): Value | undefined {
  const sent = text(parameters, name);
  if (sent === undefined) return undefined;
  const value = values.find((candidate) => candidate === sent);
  if (!value) throw badParameter(`${name} must be one of ${values.join(", ")}, not '${sent}'`);
  return value;
}

type Keyed<K extends Key> = Pick<Paged<K, never>, "readKey">;

function readFrom<K extends Key>(parameters: Parameters, { readKey }: Keyed<K>): Start<K> | undefined {
  const isInclusive = readOne(parameters, "Bounds", "inclusive", "exclusive") !== "exclusive";
  const sent = text(parameters, "From");
  if (sent === undefined) return undefined;
  const key = readKey(sent);
  if (key === undefined) throw badParameter(`From must be the index of a list item, not '${sent}'`);
  return { key, isInclusive };
}

const toToken = (kind: "after" | "from", key: Key) => `${kind}:${key}`;

function readToken<K extends Key>(parameters: Parameters, { readKey }: Keyed<K>): Start<K> | undefined {
  const token = text(parameters, "PageToken");
  if (token === undefined) return undefined;
  const [, kind, rest] = /^(after|from):(.*)$/s.exec(token) ?? [];
  const key = rest === undefined ? undefined : readKey(rest);
  if (key === undefined) throw new RestError(400, 54453, "Invalid 'PageToken' query parameter");
  return { key, isInclusive: kind === "from" };
}

/** The first page needs none, wherever it is asked from. */
function previousToken<K extends Key, Entry>(
  paged: Paged<K, Entry>,
  first: Entry | undefined,
  size: number,
  direction: Direction,
): string | undefined {
  if (first === undefined) return undefined;
  const against = direction === "forward" ? "backward" : "forward";
  const start = paged.take(size, against, { key: paged.keyOf(first), isInclusive: false }).at(-1);
  return start && toToken("from", paged.keyOf(start));
}

function pageUrl({ path, parameters }: RestRequest, size: number, number: number, token: string | undefined): string {
  const query = new URLSearchParams();
  for (const name of ["From", "Bounds", "Order"]) {
    const value = text(parameters, name);
    if (value !== undefined) query.set(name, value);
  }
  query.set("PageSize", String(size));
  query.set("Page", String(number));
  if (number > 0 && token !== undefined) query.set("PageToken", token);
  return `${SYNC_ORIGIN}${path}?${query}`;
}
