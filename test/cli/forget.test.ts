/** `floor forget`: what the floor keeps of one person is gone, what it keeps of others is not touched. */
import type { Person } from "../../cli/forget/contacts";
import { type ForgetReport, forget } from "../../cli/forget/forget";
import { closingEvent, cloudEventOf, toSink } from "../support/closing";
import { scoreContact, whileTimePasses } from "../support/coaching";
import { capture } from "../support/dispositions";
import { GRACE, HENRY } from "../support/people";
import { pullPage, round } from "../support/quality-floor";
import { kept, openRememberedFloor, personOf, type RememberedFloor, visit } from "../support/remembered-people";
import { accept, arrive, complete } from "../support/work";

const grace = personOf(GRACE.customer);

function forgets(house: RememberedFloor, person: Person = grace, isDryRun = false): Promise<ForgetReport> {
  const now = new Date(house.floor.account.clock.now());
  return whileTimePasses(
    house.floor,
    forget(house.forgetful, person, { isDryRun, now }, () => undefined),
  );
}

const byStore = ({ stores }: ForgetReport, count: "found" | "done" | "left") =>
  Object.fromEntries(stores.filter((store) => store[count] > 0).map((store) => [store.store, store[count]]));

/** What is kept and names a person's hash, contacts or words; a claim, which names its contact by its key, by its data. */
function about({ floor }: RememberedFloor, words: readonly string[]): Map<string, string> {
  const names = ([place, data]: [string, string]) =>
    words.some((word) => (place.startsWith("ledger-") ? data : `${place} ${data}`).includes(word));
  return new Map([...kept(floor)].filter(names));
}

const ofGrace = (house: RememberedFloor) => about(house, [...house.graces, ...grace.hashes, "Grace"]);

test("everything about a person is gone, and the report says from where", async () => {
  const house = await openRememberedFloor();
  const before = ofGrace(house).size;

  const report = await forgets(house);

  expect(before).toBeGreaterThan(10);
  expect([...ofGrace(house)]).toEqual([]);
  expect(report).toMatchObject({ contacts: 3, openTasks: [], left: 0, hashes: grace.hashes, isDryRun: false });
  expect(byStore(report, "done")).toEqual({
    ...{ ledger: 3, scorecards: 2, coaching: 1, history: 3, outbox: 3, deadLetters: 1, samples: 3, feed: 4 },
  });
  expect(JSON.stringify(report)).not.toMatch(/grace-4711|\+1555/);
});

test("what is known of a worker stays, without the contacts of the person", async () => {
  const house = await openRememberedFloor();
  await forgets(house);

  const [coaching] = [...kept(house.floor)].filter(([place]) => place.startsWith("coaching/"));
  const { scores, assignment } = JSON.parse(coaching?.[1] ?? "") as {
    scores: { taskSid: string }[];
    assignment: object;
  };
  expect(scores.map(({ taskSid }) => taskSid)).toEqual(house.henrys);
  expect(assignment).toMatchObject({ result: expect.any(Number) });
});

test("a dry run says what would be removed, and removes nothing", async () => {
  const house = await openRememberedFloor();
  const before = [...kept(house.floor)];

  const report = await forgets(house, grace, true);

  expect([...kept(house.floor)]).toEqual(before);
  expect(byStore(report, "done")).toEqual({});
  expect(byStore(report, "left")).toEqual(byStore(report, "found"));
  expect(report).toMatchObject({ isDryRun: true, contacts: 3, left: 20 });
});

test("a person is found by an address as well, in whatever bears only the id", async () => {
  const house = await openRememberedFloor();

  const report = await forgets(house, personOf(GRACE.from));

  expect(report).toMatchObject({ contacts: 3, left: 0 });
  expect([...ofGrace(house)]).toEqual([]);
});

test("nobody is found by an id that was never here", async () => {
  const house = await openRememberedFloor();
  const before = [...kept(house.floor)];

  const report = await forgets(house, personOf("nobody-1"));

  expect(report).toMatchObject({ contacts: 0, left: 0 });
  expect(byStore(report, "found")).toEqual({});
  expect([...kept(house.floor)]).toEqual(before);
});

