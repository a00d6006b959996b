/**
 * How fast the account's TaskRouter routes contacts when nobody's function is called: TaskRouter's events a second, as a
 * share of a bare heap with as many pending events, in one run.
 *
 * The floor has several queues, with workers of one skill each. Contacts arrive in a Poisson stream, a filter of the workflow
 * sends each to its queue, the longest idle worker is reserved and accepts at once, talks for an exponential time, and
 * completes. An event counts where it can afterwards be read from the Events API with the right content: a sample is read.
 */
import assert from "node:assert/strict";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { Account } from "../../simulator/account";
import type { Reservation, TaskChannel, Workflow } from "../../simulator/taskrouter/model";
import { bareHeapEventsPerSecond, type Draw } from "./bare-heap";

const QUEUES = 10;
const WORKERS_PER_QUEUE = 20;
/** Share of their time in which workers talk. */
const OCCUPANCY = 0.85;
const TALK_SECONDS = 180;
const SAMPLE = 1000;
const BARE_EVENTS = 4_000_000;

/** The life of a contact that is answered at once or after a wait, as the Events API tells it. */
const LIFE = [
  "task.created",
  "workflow.entered",
  "task-queue.entered",
  "workflow.target-matched",
  "reservation.created",
  "reservation.accepted",
  "reservation.wrapup",
  "task.wrapup",
  "reservation.completed",
  "task.completed",
];

export type EngineSpeed = {
  shareOfBareHeap: number;
  taskRouterEventsPerSecond: number;
  bareHeapEventsPerSecond: number;
  contactsPerSecond: number;
  pending: number;
  eventsSampled: number;
};

type Floor = { account: Account; workflow: Workflow; channel: TaskChannel; draw: Draw };

const skill = (index: number) => `skill-${index}`;

async function openFloor(seed: number): Promise<Floor> {
  const account = new Account({ seed });
  const { workspace } = account.taskRouter;
  const client = account.client().taskrouter.v1.workspaces(workspace.sid);
  const [available] = await client.activities.list({ available: "true" });
  assert(available);
  const filters: object[] = [];
  for (let index = 0; index < QUEUES; index++) {
    const targetWorkers = `routing.skills HAS '${skill(index)}'`;
    const queue = await client.taskQueues.create({ friendlyName: skill(index), targetWorkers });
    const expression = `skill == '${skill(index)}'`;
    filters.push({ filter_friendly_name: skill(index), expression, targets: [{ queue: queue.sid }] });
    for (let worker = 0; worker < WORKERS_PER_QUEUE; worker++) {
      const attributes = JSON.stringify({ routing: { skills: [skill(index)] } });
      await client.workers.create({ friendlyName: `${index}-${worker}`, attributes, activitySid: available.sid });
    }
  }
  const configuration = JSON.stringify({ task_routing: { filters } });
  const { sid } = await client.workflows.create({ friendlyName: "contacts", configuration });
  const workflow = workspace.workflows.get(sid);
  const channel = [...workspace.channels.values()].find(({ uniqueName }) => uniqueName === "voice");
  assert(workflow && channel);
  const generator = xoroshiro128plus(seed);
  return { account, workflow, channel, draw: () => uniformFloat64(generator) };
}

