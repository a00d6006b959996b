/** An account with what the requests of the mix are about, and what has become of it. */
import { Account } from "../../simulator/account";
import { LISTED, type Offer, type Stage } from "./mix";

/** Enough for each to be written as often as Twilio allows. */
const MAPS = 100;
/** As much as Twilio allows a worker. */
const CAPACITY = 50;

/** What the requests have done. */
export type Effects = { tasks: number; accepted: number; items: number };

const ATTRIBUTES = JSON.stringify({
  routing: { skills: ["billing", "german"], levels: { billing: 3, german: 5 } },
  roles: ["agent"],
  contact_uri: "client:worker",
  full_name: "A Worker",
});

/** @param offers how many tasks wait to be accepted */
export async function setStage(offers: number): Promise<{ account: Account; stage: Stage; effects: () => Effects }> {
  const account = new Account({ start: new Date() });
  const client = account.client();
  const { workspace } = account.taskRouter;
  const place = client.taskrouter.v1.workspaces(workspace.sid);
  const available = [...workspace.activities.values()].find((activity) => activity.available);
  if (!available) throw new Error("the workspace has no available activity");
  // Nobody ever waits: it is requests that are measured, not queues. As many again are created as are accepted.
  const workers = Math.max(LISTED, Math.ceil((2 * offers) / CAPACITY) + 1);
  for (let number = 1; number <= workers; number++) {
    const friendlyName = `worker-${String(number).padStart(2, "0")}`;
    const worker = await place.workers.create({ friendlyName, attributes: ATTRIBUTES, activitySid: available.sid });
    await place.workers(worker.sid).workerChannels("default").update({ capacity: CAPACITY });
  }
  const queue = await place.taskQueues.create({ friendlyName: "everybody", targetWorkers: "1==1" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
  const workflow = await place.workflows.create({ friendlyName: "contacts", configuration });
  const service = await client.sync.v1.services.create();
  const mapSids: string[] = [];
  for (let number = 0; number < MAPS; number++) {
    const { sid } = await client.sync.v1.services(service.sid).syncMaps.create();
    mapSids.push(sid);
  }
  for (let number = 0; number < offers; number++) {
    await place.tasks.create({ workflowSid: workflow.sid, attributes: JSON.stringify({ number }) });
  }
  const stage: Stage = {
    authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64")}`,
    workspaceSid: workspace.sid,
    workflowSid: workflow.sid,
    serviceSid: service.sid,
    mapSids,
    offers: [...workspace.reservations.values()].map(
      ({ sid, task }): Offer => ({ taskSid: task.sid, reservationSid: sid }),
    ),
  };
  const effects = (): Effects => ({
    tasks: workspace.tasks.size - offers,
    accepted: [...workspace.reservations.values()].filter(({ status }) => status === "accepted").length,
    items: (account.sync.service(service.sid)?.maps ?? []).reduce((sum, { items }) => sum + items.length, 0),
  });
  return { account, stage, effects };
}
