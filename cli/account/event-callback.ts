/**
 * The workspace's event callback. A workspace calls one URL, so that of somebody else is never taken away.
 * https://www.twilio.com/docs/taskrouter/api/event/reference#event-callbacks
 */
import { CLOSING_EVENTS } from "../../src/domain/task-event";
import type { AccountSession } from "./session";

export const eventCallbackUrl = (functionsUrl: string): string => `${functionsUrl}/taskrouter/event-callback`;

const FILTER = CLOSING_EVENTS.join(",");

export async function setUpEventCallback(
  { client, workspaceSid, changes }: AccountSession,
  functionsUrl: string,
): Promise<void> {
  const url = eventCallbackUrl(functionsUrl);
  const what = "event callback of the workspace";
  const context = client.taskrouter.v1.workspaces(workspaceSid);
  const workspace = await context.fetch();
  if (workspace.eventCallbackUrl && workspace.eventCallbackUrl !== url) {
    const { host } = new URL(workspace.eventCallbackUrl);
    changes.leaveAlone(what, `the workspace calls ${host}, and it can call one URL only; clear it to have ours called`);
    return;
  }
  await changes.ensure(what, workspace.eventCallbackUrl ? workspace : undefined, {
    create: () => context.update({ eventCallbackUrl: url, eventsFilter: FILTER }),
    isSame: ({ eventsFilter }) => eventsFilter === FILTER,
    update: () => context.update({ eventsFilter: FILTER }),
  });
}
