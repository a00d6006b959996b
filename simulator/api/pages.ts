/**
 * A page of the 2010 API, which has `next_page_uri` and no `meta`: https://www.twilio.com/docs/usage/twilios-response
 *
 * A page token names an item (PA: after it, PB: before it), so that new items do not shift the pages.
 */
import { integer, RestError, type RestRequest, type RestResponse, text } from "../kernel/rest";

const MAXIMUM_PAGE_SIZE = 1000;
const PAGING = ["PageSize", "Page", "PageToken"];

/** @param key what the list is called, as `messages` */
export function apiPage<Item extends { sid: string }>(
  request: RestRequest,
  key: string,
  items: readonly Item[],
  toBody: (item: Item) => unknown,
): RestResponse {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? 50, MAXIMUM_PAGE_SIZE);
  const number = integer(parameters, "Page") ?? 0;
  const token = text(parameters, "PageToken");
  const at = token === undefined ? number * size : positionOf(token, items, size);
  const shown = items.slice(at, at + size);
  const first = shown.at(0);
  const last = shown.at(-1);
  const uri = (toPage: number, toToken?: string) => pageUri(request, size, toPage, toToken);
  const start = number * size;
  return {
    status: 200,
    body: {
      [key]: shown.map(toBody),
      first_page_uri: uri(0),
      previous_page_uri: first && number > 0 ? uri(number - 1, `PB${first.sid}`) : null,
      next_page_uri: last && at + size < items.length ? uri(number + 1, `PA${last.sid}`) : null,
      page: number,
      page_size: size,
      start: shown.length > 0 ? start : 0,
      end: shown.length > 0 ? start + shown.length - 1 : 0,
      uri: uri(number, token),
    },
  };
}

function positionOf(token: string, items: readonly { sid: string }[], size: number): number {
  const [, side, sid] = /^(PA|PB)(.+)$/.exec(token) ?? [];
  const at = items.findIndex((item) => item.sid === sid);
  if (at < 0) throw new RestError(400, 21481, "Invalid PageToken");
  return side === "PA" ? at + 1 : Math.max(0, at - size);
}

function pageUri({ path, parameters }: RestRequest, size: number, number: number, token: string | undefined): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(parameters)) {
    const value = PAGING.includes(name) ? undefined : text(parameters, name);
    if (value !== undefined) query.set(name, value);
  }
  query.set("PageSize", String(size));
  query.set("Page", String(number));
  if (token !== undefined) query.set("PageToken", token);
  return `${path}?${query}`;
}
