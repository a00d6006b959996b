/**
 * Activity: https://www.twilio.com/docs/taskrouter/api/activity
 *
 * Modelled: create, fetch, list, update of the name. `Available` cannot be changed after creation.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, boolean, type Operation, page, requiredText, text } from "../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { type Activity, viewOfWorker, type Workspace } from "./model";
import { newActivity } from "./new-workspace";

const LIST = `${WORKSPACE}/Activities`;

export function activityOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (workspace: Workspace) => (activity: Activity) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    sid: activity.sid,
    friendly_name: activity.friendlyName,
    available: activity.available,
    date_created: isoSeconds(activity.createdAt),
    date_updated: isoSeconds(activity.updatedAt),
    url: `${urlOf(workspace.sid)}/Activities/${activity.sid}`,
    links: { workspace: urlOf(workspace.sid) },
  });

  return [
    {
      name: "ListActivity",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName", "Available"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const available = boolean(request.parameters, "Available");
        const { workspace } = spaceOf(context, request);
        const found = [...workspace.activities.values()].filter(
          (activity) =>
            (name === undefined || activity.friendlyName === name) &&
            (available === undefined || activity.available === available),
        );
        return page(ORIGIN, request, "activities", found, toBody(workspace));
      },
    },
    {
      name: "CreateActivity",
      method: "POST",
      path: LIST,
      parameters: ["FriendlyName", "Available"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const { workspace, log } = spaceOf(context, request);
        const { activities } = workspace;
        if ([...activities.values()].some((activity) => activity.friendlyName === friendlyName)) {
          throw badParameter(`Activity '${friendlyName}' already exists`);
        }
        const activity = newActivity(kernel, friendlyName, boolean(request.parameters, "Available") ?? false);
        activities.set(activity.sid, activity);
        log.emit("activity.created", { details: { activity: { ...activity } } });
        return { status: 201, body: toBody(workspace)(activity) };
      },
    },
    {
      name: "FetchActivity",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody(workspace)(find(workspace.activities, request.ids["Sid"], request)) };
      },
    },
    {
      name: "UpdateActivity",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["FriendlyName"],
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const activity = find(workspace.activities, request.ids["Sid"], request);
        activity.friendlyName = text(request.parameters, "FriendlyName") ?? activity.friendlyName;
        activity.updatedAt = kernel.clock.now();
        for (const worker of workspace.workers.values()) {
          if (worker.activity === activity) worker.view = viewOfWorker(worker);
        }
        log.emit("activity.updated", { details: { activity: { ...activity } } });
        return { status: 200, body: toBody(workspace)(activity) };
      },
    },
  ];
}
