/**
 * A page of a map's or a list's items, by `Order`, `From` and `Bounds`.
 *
 * A page token names a key, not a number of items to skip: writes between two pages neither repeat nor hide an item,
 * and a page deep in a long list is found by binary search. Twilio's tokens are opaque; so are these.
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
import type { Direction, Item, Key, OrderedItems, Start } from "./ordered-items";
import { MAXIMUM_PAGE_SIZE, SYNC_ORIGIN } from "./services";

type ReadKey<K extends Key> = (text: string) => K | undefined;

export function itemPage<K extends Key>(
  request: RestRequest,
  items: OrderedItems<K>,
  readKey: ReadKey<K>,
  toBody: (item: Item<K>) => unknown,
): RestResponse {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? 50, MAXIMUM_PAGE_SIZE);
  const number = integer(parameters, "Page") ?? 0;
  const direction = readOne(parameters, "Order", "asc", "desc") === "desc" ? "backward" : "forward";
  const from = readFrom(parameters, readKey);
  const found = items.take(size + 1, direction, readToken(parameters, readKey) ?? from);
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  const url = (at: number, token?: string) => pageUrl(request, size, at, token);
  const meta = {
    page: number,
    page_size: size,
    first_page_url: url(0),
    previous_page_url: number > 0 ? url(number - 1, previousToken(items, shown[0], size, direction)) : null,
    url: url(number, text(parameters, "PageToken")),
    next_page_url: found.length > size && last ? url(number + 1, toToken("after", last.key)) : null,
    key: "items",
  };
  return { status: 200, body: { meta, items: shown.map(toBody) } };
}

function readOne<Value extends string>(parameters: Parameters, name: string, ...values: Value[]): Value | undefined {
  const sent = text(parameters, name);
  if (sent === undefined) return undefined;
  const value = values.find((candidate) => candidate === sent);
  if (!value) throw badParameter(`${name} must be one of ${values.join(", ")}, not '${sent}'`);
  return value;
}

function readFrom<K extends Key>(parameters: Parameters, readKey: ReadKey<K>): Start<K> | undefined {
  const isInclusive = readOne(parameters, "Bounds", "inclusive", "exclusive") !== "exclusive";
  const sent = text(parameters, "From");
  if (sent === undefined) return undefined;
  const key = readKey(sent);
  if (key === undefined) throw badParameter(`From must be the index of a list item, not '${sent}'`);
  return { key, isInclusive };
}

const toToken = (kind: "after" | "from", key: Key) => `${kind}:${key}`;

function readToken<K extends Key>(parameters: Parameters, readKey: ReadKey<K>): Start<K> | undefined {
  const token = text(parameters, "PageToken");
  if (token === undefined) return undefined;
  const [, kind, rest] = /^(after|from):(.*)$/s.exec(token) ?? [];
  const key = rest === undefined ? undefined : readKey(rest);
  if (key === undefined) throw new RestError(400, 54453, "Invalid 'PageToken' query parameter");
  return { key, isInclusive: kind === "from" };
}

/** The first page needs none, wherever it is asked from. */
function previousToken<K extends Key>(
  items: OrderedItems<K>,
  first: Item<K> | undefined,
  size: number,
  direction: Direction,
): string | undefined {
  if (!first) return undefined;
  const against = direction === "forward" ? "backward" : "forward";
  const start = items.take(size, against, { key: first.key, isInclusive: false }).at(-1);
  return start && toToken("from", start.key);
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
