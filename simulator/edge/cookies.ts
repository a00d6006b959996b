/**
 * Cookies that a function sets: no longer than a day, out of reach of scripts and of plain HTTP unless the function says
 * so itself, and never for another domain.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations
 */
import type { EdgeResponse } from "./exchange";
import { COOKIE_LIMIT } from "./limits";
import { type Outcome, plain } from "./refusals";

type Attribute = { name: string; text: string; value: string };

function attributeOf(text: string): Attribute {
  const [name = "", ...value] = text.split("=");
  return { name: name.trim().toLowerCase(), text: text.trim(), value: value.join("=").trim() };
}

/** Max-Age goes before Expires. */
function livesTooLong(attributes: readonly Attribute[], now: number): boolean {
  const attribute = (wanted: string) => attributes.find(({ name }) => name === wanted)?.value;
  const age = attribute("max-age");
  if (age !== undefined) return Number(age) > COOKIE_LIMIT;
  return Date.parse(attribute("expires") ?? "") - now > COOKIE_LIMIT * 1000;
}

function asSent([cookie = "", ...rest]: readonly string[]): string {
  const attributes = rest.map(attributeOf).filter(({ name }) => name !== "domain" && name !== "");
  const has = (wanted: string) => attributes.some(({ name }) => name === wanted);
  const added = [...(has("httponly") ? [] : ["HttpOnly"]), ...(has("secure") ? [] : ["Secure"])];
  return [cookie.trim(), ...attributes.map(({ text }) => text), ...added].join("; ");
}

export function cookiesOnTheWay(response: EdgeResponse, now: number): Outcome {
  const given = response.headers["set-cookie"];
  if (given === undefined) return { response };
  const cookies = [given].flat().map((cookie) => cookie.split(";"));
  if (cookies.some(([, ...attributes]) => livesTooLong(attributes.map(attributeOf), now))) {
    return { response: plain(400, "Cookies max-age cannot be greater than a day") };
  }
  return { response: { ...response, headers: { ...response.headers, "set-cookie": cookies.map(asSent) } } };
}
