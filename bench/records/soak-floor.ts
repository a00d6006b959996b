/** A floor for the soak: people enough, a QA system that fails now and then, and everything between them unreliable. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ROOT } from "../../cli/root";
import { CLOSING_EVENTS } from "../../src/domain/task-event";
import { type Floor, ORIGIN, openFloor } from "../../test/support/floor";
import { type Manner, RECEIVER, Receiver, WEBHOOK_SECRET } from "../../test/support/receiver";
import { hire } from "../../test/support/work";
import { type Draw, stream } from "../queueing-theory/random";

/** floor.yaml with more to sample, and somebody who is told of it. */
function policyFile(folder: string): string {
  const policy = parse(readFileSync(join(ROOT, "floor.yaml"), "utf8")) as object;
  const file = join(folder, "floor.yaml");
  const quality = { seed: "soak", threshold: 10, random: 0.1, risks: {}, quotas: { atMost: 1000 }, patience: 120 };
  const webhooks = { url: `${RECEIVER}/hooks`, deadline: 5 };
  writeFileSync(file, stringify({ ...policy, quality, webhooks }));
  return file;
}

/** Enough for three contacts a second, of which half are calls and the others come two at once. */
const peopleFor = (contacts: number): number => Math.min(250, Math.ceil(contacts * 0.8));

/** How the receiver takes so many webhooks: in twenty it fails once, in fifty its answer is lost once. */
function manners(count: number, draw: Draw): Manner[] {
  return Array.from({ length: count }, () => {
    const chance = draw();
    if (chance < 0.05) return { status: 503 };
    return chance < 0.07 ? { isAnswerLost: true } : {};
  });
}

/**
 * REST calls of the functions are refused, fail, and are lost before and after they took effect; what is told of an end
 * is dropped by Event Streams and by the workspace's callback, so that one in a hundred is told by neither.
 */
function setChaos({ account }: Floor): void {
  const calls = { operation: "*", caller: "/*" };
  account.faults.set([
    // Without it a run would read a list, which takes twenty reads a second, as fast as this process can.
    { operation: "*", caller: "/operations/reconcile", kind: "latency", min: 0.05, max: 0.1 },
    { ...calls, kind: "status", status: 429, rate: 0.01 },
    { ...calls, kind: "status", status: 500, rate: 0.003 },
    { ...calls, kind: "status", status: 503, when: "after", rate: 0.005 },
    { ...calls, kind: "reset", when: "before", rate: 0.003 },
    { ...calls, kind: "reset", when: "after", rate: 0.005 },
  ]);
  const trouble = {
    duplicated: { rate: 0.1, copies: 1 },
    delayed: { rate: 0.1, minimumSeconds: 0.1, maximumSeconds: 30 },
    reordered: { rate: 0.1, withinSeconds: 5 },
  };
  account.events.faults.set({
    rules: [
      { consumer: "callback", dropped: { rate: 0.5 } },
      { ...trouble, dropped: { rate: 0.02 } },
    ],
  });
}

/** Milliseconds after which the Events API tells an event: one in twenty is late, one in two hundred by a minute. */
function lagOf(sid: string): number {
  const number = Number.parseInt(sid.slice(-6), 16);
  if (number % 200 === 0) return 60_000;
  return number % 20 === 0 ? 3000 : 0;
}

type Listed = { sid: string; event_date_ms: number };

function makeEventsLag(floor: Floor): void {
  const { account } = floor;
  floor.intercept((request, pass) => {
    const response = pass();
    if (!request.path.endsWith("/Events") || response.status !== 200) return response;
    const { events, ...rest } = response.body as { events: Listed[] };
    const now = account.clock.now();
    const told = events.filter(({ sid, event_date_ms: at }) => at + lagOf(sid) <= now);
    return { ...response, body: { ...rest, events: told } };
  });
}

export type SoakFloor = { floor: Floor; receiver: Receiver; token: string };

/** @param contacts how many will come, three a second at most */
export async function openSoakFloor(contacts: number): Promise<SoakFloor> {
  const folder = mkdtempSync(join(tmpdir(), "floorwalker-soak-"));
  try {
    const floor = await openFloor({ WEBHOOK_SECRET }, policyFile(folder));
    const receiver = new Receiver(floor.account);
    receiver.behave(...manners(contacts, stream(1, 0, "receiver")));
    for (let person = 1; person <= peopleFor(contacts); person++) {
      await hire(floor, `worker ${person}`, { stock: 4, internet: 4 }, { voice: 1, chat: 2 });
    }
    await hire(floor, "the only one", { regular: 5 }, { voice: 1, chat: 3 });
    await floor.workspace.update({
      eventCallbackUrl: `${ORIGIN}/taskrouter/event-callback`,
      eventsFilter: CLOSING_EVENTS.join(","),
    });
    const token = await floor.token("tick", "run-quality", "reconcile");
    makeEventsLag(floor);
    setChaos(floor);
    return { floor, receiver, token };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
