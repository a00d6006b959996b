/** What a request's path names: 404 where it is not there. */
import { notFound, type RestRequest } from "./rest";

/** Twilio names the resource without the API's version. */
export const resourceNotFound = ({ path }: RestRequest) => notFound(path.replace(/^\/v\d+/, ""));

/** @param name the path parameter that is the item's key */
export function itemOf<Item>(items: ReadonlyMap<string, Item>, request: RestRequest, name = "Sid"): Item {
  const item = items.get(request.ids[name] ?? "");
  if (item === undefined) throw resourceNotFound(request);
  return item;
}
