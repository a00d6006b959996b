/** Messages through the real client. */
import { Account } from "../../simulator/account";
import { segmentsOf } from "../../simulator/messaging/segments";

function open() {
  const account = new Account({ seed: 1, start: new Date("2026-03-02T09:00:00Z") });
  return { account, messages: account.client().messages };
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });
const ana = "+15551230001";
const desk = "+15559990000";
const note = { to: ana, from: desk, body: "We will call you back." };

test("a message is queued, sent after a second and delivered after another", async () => {
  const { account, messages } = open();
  const { sid, status, dateSent } = await messages.create(note);
  expect({ status, dateSent }).toEqual({ status: "queued", dateSent: null });

  await account.clock.advance(1);
  expect(await messages(sid).fetch()).toMatchObject({ status: "sent", dateSent: new Date("2026-03-02T09:00:01Z") });

  await account.clock.advance(1);
  expect(await messages(sid).fetch()).toMatchObject({
    status: "delivered",
    dateSent: new Date("2026-03-02T09:00:01Z"),
    dateUpdated: new Date("2026-03-02T09:00:02Z"),
  });
});

test("a message keeps what was written, for the client and for reports", async () => {
  const { account, messages } = open();

  const sent = await messages.create(note);

  expect(sent).toMatchObject({ ...note, direction: "outbound-api", numSegments: "1", errorCode: null });
  expect(account.messaging.messages).toMatchObject([{ ...note, sid: sent.sid }]);
});

test("dates are written as RFC 2822 wants them", async () => {
  const { account, messages } = open();
  const { uri } = await messages.create(note);

  const { body } = await account.client().request({ method: "get", uri: `https://api.twilio.com${uri}` });

  expect(body).toMatchObject({ date_created: "Mon, 02 Mar 2026 09:00:00 +0000" });
});

test.each([
  { what: "to", with: { to: "" }, code: 21604 },
  { what: "from", with: { from: "" }, code: 21603 },
  { what: "body", with: { body: "" }, code: 21602 },
  { what: "end within 1600 characters", with: { body: "x".repeat(1601) }, code: 21617 },
])("a message without a $what is refused: $code", async ({ with: parameters, code }) => {
  const { messages } = open();

  await expect(messages.create({ ...note, ...parameters })).rejects.toEqual(refused(400, code));
});

test("a message that was never sent is not found", async () => {
  const { messages } = open();

  await expect(messages(`SM${"f".repeat(32)}`).fetch()).rejects.toEqual(refused(404, 20404));
});

const service = `MG${"5".repeat(32)}`;
const at = (seconds: number) => new Date(Date.parse("2026-03-02T09:00:00Z") + seconds * 1000);
const fixed = { scheduleType: "fixed", messagingServiceSid: service } as const;

test.each([
  { what: "an invalid receiver", with: { to: "+15005550001" }, code: 21211 },
  { what: "a receiver that is not a number", with: { to: "Ana" }, code: 21211 },
  { what: "a receiver named as what every object has", with: { to: "constructor" }, code: 21211 },
  { what: "a receiver no carrier reaches", with: { to: "+15005550002" }, code: 21612 },
  { what: "a receiver abroad", with: { to: "+15005550003" }, code: 21408 },
  { what: "a receiver who has opted out", with: { to: "+15005550004" }, code: 21610 },
  { what: "a receiver who is the sender", with: { from: note.to }, code: 21266 },
  { what: "a receiver on a landline", with: { to: "+15005550009" }, code: 21614 },
  { what: "an invalid sender", with: { from: "+15005550001" }, code: 21212 },
  { what: "a sender of somebody else", with: { from: "+15005550007" }, code: 21606 },
  { what: "a sender whose queue is full", with: { from: "+15005550008" }, code: 21611 },
  { what: "a callback without a host", with: { statusCallback: "status" }, code: 21609 },
  { what: "an unknown application", with: { applicationSid: `AP${"1".repeat(32)}` }, code: 21218 },
  { what: "an unknown template", with: { contentSid: `HX${"1".repeat(32)}` }, code: 21655 },
  { what: "a picture without a host", with: { mediaUrl: ["cat.jpg"] }, code: 21620 },
  { what: "11 pictures", with: { mediaUrl: Array.from({ length: 11 }, () => "https://example.com/c") }, code: 21623 },
  { what: "a service that is none", with: { messagingServiceSid: "MG1" }, code: 20001 },
  { what: "a validity of no time", with: { validityPeriod: 0 }, code: 20001 },
  { what: "a schedule without a time", with: fixed, code: 35111 },
  { what: "a schedule without a service", with: { scheduleType: "fixed", sendAt: at(600) } as const, code: 35118 },
  { what: "a schedule of four minutes", with: { ...fixed, sendAt: at(240) }, code: 35114 },
  { what: "a schedule of 36 days", with: { ...fixed, sendAt: at(36 * 86_400) }, code: 35114 },
])("$what is refused: $code", async ({ with: parameters, code }) => {
  const { messages } = open();

  await expect(messages.create({ ...note, ...parameters })).rejects.toEqual(refused(400, code));
});

