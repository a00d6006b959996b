/**
 * A page of the 2010 API, which has `next_page_uri` and no `meta`: https://www.twilio.com/docs/usage/twilios-response
 *
 * A page token names a message (PA: after it, PB: before it), so that new messages do not shift the pages.
 */
import { integer, RestError, type RestRequest, type RestResponse, text } from "../kernel/rest";

const MAXIMUM_PAGE_SIZE = 1000;

export function messagePage<Message extends { sid: string }>(
  request: RestRequest,
  messages: readonly Message[],
  toBody: (message: Message) => unknown,
): RestResponse {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? 50, MAXIMUM_PAGE_SIZE);
  const number = integer(parameters, "Page") ?? 0;
  const token = text(parameters, "PageToken");
  const at = token === undefined ? number * size : positionOf(token, messages, size);
  const shown = messages.slice(at, at + size);
  const first = shown.at(0);
  const last = shown.at(-1);
  const uri = (toPage: number, toToken?: string) => pageUri(request, size, toPage, toToken);
  const start = number * size;
  return {
    status: 200,
    body: {
      messages: shown.map(toBody),
      first_page_uri: uri(0),
      previous_page_uri: first && number > 0 ? uri(number - 1, `PB${first.sid}`) : null,
      next_page_uri: last && at + size < messages.length ? uri(number + 1, `PA${last.sid}`) : null,
      page: number,
      page_size: size,
      start: shown.length > 0 ? start : 0,
      end: shown.length > 0 ? start + shown.length - 1 : 0,
      uri: uri(number, token),
    },
  };
}

function positionOf(token: string, messages: readonly { sid: string }[], size: number): number {
  const [, side, sid] = /^(PA|PB)(.+)$/.exec(token) ?? [];
  const at = messages.findIndex((message) => message.sid === sid);
  if (at < 0) throw new RestError(400, 21481, "Invalid PageToken");
  return side === "PA" ? at + 1 : Math.max(0, at - size);
}

function pageUri({ path, parameters }: RestRequest, size: number, number: number, token: string | undefined): string {
  const query = new URLSearchParams();
  for (const name of ["To", "From", "DateSent", "DateSent<", "DateSent>"]) {
    const value = text(parameters, name);
    if (value !== undefined) query.set(name, value);
  }
  query.set("PageSize", String(size));
  query.set("Page", String(number));
  if (token !== undefined) query.set("PageToken", token);
  return `${path}?${query}`;
}
