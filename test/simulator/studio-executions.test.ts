/** How executions go from widget to widget. */
import { Account } from "../../simulator/account";
import { Clock } from "../../simulator/kernel/clock";
import { RateLimits } from "../../simulator/kernel/rate-limit";
import { Sids } from "../../simulator/kernel/sids";
import { standardSwitches } from "../../simulator/kernel/switches";
import { Studio } from "../../simulator/studio/studio";
import { definitionOf, split, widget } from "../support/flows";
import { ana, answering, contextOf, desk, HOOKS, json, last, openFlow, path, plain, start } from "../support/studio";

describe("Run Function", () => {
  const ask = widget("ask", "run-function", { url: `${HOOKS}/f` }, { success: "last", fail: "last" });

  test.each([
    { what: "200", answer: plain(200, "ok"), event: "success" },
    { what: "302", answer: plain(302, ""), event: "success" },
    { what: "404", answer: plain(404, ""), event: "fail" },
    { what: "64 kB", answer: plain(200, "x".repeat(65_536)), event: "success" },
    { what: "a byte more", answer: plain(200, "x".repeat(65_537)), event: "fail" },
  ])("$what: $event", async ({ answer, event }) => {
    const opened = await openFlow(ask, last);
    answering(opened, () => answer);

    expect(await path(await start(opened))).toContain(`${event} > last`);
  });

  test("an answer after ten seconds comes too late", async () => {
    const opened = await openFlow(ask, last);
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
    const opened = await openFlow(
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
    const opened = await openFlow(widget("ask", "run-function", { url: `${HOOKS}/f` }, { success: "pause" }), pause);
    const received = answering(opened, () => plain(200, ""));

    const execution = await start(opened);

    expect(received).toHaveLength(10);
    expect((await path(execution)).at(-1)).toBe("error > Ended");
    expect((await contextOf(execution)).widgets.ask.error).toMatchObject({ code: 81001 });
  });

  test("an execution that was ended meanwhile stays where it was", async () => {
    const opened = await openFlow(ask, last);
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
  const opened = await openFlow(
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
  const opened = await openFlow(widget("post", "make-http-request", post, { failed: "last" }), last);

  expect(await path(await start(opened))).toContain("failed > last");
});

test("variables have the types that are asked for", async () => {
  const variables = [
    { key: "text", value: "1" },
    { key: "number", value: "1", type: "number" },
    { key: "flag", value: "true", type: "boolean" },
  ];
  const execution = await start(await openFlow(widget("set", "set-variables", { variables })));

  expect((await contextOf(execution)).flow.variables).toEqual({ text: "1", number: 1, flag: true });
});

test.each([
  { what: "a widget that is not modelled", state: widget("x", "record-voicemail"), says: /record-voicemail/ },
  {
    what: "an unknown tag",
    state: widget("x", "set-variables", { variables: [{ key: "a", value: "{% shout %}" }] }),
    says: /tag "shout" not found/,
  },
  { what: "speech without a call", state: widget("x", "say-play", { say: "Hi" }), says: /no call/ },
])("$what ends the execution, by name", async ({ state, says }) => {
  const execution = await start(await openFlow(state));

  const { error } = (await contextOf(execution)).widgets.x ?? {};
  expect((await execution.fetch()).status).toBe("ended");
  expect(error.message).toMatch(says);
});

test("a flow that was never published runs nothing", async () => {
  const { client, flow } = await openFlow(last);
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
  const opened = await openFlow(ask, last);
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
