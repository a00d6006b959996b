/** What messages, calls and conversations do to flows, and flows to them. */
import { definitionOf, type State, split, widget } from "../support/flows";
import { ana, desk, last, openFlow, path, start } from "../support/studio";
import { floorOf } from "../support/task-floor";

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
    const opened = await openFlow(ask, split("which", "{{widgets.ask.inbound.Body}}", { "7": "thank" }), thank, last);
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
    const opened = await openFlow(ask, split("which", "x", {}), last);
    const execution = await start(opened);

    await opened.account.clock.advance(60);
    opened.account.messaging.inbound({ from: ana, to: desk, body: "7" });

    expect(await path(execution)).toEqual(["incomingRequest > ask", "timeout > last", "next > Ended"]);
  });

  test("what cannot be sent leads to deliveryFailure", async () => {
    const opened = await openFlow(
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
    const opened = await openFlow(
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
    const opened = await openFlow(last);
    const floor = await floorOf(opened.client);
    const definition = definitionOf(flexTo(workflow ?? floor.workflow.sid, attributes), last);
    await opened.client.studio.v2.flows(opened.flow.sid).update({ status: "published", definition });

    expect(await path(await start(opened))).toContain("failedToEnqueue > last");
    expect(await floor.place.tasks.list()).toEqual([]);
  });

  test("a conversation becomes an interaction, and its task knows both", async () => {
    const opened = await openFlow(last);
    const { account, client, flow } = opened;
    const { place, workflow } = await floorOf(client);
    const definition = definitionOf(flexTo(workflow.sid, '{"topic":"{{trigger.conversation.Body}}"}'), last);
    await client.studio.v2.flows(flow.sid).update({ status: "published", definition });
    await client.conversations.v1.addressConfigurations.create({
      ...{ type: "sms", address: desk, "autoCreation.enabled": true },
      ...{ "autoCreation.type": "studio", "autoCreation.studioFlowSid": flow.sid },
    });

    const conversationSid = account.conversations.inbound({ from: ana, to: desk, body: "bill" })?.conversation.sid;
    await account.clock.advance(1);

    const [task] = await place.tasks.list();
    const attributes = JSON.parse(task?.attributes ?? "{}");
    expect(attributes).toMatchObject({ topic: "bill", channelType: "sms", customerAddress: ana, conversationSid });
    const channels = client.flexApi.v1.interaction(attributes.flexInteractionSid).channels;
    expect(await channels(attributes.flexInteractionChannelSid).fetch()).toMatchObject({
      type: "sms",
      status: "active",
    });
  });

  test("a call waits in the widget until the caller hangs up, which cancels the task", async () => {
    const opened = await openFlow(last);
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
    const opened = await openFlow(...widgets);
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
