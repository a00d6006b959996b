/**
 * Activity: https://www.twilio.com/docs/taskrouter/api/activity
 *
 * Modelled: create, fetch, list, update of the name. `Available` cannot be changed after creation.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, boolean, type Operation, page, requiredText, text } from "../kernel/rest";
import { find, inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import type { Activity } from "./model";

const LIST = `${WORKSPACE}/Activities`;

export function activityOperations(context: TaskRouterContext): Operation[] {
  const { kernel, workspace } = context;
  const url = (activity: Activity) => `${ORIGIN}/v1/Workspaces/${workspace.sid}/Activities/${activity.sid}`;
  const toBody = (activity: Activity) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    sid: activity.sid,
    friendly_name: activity.friendlyName,
    available: activity.available,
    date_created: isoSeconds(activity.createdAt),
    date_updated: isoSeconds(activity.updatedAt),
    url: url(activity),
    links: { workspace: `${ORIGIN}/v1/Workspaces/${workspace.sid}` },
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
        const found = [...inWorkspace(context, request).activities.values()].filter(
          (activity) =>
            (name === undefined || activity.friendlyName === name) &&
            (available === undefined || activity.available === available),
        );
        return page(ORIGIN, request, "activities", found, toBody);
      },
    },
    {
      name: "CreateActivity",
      method: "POST",
      path: LIST,
      parameters: ["FriendlyName", "Available"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const { activities } = inWorkspace(context, request);
        if ([...activities.values()].some((activity) => activity.friendlyName === friendlyName)) {
          throw badParameter(`Activity '${friendlyName}' already exists`);
        }
        const now = kernel.clock.now();
        const available = boolean(request.parameters, "Available") ?? false;
        const activity = { sid: kernel.sids.next("WA"), friendlyName, available, createdAt: now, updatedAt: now };
        activities.set(activity.sid, activity);
        context.log.emit("activity.created", activity.sid, `Activity ${friendlyName} created`, {});
        return { status: 201, body: toBody(activity) };
      },
    },
    {
      name: "FetchActivity",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { activities } = inWorkspace(context, request);
        return { status: 200, body: toBody(find(activities, request.ids["Sid"], request)) };
      },
    },
    {
      name: "UpdateActivity",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["FriendlyName"],
      run: (request) => {
        const activity = find(inWorkspace(context, request).activities, request.ids["Sid"], request);
        activity.friendlyName = text(request.parameters, "FriendlyName") ?? activity.friendlyName;
        activity.updatedAt = kernel.clock.now();
        context.log.emit("activity.updated", activity.sid, `Activity ${activity.friendlyName} updated`, {});
        return { status: 200, body: toBody(activity) };
      },
    },
  ];
}