test("a message by a messaging service is accepted first, and its callbacks tell of the queue too", async () => {
  const { account, messages } = open();
  const told: (string | null)[] = [];
  account.webhooks.host("https://hooks.example", async ({ body }) => {
    told.push(new URLSearchParams(body).get("MessageStatus"));
    return { status: 500, headers: {}, body: "" };
  });

  const { status } = await messages.create({
    to: ana,
    body: "hi",
    messagingServiceSid: service,
    statusCallback: "https://hooks.example/",
  });
  await account.clock.advance(10);

  expect(status).toBe("accepted");
  expect(told).toEqual(["queued", "sent", "delivered"]);
});

test("a message that fails is never sent", async () => {
  const { account, messages } = open();
  account.messaging.setOutcome(ana, { status: "failed", errorCode: 30001 });

  const { sid } = await messages.create(note);
  await account.clock.advance(10);

  expect(await messages(sid).fetch()).toMatchObject({ status: "failed", errorCode: 30001, dateSent: null });
});

test("pictures make an MMS", async () => {
  const { messages } = open();

  const sent = await messages.create({ to: ana, from: desk, mediaUrl: ["https://example.com/cat.jpg"] });

  expect(sent).toMatchObject({ sid: expect.stringMatching(/^MM/), numMedia: "1", body: "" });
});

test("smart encoding saves segments", async () => {
  const { messages } = open();
  const body = `“${"x".repeat(100)}”`;

  const [plain, smart] = [
    await messages.create({ ...note, body }),
    await messages.create({ ...note, body, smartEncoded: true }),
  ];

  expect([plain.numSegments, smart.numSegments]).toEqual(["2", "1"]);
});

test("content and address are forgotten on arrival where that is asked for", async () => {
  const { account, messages } = open();
  const { sid } = await messages.create({ ...note, contentRetention: "discard", addressRetention: "obfuscate" });

  await account.clock.advance(10);

  expect(await messages(sid).fetch()).toMatchObject({ body: "", to: "+1555123XXXX" });
});

test.each([
  { what: "deleted", change: (m: ReturnType<typeof open>["messages"], sid: string) => m(sid).remove(), code: 20009 },
  {
    what: "redacted",
    change: (m: ReturnType<typeof open>["messages"], sid: string) => m(sid).update({ body: "" }),
    code: 20009,
  },
  {
    what: "canceled",
    change: (m: ReturnType<typeof open>["messages"], sid: string) => m(sid).update({ status: "canceled" }),
    code: 30409,
  },
  {
    what: "rewritten",
    change: (m: ReturnType<typeof open>["messages"], sid: string) => m(sid).update({ body: "other" }),
    code: 20001,
  },
])("a message on its way is not $what: $code", async ({ change, code }) => {
  const { messages } = open();
  const { sid } = await messages.create(note);

  await expect(change(messages, sid)).rejects.toEqual(expect.objectContaining({ code }));
});

test("a canceled message is told of once", async () => {
  const { account, messages } = open();
  const told: (string | null)[] = [];
  account.webhooks.host("https://hooks.example", async ({ body }) => {
    told.push(new URLSearchParams(body).get("MessageStatus"));
    return { status: 200, headers: {}, body: "" };
  });
  const { sid } = await messages.create({
    ...note,
    ...fixed,
    sendAt: at(600),
    statusCallback: "https://hooks.example/",
  });
  await messages(sid).update({ status: "canceled" });

  await account.clock.advance(1000);

  expect(told).toEqual(["canceled"]);
});

