/** The day that comes with the project, every closing event told twice: by the sink and by the workspace's callback. */
import { join } from "node:path";
import { planDay } from "../cli/day-plan";
import { ORIGIN, playOnce } from "../cli/play-once";
import { ROOT } from "../cli/root";
import type { SimulatedFloor } from "../cli/simulated-floor";
import { isClosing } from "../src/domain/task-event";
import type { Bench } from "./bench";
import { counted, type Delivery } from "./records/deliveries";
import { rounded } from "./statistics";

const DOORS = ["/event-streams/sink", "/taskrouter/event-callback"];
/** What nobody needs, told as well: to the callback everything that happens, to the sink these. */
const UNNEEDED = [
  "task.created",
  "task.wrapup",
  "reservation.created",
  "reservation.accepted",
  "reservation.completed",
];

/** Both transports on, with more than is needed. */
async function tellTwice({ account, environment }: SimulatedFloor): Promise<void> {
  const client = account.client(() => "bench");
  const { taskrouter, events } = client;
  await taskrouter.v1
    .workspaces(environment["WORKSPACE_SID"] ?? "")
    .update({ eventCallbackUrl: `${ORIGIN}/taskrouter/event-callback`, eventsFilter: "" });
  const [subscription] = await events.v1.subscriptions.list();
  for (const type of UNNEEDED) {
    await events.v1
      .subscriptions(subscription?.sid ?? "")
      .subscribedEvents.create({ type: `com.twilio.taskrouter.${type}`, schemaVersion: 4 });
  }
}

const sum = (deliveries: readonly Delivery[]): number => deliveries.reduce((total, { calls }) => total + calls, 0);

/** Of each task's closing deliveries the one that cost most recorded it; the others were redundant. */
function shared(closing: readonly Delivery[]): { recording: Delivery[]; redundant: Delivery[] } {
  const byTask = new Map<string, Delivery[]>();
  for (const delivery of closing) byTask.set(delivery.taskSid, [...(byTask.get(delivery.taskSid) ?? []), delivery]);
  const sorted = [...byTask.values()].map((some) => some.sort((a, b) => b.calls - a.calls));
  return {
    recording: sorted.flatMap(([first]) => (first ? [first] : [])),
    redundant: sorted.flatMap((some) => some.slice(1)),
  };
}

const TICK = "/operations/tick";

export const recordsCalls: Bench = {
  describes: "REST calls that the end of a contact costs, with every end told by both transports",
  measure: async () => {
    let deliveries: Delivery[] = [];
    const ofTick = { history: 0, completion: 0 };
    const plan = planDay({ seed: 1, policy: join(ROOT, "floor.yaml") });
    const { report } = await playOnce(plan, {
      root: ROOT,
      prepare: async (floor, answer) => {
        await tellTwice(floor);
        floor.account.watch(({ request: { caller, path, method }, operation }) => {
          if (caller !== TICK) return;
          if (path.includes("/Maps/history-")) ofTick.history++;
          const isAppend = operation === "sync.CreateSyncListItem" && method === "post";
          if (isAppend || ["taskrouter.ListEvent", "sync.FetchSyncListItem"].includes(operation)) ofTick.completion++;
        });
        const watched = counted(floor.account, answer);
        ({ deliveries } = watched);
        return watched.answer;
      },
    });
    const ingested = deliveries.filter(({ door }) => DOORS.includes(door));
    const closing = ingested.filter(({ type }) => isClosing(type));
    const unneeded = ingested.filter(({ type }) => !isClosing(type));
    const { recording, redundant } = shared(closing);
    return {
      contacts: report.contacts,
      recorded: report.ledger.records,
      recordedTwice: report.ledger.duplicates,
      closingEventsDelivered: closing.length,
      restCallsPerContact: rounded(sum(recording) / report.contacts),
      mostRestCallsOfAContact: Math.max(...recording.map(({ calls }) => calls)),
      restCallsPerRedundantDelivery: rounded(sum(redundant) / redundant.length),
      unneededEventsDelivered: unneeded.length,
      restCallsForUnneededEvents: sum(unneeded),
      historyCallsOfTheTickPerContact: rounded(ofTick.history / report.contacts),
      completionCallsOfTheTickPerContact: rounded(ofTick.completion / report.contacts),
    };
  },
};
