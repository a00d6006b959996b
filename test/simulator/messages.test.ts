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

test("what is not modelled is refused, not ignored", async () => {
  const { messages } = open();

  const created = messages.create({ ...note, statusCallback: "https://example.com" });

  await expect(created).rejects.toEqual(refused(501, 20501));
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
