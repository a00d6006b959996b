/** Calls through the real client. */
import { Account } from "../../simulator/account";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";
import { readTwiml, TwimlError } from "../../simulator/voice/twiml";

const HOOKS = "https://hooks.example";
const ana = "+15550100001";
const desk = "+15550100002";
const pause = (seconds: number) => `<Response><Pause length="${seconds}"/></Response>`;
const refused = (status: number, code: number) => expect.objectContaining({ status, code });
const xml = (body: string): WebhookResponse => ({ status: 200, headers: { "content-type": "text/xml" }, body });

function open(answer: (request: HostedRequest) => WebhookResponse = () => xml("<Response/>")) {
  const account = new Account({ seed: 1, start: new Date("2026-03-02T09:00:00Z") });
  const received: HostedRequest[] = [];
  account.webhooks.host(HOOKS, async (request) => {
    received.push(request);
    return answer(request);
  });
  return { account, received, client: account.client(), calls: account.client().calls };
}

const plain = { to: ana, from: desk, twiml: pause(30) };

test.each([
  { what: "nobody to call", with: { to: "" }, code: 21201 },
  { what: "nobody who calls", with: { from: "" }, code: 21213 },
  { what: "an invalid number", with: { to: "+15005550001" }, code: 21217 },
  { what: "a number that is none", with: { to: "Ana" }, code: 21217 },
  { what: "a number named as what every object has", with: { to: "constructor" }, code: 21217 },
  { what: "a number nobody reaches", with: { to: "+15005550002" }, code: 21214 },
  { what: "a number abroad", with: { to: "+15005550003" }, code: 21215 },
  { what: "a blocked number", with: { to: "+15005550004" }, code: 21216 },
  { what: "an invalid caller", with: { from: "+15005550001" }, code: 21212 },
  { what: "a number that is the caller's", with: { to: desk }, code: 21211 },
  { what: "no instructions", with: { twiml: "" }, code: 21205 },
  { what: "a URL that is none", with: { twiml: "", url: "hello" }, code: 21205 },
  { what: "an unknown application", with: { applicationSid: `AP${"1".repeat(32)}` }, code: 21218 },
  { what: "an unknown event", with: { statusCallback: HOOKS, statusCallbackEvent: ["lunch"] }, code: 21626 },
  { what: "a callback that is no URL", with: { statusCallback: "x" }, code: 21609 },
  { what: "ringing for an hour", with: { timeout: 3600 }, code: 20001 },
  { what: "letters as digits", with: { sendDigits: "abc" }, code: 20001 },
])("$what is refused: $code", async ({ with: parameters, code }) => {
  const { calls } = open();

  await expect(calls.create({ ...plain, ...parameters })).rejects.toEqual(refused(400, code));
});

test("a recording is refused, not ignored", async () => {
  const { calls } = open();

  await expect(calls.create({ ...plain, record: true })).rejects.toEqual(refused(501, 20501));
});

test.each([
  { outcome: "busy", at: "2026-03-02T09:00:03Z" },
  { outcome: "failed", at: "2026-03-02T09:00:01Z" },
  { outcome: "no-answer", at: "2026-03-02T09:01:01Z" },
] as const)("a call ends $outcome, and its callback says so", async ({ outcome, at }) => {
  const { account, received, calls } = open();
  account.voice.setOutcome(ana, outcome);
  const { sid } = await calls.create({ ...plain, statusCallback: `${HOOKS}/status`, statusCallbackMethod: "GET" });

  await account.clock.advance(120);

  expect(await calls(sid).fetch()).toMatchObject({ status: outcome, endTime: new Date(at), duration: "0" });
  expect(received.map(({ method, url }) => [method, url.searchParams.get("CallStatus")])).toEqual([["GET", outcome]]);
});

test("a call ends at its time limit", async () => {
  const { account, calls } = open();
  const { sid } = await calls.create({ ...plain, timeLimit: 10 });

  await account.clock.advance(20);

  expect(await calls(sid).fetch()).toMatchObject({ status: "completed", duration: "10" });
});

test("a time limit can be set while the call lasts", async () => {
  const { account, calls } = open();
  const { sid } = await calls.create(plain);
  await account.clock.advance(5);
  await calls(sid).update({ timeLimit: 12 });

  await account.clock.advance(60);

  expect((await calls(sid).fetch()).duration).toBe("12");
});

