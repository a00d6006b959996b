/** A small contact centre to show TaskRouter's behaviours on, made through the REST API alone. */
import type { TaskInstance } from "twilio/lib/rest/taskrouter/v1/workspace/task";
import type { Stage } from "./behaviour";

/** A workflow's configuration that puts every task into one queue. */
export const into = (queueSid: string): string =>
  JSON.stringify({ task_routing: { default_filter: { queue: queueSid } } });

export const sids = (items: readonly { sid: string }[]): string[] => items.map(({ sid }) => sid);

/** The one workspace of a Flex account, and its activities by name. */
export async function openWorkspace({ client, account }: Stage) {
  const [found] = await client.taskrouter.v1.workspaces.list();
  const workspace = client.taskrouter.v1.workspaces(found?.sid ?? "");
  const activities = await workspace.activities.list();
  const activity = (name: string): string => activities.find(({ friendlyName }) => friendlyName === name)?.sid ?? "";
  /** What the account does by itself is done when this ends. */
  const wait = (seconds = 0): Promise<void> => account.clock.advance(seconds);
  return { workspace, activity, wait };
}

/** A queue for everybody, a workflow that leads into it, and people who are available. */
export async function openQueue(stage: Stage, ...people: readonly string[]) {
  const opened = await openWorkspace(stage);
  const { workspace, activity, wait } = opened;
  const queue = await workspace.taskQueues.create({ friendlyName: "cards" });
  const workflow = await workspace.workflows.create({ friendlyName: "contacts", configuration: into(queue.sid) });
  const workers = [];
  for (const friendlyName of people) {
    workers.push(await workspace.workers.create({ friendlyName, activitySid: activity("Available") }));
  }
  /** A task as it is when it has been offered to whoever is free. */
  const contact = async (attributes: object = {}): Promise<TaskInstance> => {
    const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid, attributes: JSON.stringify(attributes) });
    await wait();
    return workspace.tasks(sid).fetch();
  };
  /** What the task is offered by; throws where it is offered to nobody. */
  const reservationOf = async (task: { sid: string }) => {
    const [reservation] = await workspace.tasks(task.sid).reservations.list({ reservationStatus: "pending" });
    if (!reservation) throw new Error(`task ${task.sid} is offered to nobody`);
    return reservation;
  };
  /** A task that somebody has taken. */
  const acceptedContact = async (attributes: object = {}) => {
    const task = await contact(attributes);
    const { sid } = await reservationOf(task);
    const reservation = workspace.tasks(task.sid).reservations(sid);
    await reservation.update({ reservationStatus: "accepted" });
    return { task, reservationSid: sid, reservation };
  };
  return { ...opened, queue, workflow, workers, contact, reservationOf, acceptedContact };
}
