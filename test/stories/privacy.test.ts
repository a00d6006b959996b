/** People come in by every way, through every door, and nothing that the floor writes says who they are. */
import { listWebhooks } from "../../cli/outbox";
import type { Scope } from "../../src/domain/scoped-token";
import { doors } from "../doors/door-list";
import { closingEvent, cloudEventOf, toCallback, toSink } from "../support/closing";
import { listCoaching, whileTimePasses } from "../support/coaching";
import { capture } from "../support/dispositions";
import { fromFlex, signIn } from "../support/flex-users";
import type { Floor, Reply } from "../support/floor";
import { GUESTS, type Guest, welcome } from "../support/guests";
import { openQualityFloor, pull, type QualityFloor, round } from "../support/quality-floor";
import { kept, SECTIONS, score } from "../support/remembered-people";
import { complete } from "../support/work";

const PRIVACY = { scrub: true, redact: { fields: { case: "hash", ticket: "drop" } } };

async function asMachine(floor: Floor, door: string, json: object, scope: Scope) {
  const headers = { authorization: `Bearer ${await floor.token(scope)}` };
  return floor.send(`/operations/${door}`, { json, headers, isSigned: false });
}

/** What workers write although nobody asked them to. */
const noteOf = ({ from }: Guest) => `Call back at ${from.replace(/^[a-z]+:/, "")}`;

/** One way of saying how a contact ended for each guest. */
async function say(floor: Floor, guest: Guest, nth: number, taskSid: string): Promise<void> {
  const given = { disposition: "advice-given", note: noteOf(guest) };
  const workerSid = floor.account.taskRouter.workspace.workers.keys().next().value ?? "";
  const ways: (() => Promise<Reply>)[] = [
    () => capture(floor, taskSid, given.disposition, { note: given.note }),
    () => fromFlex(floor, "capture-disposition", signIn(floor, workerSid, "supervisor"), { taskSid, ...given }),
    () => asMachine(floor, "capture-disposition", { taskSid, ...given }, "capture-disposition"),
  ];
  const reply = await whileTimePasses(floor, (ways[nth % ways.length] ?? ways[0])?.() ?? Promise.reject());
  expect(reply.status).toBe(200);
}

/** Every second guest's disposition comes late; one guest's end comes by the callback as well. */
async function play(house: QualityFloor): Promise<string[]> {
  const { floor } = house;
  const contacts: string[] = [];
  for (const [nth, guest] of GUESTS.entries()) {
    const sid = await welcome(floor, guest);
    if (nth % 2 === 0) await say(floor, guest, nth, sid);
    await complete(floor, sid);
    await floor.account.clock.advance(10);
    if (nth % 2 === 1) await say(floor, guest, nth, sid);
    const event = closingEvent(floor, sid);
    await whileTimePasses(floor, toSink(floor, [cloudEventOf(event)]));
    await whileTimePasses(floor, toCallback(floor, event));
    contacts.push(sid);
  }
  return contacts;
}

test("no number, address, name or id of anybody stands in a store, a webhook, a figure or the log", async () => {
  const house = await openQualityFloor({ ...SECTIONS, privacy: PRIVACY });
  const { floor, receiver } = house;
  receiver.behave({ status: 410 }, ...Array.from({ length: 20 }, () => ({ status: 503 })));
  const contacts = await play(house);
  await floor.tick();
  await round(house);
  for (const [nth, sid] of contacts.entries()) await score(floor, sid, noteOf(GUESTS[nth] ?? (GUESTS[0] as Guest)));
  const workerSid = floor.feed[0]?.workers[0]?.sid;
  await asMachine(floor, "adjust-worker", { workerSid, channel: "chat", capacity: 2 }, "change-capacity");
  await fromFlex(floor, "adjust-worker", signIn(floor, workerSid ?? "", "supervisor"), {
    ...{ workerSid, channel: "chat", capacity: 1 },
  });
  await floor.account.clock.advance(120);
  const reconciled = await whileTimePasses(floor, asMachine(floor, "reconcile", {}, "reconcile"));
  const headers = { authorization: `Bearer ${await floor.token("read-metrics")}` };
  const metrics = await floor.send("/operations/metrics", { method: "GET", headers, isSigned: false });
  const coaching = await listCoaching(floor);
  const pulled = await pull(house, { format: "csv" });

  const written = [...kept(floor)].map(([place, data]) => `${place} ${data}`);
  const told = [...receiver.all, metrics, coaching, pulled, reconciled].map((value) => JSON.stringify(value));
  const found = GUESTS.flatMap(({ secrets }) => secrets).filter((secret) =>
    [...written, ...told, ...floor.lines].some((text) => text.toLowerCase().includes(secret.toLowerCase())),
  );

  expect(found).toEqual([]);
  // Everything was there to be found.
  const visited = new Set(floor.lines.map((line) => (JSON.parse(line) as { door: string }).door));
  expect(doors.map(({ path }) => path).filter((path) => !visited.has(path))).toEqual([]);
  expect(floor.feed.filter(({ disposition }) => disposition?.note?.includes("["))).toHaveLength(GUESTS.length);
  expect(floor.mapItems("scorecards")).toHaveLength(GUESTS.length);
  expect(await listWebhooks({ client: floor.account.client(() => "test"), ...serviceOf(floor) })).not.toEqual([]);
  expect(new Set(floor.feed.map(({ address }) => address)).size).toBe(GUESTS.length);
});

const serviceOf = ({ variables }: Floor) => ({ syncServiceSid: variables["SYNC_SERVICE_SID"] ?? "" });
