/** The least a task needs: a queue that takes everybody, and a workflow into it. */
import type { Twilio } from "twilio";

export async function floorOf(client: Twilio) {
  const [workspace] = await client.taskrouter.v1.workspaces.list();
  const place = client.taskrouter.v1.workspaces(workspace?.sid ?? "");
  const queue = await place.taskQueues.create({ friendlyName: "billing", targetWorkers: "1==1" });
  const workflow = await place.workflows.create({
    friendlyName: "all",
    configuration: JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } }),
  });
  return { place, workflow };
}
