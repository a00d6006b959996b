/** When chats wait, a worker who is full takes one more, within bounds; in calm, one less again. */
import { type Floor, openFloor, policy } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, arrive, complete, hire } from "../support/work";

const { raise, calm, maximum } = policy.capacity;
const chat = { channel: "chat", queue: "internet", from: GRACE.from };

const capacityOf = async ({ workspace }: Floor, worker: string) =>
  (await workspace.workers(worker).workerChannels("chat").fetch()).configuredCapacity;

/** One worker of one queue, who has as many chats as there is room for, and more waiting. */
async function openWithFullWorker(waiting = 1): Promise<{ floor: Floor; worker: string; tasks: string[] }> {
  const floor = await openFloor();
  const worker = await hire(floor, "eva", { internet: 5 });
  const first = await arrive(floor, chat);
  await accept(floor, first);
  const tasks = [first];
  for (let contact = 0; contact < waiting; contact++) tasks.push(await arrive(floor, chat));
  await floor.account.clock.advance(raise.longestWait);
  return { floor, worker, tasks };
}

const tickAfter = async (floor: Floor, seconds: number) => {
  await floor.account.clock.advance(seconds);
  return floor.tick();
};

test("a full worker with chats waiting takes one more", async () => {
  const { floor, worker, tasks } = await openWithFullWorker();

  await floor.tick();

  expect(await capacityOf(floor, worker)).toBe(2);
  expect(await accept(floor, tasks[1] ?? "")).toBe(worker);
  expect(floor.journal).toEqual([{ because: "capacity-raised", worker: "eva", channel: "chat", from: 1, to: 2 }]);
});

test("while the first chat has waited too briefly, nothing is raised", async () => {
  const floor = await openFloor();
  const worker = await hire(floor, "eva", { internet: 5 });
  await accept(floor, await arrive(floor, chat));
  await arrive(floor, chat);
  await floor.account.clock.advance(raise.longestWait - 1);

  await floor.tick();

  expect(await capacityOf(floor, worker)).toBe(1);
});

test("calls that wait raise nobody's chats", async () => {
  const floor = await openFloor();
  const worker = await hire(floor, "eva", { internet: 5 });
  await accept(floor, await arrive(floor, { ...chat, channel: "voice" }));
  await arrive(floor, { ...chat, channel: "voice" });

  await tickAfter(floor, raise.longestWait + 1);

  expect(await capacityOf(floor, worker)).toBe(1);
  expect(floor.journal).toEqual([]);
});

test("a worker is raised to the maximum and no further", async () => {
  const { floor, worker, tasks } = await openWithFullWorker(maximum);
  const capacities: number[] = [];
  for (const next of tasks.slice(1)) {
    await floor.tick();
    capacities.push(await capacityOf(floor, worker));
    if (capacities.length < maximum) await accept(floor, next);
    await floor.account.clock.advance(30);
  }

  expect(capacities).toEqual([2, 3, 4, 4]);
  expect(floor.journal.map(({ to }) => to)).toEqual([2, 3, 4]);
});

test("in calm a raised worker goes back to the baseline, a step after each calm", async () => {
  const { floor, worker, tasks } = await openWithFullWorker(2);
  for (const next of tasks.slice(1)) {
    await floor.tick();
    await accept(floor, next);
    await floor.account.clock.advance(30);
  }
  for (const task of tasks) await complete(floor, task);

  await floor.tick();
  const capacities: number[] = [];
  for (const seconds of [calm - 1, 1 + 10, calm - 1, 11, calm, calm]) {
    await tickAfter(floor, seconds);
    capacities.push(await capacityOf(floor, worker));
  }

  expect(capacities).toEqual([3, 2, 2, 1, 1, 1]);
  expect(floor.journal.map(({ because, from, to }) => [because, from, to])).toEqual([
    ["capacity-raised", 1, 2],
    ["capacity-raised", 2, 3],
    ["capacity-lowered", 3, 2],
    ["capacity-lowered", 2, 1],
  ]);
});

test("what a supervisor sets by hand stays", async () => {
  const { floor, worker, tasks } = await openWithFullWorker();
  await floor.tick();
  await accept(floor, tasks[1] ?? "");
  await floor.workspace.workers(worker).workerChannels("chat").update({ capacity: 3 });

  for (const task of tasks) await complete(floor, task);
  await tickAfter(floor, 30);
  await tickAfter(floor, calm + 30);

  expect(await capacityOf(floor, worker)).toBe(3);
  expect(floor.journal.at(-1)).toEqual({ because: "worker-changed-by-hand", worker: "eva", channel: "chat" });
  expect(floor.pulse.capacity.raised).toBeNull();
});

test("a raise that was promised and could not be done is done by the next tick, and taken back in calm", async () => {
  const { floor, worker, tasks } = await openWithFullWorker();
  let isDue = true;
  floor.intercept((request, pass) => {
    if (!isDue || request.method !== "post" || !request.path.endsWith("/Channels/chat")) return pass();
    isDue = false;
    return { status: 500, body: { status: 500, code: 20500, message: "" } };
  });

  expect(await floor.tick()).toMatchObject({ status: 500 });
  await tickAfter(floor, 10);
  expect(await capacityOf(floor, worker)).toBe(2);
  await accept(floor, tasks[1] ?? "");
  for (const task of tasks) await complete(floor, task);
  await tickAfter(floor, 30);
  await tickAfter(floor, calm);

  expect(await capacityOf(floor, worker)).toBe(1);
  expect(floor.pulse.capacity.raised).toBeNull();
});