test("a machine is listened for where that is asked for", async () => {
  const { account, received, calls } = open();
  const amd = { asyncAmd: "true", asyncAmdStatusCallback: `${HOOKS}/amd` };
  const { sid } = await calls.create({ ...plain, machineDetection: "Enable", ...amd });

  await account.clock.advance(5);

  expect((await calls(sid).fetch()).answeredBy).toBe("human");
  expect(new URLSearchParams(received[0]?.body).get("AnsweredBy")).toBe("human");
});

test("the fallback URL is asked where the first has no TwiML", async () => {
  const { account, received, calls } = open(({ url }) =>
    url.pathname === "/broken" ? { status: 500, headers: {}, body: "" } : xml(pause(5)),
  );
  const { sid } = await calls.create({ to: ana, from: desk, url: `${HOOKS}/broken`, fallbackUrl: `${HOOKS}/safe` });

  await account.clock.advance(20);

  expect(received.map(({ url }) => url.pathname)).toEqual(["/broken", "/safe"]);
  expect(new URLSearchParams(received[1]?.body).get("ErrorUrl")).toBe(`${HOOKS}/broken`);
  expect((await calls(sid).fetch()).duration).toBe("5");
});

test.each([
  { what: "TwiML that is none", twiml: "<Response><Say>", problem: /unclosed/ },
  { what: "a verb that is not modelled", twiml: "<Response><Dial>+1555</Dial></Response>", problem: /<Dial>/ },
  { what: "a queue without a workflow", twiml: "<Response><Enqueue>x</Enqueue></Response>", problem: /workflowSid/ },
  {
    what: "a workflow that does not exist",
    twiml: '<Response><Enqueue workflowSid="WW1"><Task>{}</Task></Enqueue></Response>',
    problem: /workflow_sid .* does not exist/,
  },
  { what: "a redirect to nowhere", twiml: "<Response><Redirect>x</Redirect></Response>", problem: /Redirect/ },
])("$what ends the call, and it is known why", async ({ twiml, problem }) => {
  const { account, calls } = open();
  const { sid } = await calls.create({ ...plain, twiml });

  await account.clock.advance(10);

  expect((await calls(sid).fetch()).status).toBe("completed");
  expect(account.voice.calls[0]?.problem).toMatch(problem);
});

test("a call that has not been answered is not redirected", async () => {
  const { calls } = open();
  const { sid } = await calls.create(plain);

  await expect(calls(sid).update({ twiml: pause(1) })).rejects.toEqual(refused(400, 21220));
});

test("canceling does not end a call in progress", async () => {
  const { account, calls } = open();
  const { sid } = await calls.create(plain);
  await account.clock.advance(5);

  expect((await calls(sid).update({ status: "canceled" })).status).toBe("in-progress");
});

test("a call in progress is not deleted", async () => {
  const { account, calls } = open();
  const { sid } = await calls.create(plain);
  await account.clock.advance(5);

  await expect(calls(sid).remove()).rejects.toEqual(refused(409, 20009));
});

test("an answer that comes after the caller has gone is not followed", async () => {
  const account = new Account();
  account.webhooks.host(HOOKS, async ({ call }) => {
    await new Promise<void>((resolve) => call.after(5000, resolve));
    return xml(pause(100));
  });
  const { calls } = account.client();
  const { sid } = await calls.create({ to: ana, from: desk, url: HOOKS });
  account.clock.after(4, () => account.voice.hangUp(sid));

  await account.clock.advance(30);

  expect(await calls(sid).fetch()).toMatchObject({ status: "completed", duration: "1" });
});

test("a number without a VoiceUrl has nothing to answer with", async () => {
  const { account, client } = open();
  await client.incomingPhoneNumbers.create({ phoneNumber: desk });

  expect(account.voice.inbound({ from: ana, to: desk })).toMatchObject({ status: "completed", direction: "inbound" });
  expect(() => account.voice.inbound({ from: ana, to: "+15550100009" })).toThrow("not a number of the account");
});

