/** What TaskRouter's resources share: the workspace, its engine and its events. */
import type { Kernel } from "../kernel/kernel";
import { notFound, RestError, type RestRequest } from "../kernel/rest";
import type { Engine } from "./engine";
import type { EventLog } from "./event-log";
import type { Workspace } from "./model";

export const ORIGIN = "https://taskrouter.twilio.com";
export const WORKSPACE = "/v1/Workspaces/:WorkspaceSid";

export type TaskRouterContext = { kernel: Kernel; workspace: Workspace; engine: Engine; log: EventLog };

/** Refuses another workspace's SID. */
export function inWorkspace({ workspace }: TaskRouterContext, request: RestRequest): Workspace {
  if (request.ids["WorkspaceSid"] !== workspace.sid) throw notFound(request.path);
  return workspace;
}

export function find<Item>(items: ReadonlyMap<string, Item>, sid: string | undefined, request: RestRequest): Item {
  const item = items.get(sid ?? "");
  if (item === undefined) throw notFound(request.path);
  return item;
}

export const etagOf = ({ version }: { version: number }): string => `"${version}"`;

/** @throws RestError 412 where If-Match names another version. https://www.twilio.com/docs/taskrouter/api/task#update-a-task-resource */
export function checkIfMatch(request: RestRequest, item: { version: number }): void {
  const expected = request.headers["if-match"];
  if (expected === undefined || expected === "*") return;
  if (expected.replaceAll('"', "") !== String(item.version)) {
    throw new RestError(412, 20412, "Precondition failed: the resource has been changed since it was read");
  }
}