test("a scheduled message of a snapshot can still be canceled", async () => {
  const { account, messages } = open();
  const { sid } = await messages.create({ ...note, ...fixed, sendAt: at(600) });
  const other = new Account();
  other.restore(account.snapshot());
  const there = other.client().messages(sid);

  await there.update({ status: "canceled" });
  await other.clock.advance(1000);

  expect((await there.fetch()).status).toBe("canceled");
});

test("a message goes on from a snapshot as it would have gone", async () => {
  const { account, messages } = open();
  const { sid } = await messages.create(note);
  await account.clock.advance(0.7);
  const other = new Account();
  other.restore(account.snapshot());

  await account.clock.advance(5);
  await other.clock.advance(5);

  const [here, there] = [await messages(sid).fetch(), await other.client().messages(sid).fetch()];
  expect(there.toJSON()).toEqual(here.toJSON());
  expect(there.status).toBe("delivered");
});

describe("the list", () => {
  async function threeDays() {
    const opened = open();
    for (const body of ["Monday", "Tuesday", "Wednesday"]) {
      await opened.messages.create({ ...note, body, to: body === "Tuesday" ? "+15551230002" : ana });
      await opened.account.clock.advance(86_400);
    }
    return opened;
  }
  const noon = new Date("2026-03-03T12:00:00Z");

  test.each([
    { by: {}, bodies: ["Wednesday", "Tuesday", "Monday"] },
    { by: { to: ana }, bodies: ["Wednesday", "Monday"] },
    { by: { to: ana, from: "+15550000000" }, bodies: [] },
    { by: { dateSent: noon }, bodies: ["Tuesday"] },
    { by: { dateSentBefore: noon }, bodies: ["Tuesday", "Monday"] },
    { by: { dateSentAfter: noon }, bodies: ["Wednesday"] },
    { by: { dateSentAfter: new Date("2026-03-03T09:00:01Z") }, bodies: ["Wednesday", "Tuesday"] },
    { by: { dateSentBefore: new Date("2026-03-03T09:00:00Z") }, bodies: ["Monday"] },
    { by: { dateSentBefore: new Date("2026-03-03T09:00:01Z") }, bodies: ["Tuesday", "Monday"] },
  ])("by $by holds $bodies", async ({ by, bodies }) => {
    const { messages } = await threeDays();

    expect((await messages.list(by)).map(({ body }) => body)).toEqual(bodies);
  });

  test("holds an unsent message only where no date is asked for", async () => {
    const { messages } = open();
    await messages.create(note);

    expect(await messages.list()).toHaveLength(1);
    expect(await messages.list({ dateSentAfter: new Date("2026-01-01T00:00:00Z") })).toEqual([]);
  });

  test("is paged without a gap while new messages arrive", async () => {
    const { messages } = await threeDays();

    const first = await messages.page({ pageSize: 2 });
    await messages.create({ ...note, body: "Thursday" });
    const second = await first.nextPage();

    expect(first.instances.map(({ body }) => body)).toEqual(["Wednesday", "Tuesday"]);
    expect(second?.instances.map(({ body }) => body)).toEqual(["Monday"]);
    expect(second?.nextPageUrl).toBeUndefined();
    expect((await second?.previousPage())?.instances.map(({ body }) => body)).toEqual(["Wednesday", "Tuesday"]);
  });
});

test.each([
  { text: "160 letters", body: "x".repeat(160), segments: 1 },
  { text: "161 letters", body: "x".repeat(161), segments: 2 },
  { text: "80 euro signs, of two places each", body: "€".repeat(80), segments: 1 },
  { text: "81 euro signs", body: "€".repeat(81), segments: 2 },
  { text: "70 letters outside GSM-7", body: "ł".repeat(70), segments: 1 },
  { text: "71 letters outside GSM-7", body: "ł".repeat(71), segments: 2 },
])("$text take $segments", ({ body, segments }) => {
  expect(segmentsOf(body)).toBe(segments);
});
