/** What the resources under /2010-04-01/Accounts share. https://www.twilio.com/docs/usage/api */
import type { Kernel } from "../kernel/kernel";
import { notFound, type RestRequest } from "../kernel/rest";

export const API_VERSION = "2010-04-01";
export const ACCOUNT = `/${API_VERSION}/Accounts/:AccountSid`;

/** Refuses another account's SID in the path: 404, as for whatever the credentials cannot see. */
export function checkAccount({ accountSid }: Kernel, request: RestRequest): void {
  if (request.ids["AccountSid"] !== accountSid) throw notFound(request.path);
}

/** The item that the path names. */
export function findIn<Item>(items: ReadonlyMap<string, Item>, kernel: Kernel, request: RestRequest): Item {
  checkAccount(kernel, request);
  const item = items.get(request.ids["Sid"] ?? "");
  if (!item) throw notFound(request.path);
  return item;
}

/** RFC 2822. */
export const rfc2822 = (moment: number): string => new Date(moment).toUTCString().replace("GMT", "+0000");

export const rfc2822OrNull = (moment: number | null): string | null => (moment === null ? null : rfc2822(moment));