/** Plays so many contacts; the seconds it took, and how many events were pending halfway. */
async function play({ account, workflow, channel, draw }: Floor, contacts: number, isPlanned: boolean) {
  const { clock, taskRouter } = account;
  const { engine } = taskRouter;
  const attributes = Array.from({ length: QUEUES }, (_, index) => JSON.stringify({ skill: skill(index) }));
  const rate = (QUEUES * WORKERS_PER_QUEUE * OCCUPANCY) / TALK_SECONDS;
  const exponential = (mean: number) => -Math.log(1 - draw()) * mean;
  const accept = (reservation: Reservation) => {
    engine.moveReservation(reservation, "accepted");
    clock.after(exponential(TALK_SECONDS), () => {
      engine.moveReservation(reservation, "wrapping");
      engine.moveReservation(reservation, "completed");
    });
  };
  taskRouter.listen(
    (_event, { reservation }) => {
      if (reservation) clock.after(0, () => accept(reservation));
    },
    (_workspace, type) => type === "reservation.created",
  );
  let arrived = 0;
  let pending = 0;
  const arrive = () => {
    const text = attributes[Math.floor(draw() * QUEUES)] ?? "{}";
    engine.create({ workflow, channel, attributes: text, priority: 0, timeout: 86_400 });
    if (++arrived === Math.floor(contacts / 2)) pending = clock.pending;
    if (!isPlanned && arrived < contacts) clock.after(exponential(1 / rate), arrive);
  };
  let seconds = 0;
  for (let index = 0; index < (isPlanned ? contacts : 1); index++) {
    seconds += exponential(1 / rate);
    clock.after(seconds, arrive);
  }
  const startedAt = performance.now();
  await clock.until(() => arrived === contacts && [...taskRouter.workspace.tasks.values()].every(isClosed));
  return { seconds: (performance.now() - startedAt) / 1000, pending };
}

const isClosed = ({ status }: { status: string }) => status === "completed";

/** Reads contacts from the Events API and checks every word that can be checked; how many events that were. */
async function check({ account, workflow }: Floor, contacts: number, sample: number): Promise<number> {
  const { workspace } = account.taskRouter;
  const { events } = account.client().taskrouter.v1.workspaces(workspace.sid);
  let checked = 0;
  for (let index = 0; checked < sample; index++) {
    const number = 1 + Math.floor((index * contacts * LIFE.length) / sample);
    const taskSid = `WT${number.toString(16).padStart(32, "0")}`;
    const told = (await events.list({ taskSid, minutes: 30 * 24 * 60 })).reverse();
    assert.deepEqual(
      told.map(({ eventType }) => eventType),
      LIFE,
    );
    const [created] = told;
    const attributes: unknown = created?.eventData.task_attributes;
    for (const { eventData, eventDate } of told) {
      assert.equal(eventData.task_sid, taskSid);
      assert.equal(eventData.task_attributes, attributes);
      assert.equal(eventData.workflow_sid, workflow.sid);
      const age = (eventDate.getTime() - (created?.eventDate.getTime() ?? 0)) / 1000;
      assert(Math.abs(Number(eventData.task_age) - age) <= 1, `an age of ${eventData.task_age} after ${age} s`);
    }
    const queueName = (JSON.parse(String(attributes)) as { skill: string }).skill;
    const [reserved, completed] = [told[4]?.eventData, told.at(-1)?.eventData];
    assert.equal(reserved?.task_queue_name, queueName);
    assert.match(String(reserved?.worker_name), new RegExp(`^${queueName.slice("skill-".length)}-`));
    assert.equal(completed?.task_assignment_status, "completed");
    checked += told.length;
  }
  return checked;
}

export async function measureEngine(contacts: number, rounds: number, isPlanned: boolean): Promise<EngineSpeed> {
  const results: EngineSpeed[] = [];
  for (let round = 0; round < rounds; round++) {
    const floor = await openFloor(round + 1);
    const before = floor.account.taskRouter.log.size;
    const { seconds, pending } = await play(floor, contacts, isPlanned);
    const events = floor.account.taskRouter.log.size - before;
    const bare = bareHeapEventsPerSecond(pending, BARE_EVENTS, floor.draw);
    const eventsSampled = await check(floor, contacts, Math.min(SAMPLE, contacts * LIFE.length));
    const perSecond = events / seconds;
    results.push({
      shareOfBareHeap: perSecond / bare,
      taskRouterEventsPerSecond: perSecond,
      bareHeapEventsPerSecond: bare,
      contactsPerSecond: contacts / seconds,
      pending,
      eventsSampled,
    });
  }
  const sorted = results.sort((a, b) => a.shareOfBareHeap - b.shareOfBareHeap);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  assert(median);
  return median;
}