test("broken off after any call and run again, it ends the same", async () => {
  const house = await openRememberedFloor();
  const { account } = house.floor;
  const handle = account.handle.bind(account);
  for (let writes = 0; ; writes++) {
    let left = writes;
    account.handle = (request) => {
      // As if all of it were longer ago than the Events API tells.
      if (request.path.endsWith("/Events")) {
        return handle({ ...request, parameters: { ...request.parameters, EventType: "worker.created" } });
      }
      if (request.caller !== "floor forget" || request.method.toLowerCase() === "get") return handle(request);
      if (left-- > 0) return handle(request);
      return { status: 403, body: { code: 20003, message: "", status: 403 } };
    };
    const isOver = await forgets(house).then(
      () => true,
      () => false,
    );
    account.handle = handle;
    if (isOver) break;
    expect(writes).toBeLessThan(50);
  }

  expect([...ofGrace(house)]).toEqual([]);
  expect(await forgets(house)).toMatchObject({ contacts: 3, left: 0 });
});

test("nothing brings a forgotten contact back: no delivery, no disposition, no scorecard", async () => {
  const house = await openRememberedFloor();
  const { floor, graces } = house;
  const [first = ""] = graces;
  const event = closingEvent(floor, first);
  await forgets(house);

  await whileTimePasses(floor, toSink(floor, [cloudEventOf(event)]));
  const late = await whileTimePasses(floor, capture(floor, first, "resolved", { note: "Grace once more" }));
  const workerSid = floor.feed[0]?.workers[0]?.sid;
  const scored = await scoreContact(floor, { key: "k-9", taskSid: first, workerSid, answers: { identified: true } });

  expect(late).toMatchObject({ status: 409, body: { because: "contact-is-forgotten" } });
  expect(scored.status).toBeGreaterThanOrEqual(400);
  expect([...ofGrace(house)]).toEqual([]);
});

test("readers go on from where they were, though the item they stood on is gone", async () => {
  const house = await openRememberedFloor();
  const { floor } = house;
  const { next } = await pullPage(house, { limit: "3" });
  const { next: nextSample } = await pullPage(house, { sampled: "true", limit: "1" });

  await forgets(house);
  const afterwards = await visit(floor, HENRY);
  await floor.tick();
  await round(house);

  const henrys = [...house.henrys, afterwards];
  const read = async (query: Record<string, string>) => [
    ...new Set((await pullPage(house, query)).records.map(({ taskSid }) => taskSid)),
  ];
  expect(await read({ after: next })).toEqual(henrys);
  expect(await read({ after: nextSample, sampled: "true" })).toEqual(henrys);
  expect(floor.mapItems("history")).toHaveLength(3);
  expect(floor.pulse.queues["stock"]).toMatchObject({ answered: 6 });
});

test("an open contact is reported, and the run after its end finds it", async () => {
  const house = await openRememberedFloor();
  const open = await arrive(house.floor, { channel: "voice", queue: "stock", ...GRACE });
  await accept(house.floor, open);
  const report = await forgets(house);

  await complete(house.floor, open);
  await house.floor.account.clock.advance(10);
  const again = await forgets(house);

  expect(report).toMatchObject({ openTasks: [open], left: 0 });
  expect(again).toMatchObject({ openTasks: [], contacts: 4, left: 0 });
  expect(byStore(again, "done")).toEqual({ ledger: 1, feed: 1 });
});

test("a contact that is recorded while everything is being cleared is counted as left", async () => {
  const house = await openRememberedFloor();
  const { floor } = house;
  const late = await arrive(floor, { channel: "voice", queue: "stock", ...GRACE });
  await accept(floor, late);
  let isEnded = false;
  floor.intercept(({ caller, method, path }, pass) => {
    const answer = pass();
    if (caller === "floor forget" && !isEnded && method.toLowerCase() === "delete" && path.includes("/Lists/feed-0/")) {
      isEnded = true;
      floor.account.clock.after(0, () => complete(floor, late));
    }
    return answer;
  });

  const report = await forgets(house);
  const again = await forgets(house);

  expect(report.left).toBeGreaterThan(0);
  expect(again).toMatchObject({ left: 0 });
  expect([...about(house, [late, ...grace.hashes])]).toEqual([]);
});
