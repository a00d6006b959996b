/** What TaskRouter's resources share: the workspaces, and how a request finds what it names. */
import type { Kernel } from "../kernel/kernel";
import { notFound, RestError, type RestRequest } from "../kernel/rest";
import type { Space } from "./space";

export const ORIGIN = "https://taskrouter.twilio.com";
export const WORKSPACE = "/v1/Workspaces/:WorkspaceSid";

export type TaskRouterContext = { kernel: Kernel; spaces: ReadonlyMap<string, Space> };

/** The workspace a request is about. @throws RestError 404 */
export function spaceOf({ spaces }: TaskRouterContext, request: RestRequest): Space {
  const space = spaces.get(request.ids["WorkspaceSid"] ?? "");
  if (!space) throw notFound(request.path);
  return space;
}

export function find<Item>(items: ReadonlyMap<string, Item>, sid: string | undefined, request: RestRequest): Item {
  const item = items.get(sid ?? "");
  if (item === undefined) throw notFound(request.path);
  return item;
}

export const urlOf = (workspaceSid: string): string => `${ORIGIN}/v1/Workspaces/${workspaceSid}`;

export const etagOf = ({ version }: { version: number }): string => `"${version}"`;

/** @throws RestError 412 where If-Match names another version. https://www.twilio.com/docs/taskrouter/api/task#update-a-task-resource */
export function checkIfMatch(request: RestRequest, item: { version: number }): void {
  const expected = request.headers["if-match"];
  if (expected === undefined || expected === "*") return;
  if (expected.replaceAll('"', "") !== String(item.version)) {
    throw new RestError(412, 20412, "Precondition failed: the resource has been changed since it was read");
  }
}
