/**
 * Activity: https://www.twilio.com/docs/taskrouter/api/activity
 *
 * Modelled: all operations. `Available` cannot be changed after creation. An activity that workers are in, or that the
 * workspace or a queue puts workers into, cannot be deleted.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, page, type RestRequest, requiredText, text } from "../kernel/rest";
import { yesIn } from "../kernel/typed-parameters";
import { find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { checkRoom } from "./limits";
import { type Activity, viewOfWorker, type Workspace } from "./model";
import { newActivity } from "./new-workspace";

const LIST = `${WORKSPACE}/Activities`;

/** Characters. */
const NAME_LIMIT = 64;

function checkName({ activities }: Workspace, friendlyName: string, self?: Activity): void {
  if (friendlyName === "" || friendlyName.length > NAME_LIMIT) {
    throw badParameter(`FriendlyName must be 1 to ${NAME_LIMIT} characters long`);
  }
  if ([...activities.values()].some((one) => one !== self && one.friendlyName === friendlyName)) {
    throw badParameter(`Activity '${friendlyName}' already exists`);
  }
}

/** Why the activity cannot be deleted; undefined where it can. */
function useOf({ workers, queues, defaultActivity, timeoutActivity }: Workspace, activity: Activity) {
  if (activity === defaultActivity) return "it is the Workspace's default Activity";
  if (activity === timeoutActivity) return "it is the Workspace's timeout Activity";
  if ([...workers.values()].some((worker) => worker.activity === activity)) return "Workers are in it";
  const isOfQueue = [...queues.values()].some(
    ({ reservationActivity, assignmentActivity }) =>
      reservationActivity === activity || assignmentActivity === activity,
  );
  return isOfQueue ? "a TaskQueue refers to it" : undefined;
}

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

  const activityBy = ({ activities }: Workspace, request: RestRequest) => find(activities, request.ids["Sid"], request);

  return [
    {
      name: "ListActivity",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName", "Available"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const available = yesIn(request.parameters, "Available");
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
        checkName(workspace, friendlyName);
        checkRoom(workspace, "Activities");
        const activity = newActivity(kernel, friendlyName, yesIn(request.parameters, "Available") ?? false);
        workspace.activities.set(activity.sid, activity);
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
        return { status: 200, body: toBody(workspace)(activityBy(workspace, request)) };
      },
    },
    {
      name: "UpdateActivity",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["FriendlyName"],
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const activity = activityBy(workspace, request);
        const friendlyName = text(request.parameters, "FriendlyName") ?? activity.friendlyName;
        checkName(workspace, friendlyName, activity);
        activity.friendlyName = friendlyName;
        activity.updatedAt = kernel.clock.now();
        for (const worker of workspace.workers.values()) {
          if (worker.activity === activity) worker.view = viewOfWorker(worker);
        }
        log.emit("activity.updated", { details: { activity: { ...activity } } });
        return { status: 200, body: toBody(workspace)(activity) };
      },
    },
    {
      name: "DeleteActivity",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const activity = activityBy(workspace, request);
        const use = useOf(workspace, activity);
        if (use !== undefined) throw badParameter(`Activity ${activity.sid} cannot be deleted: ${use}`);
        workspace.activities.delete(activity.sid);
        log.emit("activity.deleted", { details: { activity: { ...activity } } });
        return { status: 204 };
      },
    },
  ];
}
