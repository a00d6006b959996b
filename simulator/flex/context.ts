/** What the resources of Flex share. */
import type { Kernel } from "../kernel/kernel";
import { notFound, type RestRequest } from "../kernel/rest";
import type { FlexState } from "./model";
import type { TasksDoor } from "./tasks-door";

export const ORIGIN = "https://flex-api.twilio.com";
export const MAXIMUM_PAGE_SIZE = 100;

export type FlexContext = {
  kernel: Kernel;
  /** Another one after a snapshot is restored. */
  state(): FlexState;
  tasks: TasksDoor;
};

export const resourceNotFound = (request: RestRequest) => notFound(request.path.replace(/^\/v\d/, ""));

export function find<Item>(items: ReadonlyMap<string, Item>, sid: string | undefined, request: RestRequest): Item {
  const item = items.get(sid ?? "");
  if (item === undefined) throw resourceNotFound(request);
  return item;
}