test("a call goes on from a snapshot as it would have gone", async () => {
  const { account, calls } = open();
  const { sid } = await calls.create({ ...plain, twiml: "<Response><Say>Hello</Say><Pause length='9'/></Response>" });
  await account.clock.advance(5);
  const other = new Account();
  other.restore(account.snapshot());

  await account.clock.advance(30);
  await other.clock.advance(30);

  const there = await other.client().calls(sid).fetch();
  expect(there.toJSON()).toEqual((await calls(sid).fetch()).toJSON());
  expect(there.status).toBe("completed");
});

test("a message to a number goes, signed, to its SmsUrl", async () => {
  const { account, received, client } = open();
  await client.incomingPhoneNumbers.create({ phoneNumber: desk, smsUrl: `${HOOKS}/sms` });

  const { sid } = account.messaging.inbound({ from: ana, to: desk, body: "hello" });
  await account.clock.advance(0);

  expect(Object.fromEntries(new URLSearchParams(received[0]?.body))).toMatchObject({ MessageSid: sid, Body: "hello" });
  expect(received[0]?.headers["x-twilio-signature"]).toBeDefined();
});

describe("numbers", () => {
  test.each([
    { what: "no number", with: {}, code: 20001 },
    { what: "an invalid number", with: { phoneNumber: "+15005550001" }, code: 21421 },
    { what: "a number that is gone", with: { phoneNumber: "+15005550000" }, code: 21422 },
    { what: "an area code of two digits", with: { areaCode: "41" }, code: 21451 },
    { what: "an area without numbers", with: { areaCode: "533" }, code: 21452 },
    { what: "a URL that is none", with: { areaCode: "415", voiceUrl: "x" }, code: 21402 },
    { what: "a mode that is none", with: { areaCode: "415", voiceReceiveMode: "telex" as "voice" }, code: 20001 },
  ])("$what is refused: $code", async ({ with: parameters, code }) => {
    const { client } = open();

    await expect(client.incomingPhoneNumbers.create(parameters)).rejects.toEqual(refused(400, code));
  });

  test("a number is bought once", async () => {
    const { client } = open();
    await client.incomingPhoneNumbers.create({ phoneNumber: desk });

    await expect(client.incomingPhoneNumbers.create({ phoneNumber: desk })).rejects.toEqual(refused(400, 21422));
  });

  test("an empty URL takes one away", async () => {
    const { client } = open();
    const { sid } = await client.incomingPhoneNumbers.create({ phoneNumber: desk, smsUrl: HOOKS });

    expect((await client.incomingPhoneNumbers(sid).update({ smsUrl: "" })).smsUrl).toBeNull();
  });
});

describe("TwiML", () => {
  test("is read with attributes, entities, CDATA, comments and nesting", () => {
    const verbs = readTwiml(`<?xml version="1.0" encoding="UTF-8"?>
      <Response>
        <!-- first -->
        <Say voice='alice' loop="2">A &lt;b&gt; &amp; &#65;&#x42;</Say>
        <Enqueue workflowSid="WW1"><Task priority="5"><![CDATA[{"a":"<&>"}]]></Task></Enqueue>
      </Response>`);

    expect(verbs.map(({ name, attributes, text }) => ({ name, attributes, text }))).toEqual([
      { name: "Say", attributes: { voice: "alice", loop: "2" }, text: "A <b> & AB" },
      { name: "Enqueue", attributes: { workflowSid: "WW1" }, text: "" },
    ]);
    expect(verbs[1]?.children[0]).toMatchObject({ name: "Task", text: '{"a":"<&>"}', attributes: { priority: "5" } });
  });

  test("a document that cannot be parsed is told of with its place", () => {
    const reading = () => readTwiml("<Response>\n  <Say>x\n</Response>");

    expect(reading).toThrow(
      expect.objectContaining({ code: 12100, message: expect.stringMatching(/^line 2, column 8: Opening/) }),
    );
  });

  test.each([
    "",
    "hello",
    "<Say>x</Say>",
    "<Response>",
    "<Response></Say>",
    "<Response/><Response/>",
    "<Response a=1/>",
    '<Response a="1" a="2"/>',
    " <?xml version='1.0'?><Response/>",
    "<Response><Say>salt & pepper</Say></Response>",
  ])("'%s' is none", (text) => {
    expect(() => readTwiml(text)).toThrow(TwimlError);
  });
});
