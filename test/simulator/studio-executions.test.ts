/** How contacts go through flows. */
import { Account } from "../../simulator/account";
import { Clock } from "../../simulator/kernel/clock";
import { RateLimits } from "../../simulator/kernel/rate-limit";
import { Sids } from "../../simulator/kernel/sids";
import { standardSwitches } from "../../simulator/kernel/switches";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";
import { Studio } from "../../simulator/studio/studio";
import { definitionOf, type State, split, widget } from "../support/flows";
import { floorOf } from "../support/task-floor";

const HOOKS = "https://hooks.example";
const ana = "+15550100001";
const desk = "+15550100002";
const last = widget("last", "set-variables", { variables: [{ key: "done", value: "yes" }] });
const plain = (status: number, body: string, type = "text/plain"): WebhookResponse => ({
  status,
  headers: { "content-type": type },
  body,
});
const json = (body: unknown, status = 200) => plain(status, JSON.stringify(body), "application/json");

async function open(...widgets: readonly State[]) {
  const account = new Account({ seed: 1, start: new Date("2026-03-02T09:00:00Z") });
  const client = account.client();
  const flows = client.studio.v2.flows;
  const flow = await flows.create({
    friendlyName: "Front door",
    status: "published",
    definition: definitionOf(...widgets),
  });
  return { account, client, flow, executions: flows(flow.sid).executions };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function start({ account, executions }: Opened, parameters: object = {}) {
  const { sid } = await executions.create({ to: ana, from: desk, parameters });
  await account.clock.advance(0);
  return executions(sid);
}

type Execution = Awaited<ReturnType<typeof start>>;

const path = async (execution: Execution) =>
  (await execution.steps.list()).toReversed().map(({ name, transitionedTo }) => `${name} > ${transitionedTo}`);
const contextOf = async (execution: Execution) => (await execution.executionContext().fetch()).context;

function answering(
  { account }: Opened,
  answer: (request: HostedRequest) => WebhookResponse | Promise<WebhookResponse>,
) {
  const received: HostedRequest[] = [];
  account.webhooks.host(HOOKS, async (request) => {
    received.push(request);
    return answer(request);
  });
  return received;
}

describe("Run Function", () => {
  const ask = widget("ask", "run-function", { url: `${HOOKS}/f` }, { success: "last", fail: "last" });

  test.each([
    { what: "200", answer: plain(200, "ok"), event: "success" },
    { what: "302", answer: plain(302, ""), event: "success" },
    { what: "404", answer: plain(404, ""), event: "fail" },
    { what: "64 kB", answer: plain(200, "x".repeat(65_536)), event: "success" },
    { what: "a byte more", answer: plain(200, "x".repeat(65_537)), event: "fail" },
  ])("$what: $event", async ({ answer, event }) => {
    const opened = await open(ask, last);
    answering(opened, () => answer);

    expect(await path(await start(opened))).toContain(`${event} > last`);
  });

  test("an answer after ten seconds comes too late", async () => {
    const opened = await open(ask, last);
    answering(opened, async ({ call }) => {
      await new Promise<void>((resolve) => call.after(11_000, resolve));
      return plain(200, "ok");
    });

    const execution = await start(opened);

    const [step] = (await execution.steps.list()).filter(({ name }) => name === "fail");
    expect(step?.dateCreated).toEqual(new Date("2026-03-02T09:00:10Z"));
  });

  test("an array is not parsed, and an object stays where the widget runs again", async () => {
    const again = split("again", "{{flow.variables.turn}}", { "2": "third", "1": "second" }, "first");
    const turn = (name: string, value: string) =>
      widget(name, "set-variables", { variables: [{ key: "turn", value }] }, { next: "ask" });
    const opened = await open(
      widget("ask", "run-function", { url: `${HOOKS}/f` }, { success: "again" }),
      again,
      turn("first", "1"),
      turn("second", "2"),
      last,
      widget("third", "set-variables"),
    );
    const answers = [json({ a: 1, b: 1 }), json([1, 2]), json({ b: 2 })];
    answering(opened, () => answers.shift() ?? plain(500, ""));

    const { widgets } = await contextOf(await start(opened));

    expect(widgets.ask.parsed).toEqual({ a: 1, b: 2 });
  });

  test("the eleventh time in an execution ends it", async () => {
    const pause = widget("pause", "set-variables", {}, { next: "ask" });
    const opened = await open(widget("ask", "run-function", { url: `${HOOKS}/f` }, { success: "pause" }), pause);
    const received = answering(opened, () => plain(200, ""));

    const execution = await start(opened);

    expect(received).toHaveLength(10);
    expect((await path(execution)).at(-1)).toBe("error > Ended");
    expect((await contextOf(execution)).widgets.ask.error).toMatchObject({ code: 81001 });
  });

  test("an execution that was ended meanwhile stays where it was", async () => {
    const opened = await open(ask, last);
    answering(opened, async ({ call }) => {
      await new Promise<void>((resolve) => call.after(5000, resolve));
      return plain(200, "ok");
    });
    const { sid } = await opened.executions.create({ to: ana, from: desk });
    opened.account.clock.after(2, () => void opened.executions(sid).update({ status: "ended" }));

    await opened.account.clock.advance(10);

    expect(await path(opened.executions(sid))).toEqual(["incomingRequest > ask"]);
  });
});

test("Make HTTP Request gets with its parameters in the query, and posts JSON", async () => {
  const get = { url: `${HOOKS}/get`, method: "GET", parameters: [{ key: "q", value: "{{flow.data.q}}" }] };
  const post = {
    url: `${HOOKS}/post`,
    method: "POST",
    content_type: "application/json",
    body: '{"q":"{{flow.data.q}}"}',
  };
  const opened = await open(
    widget("get", "make-http-request", get, { success: "post" }),
    widget("post", "make-http-request", post, { success: "last" }),
    last,
  );
  const received = answering(opened, () => json({}));

  await start(opened, { q: "bill" });

  expect(
    received.map(({ method, url, body }) => `${method} ${url.pathname} ${url.searchParams.get("q")} ${body}`),
  ).toEqual(["GET /get bill ", 'POST /post null {"q":"bill"}']);
});

test("a JSON body that is none fails the request", async () => {
  const post = { url: `${HOOKS}/post`, method: "POST", content_type: "application/json", body: "{" };
  const opened = await open(widget("post", "make-http-request", post, { failed: "last" }), last);

  expect(await path(await start(opened))).toContain("failed > last");
});

test("variables have the types that are asked for", async () => {
  const variables = [
    { key: "text", value: "1" },
    { key: "number", value: "1", type: "number" },
    { key: "flag", value: "true", type: "boolean" },
  ];
  const execution = await start(await open(widget("set", "set-variables", { variables })));

  expect((await contextOf(execution)).flow.variables).toEqual({ text: "1", number: 1, flag: true });
});

test.each([
  { what: "a widget that is not modelled", state: widget("x", "record-voicemail"), says: /record-voicemail/ },
  {
    what: "a tag",
    state: widget("x", "set-variables", { variables: [{ key: "a", value: "{% if a %}{% endif %}" }] }),
    says: /Liquid tags/,
  },
  { what: "speech without a call", state: widget("x", "say-play", { say: "Hi" }), says: /no call/ },
])("$what ends the execution, by name", async ({ state, says }) => {
  const execution = await start(await open(state));

  const { error } = (await contextOf(execution)).widgets.x ?? {};
  expect((await execution.fetch()).status).toBe("ended");
  expect(error.message).toMatch(says);
});

describe("messages", () => {
  const ask = widget(
    "ask",
    "send-and-wait-for-reply",
    { from: "{{flow.channel.address}}", body: "Your number?", timeout: "60" },
    { incomingMessage: "which", timeout: "last" },
  );
  const thank = widget("thank", "send-message", {
    from: "{{flow.channel.address}}",
    body: "Thank you, {{widgets.ask.inbound.Body}}",
  });

  test("a reply leads on, and is seen by what comes after", async () => {
    const opened = await open(ask, split("which", "{{widgets.ask.inbound.Body}}", { "7": "thank" }), thank, last);
    const execution = await start(opened);

    opened.account.messaging.inbound({ from: ana, to: desk, body: "7" });
    await opened.account.clock.advance(0);

    expect(await path(execution)).toEqual([
      "incomingRequest > ask",
      "incomingMessage > which",
      "match > thank",
      "sent > Ended",
    ]);
    expect(opened.account.messaging.messages.map(({ body }) => body)).toEqual(["Your number?", "7", "Thank you, 7"]);
  });

  test("nobody waits for a reply beyond the timeout", async () => {
    const opened = await open(ask, split("which", "x", {}), last);
    const execution = await start(opened);

    await opened.account.clock.advance(60);
    opened.account.messaging.inbound({ from: ana, to: desk, body: "7" });

    expect(await path(execution)).toEqual(["incomingRequest > ask", "timeout > last", "next > Ended"]);
  });

  test("what cannot be sent leads to deliveryFailure", async () => {
    const opened = await open(
      widget(
        "ask",
        "send-and-wait-for-reply",
        { from: "{{flow.channel.address}}", body: "" },
        { deliveryFailure: "last" },
      ),
      last,
    );

    expect(await path(await start(opened))).toContain("deliveryFailure > last");
  });

  test("a message to a number with a flow begins an execution", async () => {
    const opened = await open(
      widget("reply", "send-message", { from: "{{flow.channel.address}}", body: "{{trigger.message.Body | upcase}}" }),
    );
    const { account, client, flow } = opened;
    await client.incomingPhoneNumbers.create({ phoneNumber: desk, smsUrl: flow.webhookUrl });

    account.messaging.inbound({ from: ana, to: desk, body: "hello" });
    await account.clock.advance(0);

    expect(account.messaging.messages.at(-1)).toMatchObject({ to: ana, from: desk, body: "HELLO" });
  });
});

describe("Send to Flex", () => {
  const flexTo = (workflow: string, attributes: string) =>
    widget(
      "flex",
      "send-to-flex",
      { workflow, channel: "voice", attributes },
      { callComplete: "last", failedToEnqueue: "last" },
    );

  test.each([
    { what: "attributes of 1025 characters", attributes: `{"x":"${"y".repeat(1017)}"}` },
    { what: "attributes that are no object", attributes: "[1]" },
    { what: "no such workflow", attributes: "{}", workflow: `WW${"9".repeat(32)}` },
  ])("$what: failedToEnqueue", async ({ attributes, workflow }) => {
    const opened = await open(last);
    const floor = await floorOf(opened.client);
    const definition = definitionOf(flexTo(workflow ?? floor.workflow.sid, attributes), last);
    await opened.client.studio.v2.flows(opened.flow.sid).update({ status: "published", definition });

    expect(await path(await start(opened))).toContain("failedToEnqueue > last");
    expect(await floor.place.tasks.list()).toEqual([]);
  });

  test("a call waits in the widget until the caller hangs up, which cancels the task", async () => {
    const opened = await open(last);
    const { account, client, flow, executions } = opened;
    const { place, workflow } = await floorOf(client);
    const say = widget("say", "say-play", { say: "Please hold the line" }, { audioComplete: "flex" });
    const definition = definitionOf(say, flexTo(workflow.sid, '{"topic":"bill"}'), last);
    await client.studio.v2.flows(flow.sid).update({ status: "published", definition });
    await client.incomingPhoneNumbers.create({ phoneNumber: desk, voiceUrl: flow.webhookUrl });

    const { sid } = account.voice.inbound({ from: ana, to: desk });
    await account.clock.advance(60);
    const [execution] = await executions.list();
    const [task] = await place.tasks.list();
    expect(execution?.status).toBe("active");
    expect(JSON.parse(task?.attributes ?? "{}")).toMatchObject({ topic: "bill", call_sid: sid, from: ana, to: desk });

    account.voice.hangUp(sid);
    await account.clock.advance(0);

    expect(await path(executions(execution?.sid ?? ""))).toEqual([
      "incomingCall > say",
      "audioComplete > flex",
      "callComplete > last",
      "next > Ended",
    ]);
    expect((await place.tasks(task?.sid ?? "").fetch()).assignmentStatus).toBe("canceled");
  });
});

describe("calls", () => {
  async function calling(...widgets: readonly State[]) {
    const opened = await open(...widgets);
    const { account, client, flow } = opened;
    await client.incomingPhoneNumbers.create({ phoneNumber: desk, voiceUrl: flow.webhookUrl });
    const { sid } = account.voice.inbound({ from: ana, to: desk });
    await account.clock.advance(0);
    const [execution] = await opened.executions.list();
    return { ...opened, callSid: sid, execution: opened.executions(execution?.sid ?? "") };
  }
  const gather = widget(
    "gather",
    "gather-input-on-call",
    { say: "Press a key", timeout: 5 },
    { keypress: "which", timeout: "last" },
  );
  const which = split("which", "{{widgets.gather.Digits}}", { "1": "last" });

  test("keys lead on", async () => {
    const { account, callSid, execution } = await calling(gather, which, last);

    expect(account.voice.press(callSid, "1")).toBe(true);
    await account.clock.advance(0);

    expect(await path(execution)).toEqual([
      "incomingCall > gather",
      "keypress > which",
      "match > last",
      "next > Ended",
    ]);
  });

  test("the call ends where the flow does", async () => {
    const { account, client, callSid, execution } = await calling(gather, which, last);

    await account.clock.advance(10);

    expect((await path(execution)).at(-1)).toBe("next > Ended");
    expect(await client.calls(callSid).fetch()).toMatchObject({ status: "completed", direction: "inbound" });
  });

  test("a hang-up ends the execution of a widget that does not wait for it", async () => {
    const { account, callSid, execution } = await calling(gather, which, last);

    account.voice.hangUp(callSid);

    expect((await execution.fetch()).status).toBe("ended");
  });

  test("a call that is redirected leaves the flow and goes on", async () => {
    const { account, client, callSid, execution } = await calling(gather, which, last);

    await client.calls(callSid).update({ twiml: "<Response><Pause length='60'/></Response>" });
    await account.clock.advance(30);

    expect((await execution.fetch()).status).toBe("ended");
    expect((await client.calls(callSid).fetch()).status).toBe("in-progress");
  });

  test("a flow without concurrent calls takes one call of a caller at a time", async () => {
    const { account, client, flow } = await calling(gather, which, last);
    const definition = { ...definitionOf(gather, which, last), flags: { allow_concurrent_calls: false } };
    await client.studio.v2.flows(flow.sid).update({ status: "published", definition });

    expect(account.voice.inbound({ from: ana, to: desk }).status).toBe("completed");
    expect(account.voice.inbound({ from: "+15550100009", to: desk }).status).toBe("in-progress");
  });
});

test("a flow that was never published runs nothing", async () => {
  const { client, flow } = await open(last);
  const draft = await client.studio.v2.flows.create({
    friendlyName: "x",
    status: "draft",
    definition: definitionOf(last),
  });

  const run = client.studio.v2.flows(draft.sid).executions.create({ to: ana, from: desk });

  await expect(run).rejects.toMatchObject({ status: 400, code: 20001 });
  expect(flow.status).toBe("published");
});

test("an execution goes on from a snapshot as it would have gone", async () => {
  const ask = widget("ask", "send-and-wait-for-reply", { from: desk, body: "Yes?", timeout: 60 }, { timeout: "last" });
  const opened = await open(ask, last);
  const execution = await start(opened);
  const { sid } = await execution.fetch();
  const other = new Account();
  other.restore(opened.account.snapshot());
  const there = other.client().studio.v2.flows(opened.flow.sid).executions(sid);

  await opened.account.clock.advance(90);
  await other.clock.advance(90);

  expect(await path(there)).toEqual(await path(execution));
  expect((await there.fetch()).toJSON()).toEqual((await execution.fetch()).toJSON());
  expect((await there.fetch()).status).toBe("ended");
});

test("the beginning, each step and the end are published", async () => {
  const clock = new Clock(new Date("2026-03-02T09:00:00Z"));
  const kernel = {
    clock,
    sids: new Sids(),
    limits: new RateLimits(clock),
    switches: standardSwitches(),
    accountSid: `AC${"0".repeat(32)}`,
    random: () => 0,
  };
  const published: string[] = [];
  const studio = new Studio(kernel, {
    flex: { sendToFlex: () => ({ refusal: "none" }), hangUp: () => {} },
    webhooks: { send: async () => plain(200, "") },
    sendMessage: () => ({ refusal: "none" }),
    publish: (type, { status, transitioned_to }) => published.push(`${type} ${status ?? transitioned_to}`),
  });
  const create = studio.operations.find(({ name }) => name === "CreateFlow");
  const parameters = { FriendlyName: "x", Status: "published", Definition: JSON.stringify(definitionOf(last)) };
  create?.run({ method: "POST", path: "/v2/Flows", ids: {}, parameters, headers: {} });

  const flowSid = `FW${"0".repeat(31)}1`;
  studio.startFor({ flowSid, trigger: "incomingConversationMessage", contactAddress: ana, flowAddress: desk });
  await clock.advance(0);

  expect(published).toEqual([
    "com.twilio.studio.flow.execution.started active",
    "com.twilio.studio.flow.step.ended last",
    "com.twilio.studio.flow.step.ended Ended",
    "com.twilio.studio.flow.execution.ended ended",
  ]);
});
