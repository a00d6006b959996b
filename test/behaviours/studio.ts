/** Studio: https://www.twilio.com/docs/studio/rest-api/v2 */
import assert from "node:assert/strict";
import { definitionOf, type State, split, widget } from "../support/flows";
import { floorOf } from "../support/task-floor";
import type { Behaviour, Stage } from "./behaviour";

const HOOKS = "https://hooks.example";
const ana = "+15550100001";
const desk = "+15550100002";
const gone = (error: { status?: number }) => error.status === 404;
const json = (body: unknown) => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const publish = ({ client }: Stage, ...widgets: readonly State[]) =>
  client.studio.v2.flows.create({
    friendlyName: "Front door",
    status: "published",
    definition: definitionOf(...widgets),
  });

/** Runs a flow of these widgets until nothing more happens at once. */
async function run(stage: Stage, widgets: readonly State[], parameters: object = {}) {
  const { sid: flowSid } = await publish(stage, ...widgets);
  const executions = stage.client.studio.v2.flows(flowSid).executions;
  const { sid } = await executions.create({ to: ana, from: desk, parameters });
  await stage.account.clock.advance(0);
  return { flowSid, executions, sid, execution: executions(sid) };
}

const path = async (execution: Awaited<ReturnType<typeof run>>["execution"]) =>
  (await execution.steps.list()).toReversed().map(({ transitionedTo }) => transitionedTo);

const hello = widget("hello", "set-variables", { variables: [{ key: "greeting", value: "Hello {{flow.data.name}}" }] });

export const studioBehaviours: readonly Behaviour[] = [
  {
    of: ["studio.CreateFlow", "studio.FetchFlow"],
    says: "a flow that was created can be fetched with its definition",
    async run(stage) {
      const { sid } = await publish(stage, hello);

      const flow = await stage.client.studio.v2.flows(sid).fetch();
      assert.deepEqual([flow.definition.states.length, flow.revision, flow.valid], [2, 1, true]);
    },
  },
  {
    of: ["studio.UpdateFlowValidate"],
    says: "validation finds every problem of a definition with its place",
    async run(stage) {
      const { client } = stage;
      const flow = { friendlyName: "Front door", status: "draft", definition: definitionOf(hello) } as const;
      assert.equal((await client.studio.v2.flowValidate.update(flow)).valid, true);

      const { body, status } = stage.request("POST", "https://studio.twilio.com/v2/Flows/Validate", {
        FriendlyName: "Front door",
        Status: "draft",
        Definition: JSON.stringify(
          definitionOf(widget("a", "run-function", {}, { success: "nowhere" }), widget("a", "split-based-on")),
        ),
      });

      const { errors } = (body as { details: { errors: { property_path: string }[] } }).details;
      assert.equal(status, 400);
      assert.deepEqual(
        errors.map(({ property_path }) => property_path),
        [
          "#/states/2/name",
          "#/states/1/transitions/0/next",
          "#/states/1/properties/url",
          "#/states/2/properties/input",
        ],
      );
    },
  },
  {
    of: ["studio.UpdateFlow", "studio.FetchFlowRevision", "studio.ListFlowRevision"],
    says: "each update makes a revision, and old revisions can be read",
    async run(stage) {
      const { client } = stage;
      const { sid } = await publish(stage, hello);
      await client.studio.v2
        .flows(sid)
        .update({ status: "draft", friendlyName: "Back door", commitMessage: "renamed" });

      const { revisions } = client.studio.v2.flows(sid);
      assert.equal((await client.studio.v2.flows(sid).fetch()).friendlyName, "Back door");
      assert.equal((await revisions("1").fetch()).friendlyName, "Front door");
      assert.equal((await revisions("LatestPublished").fetch()).revision, 1);
      assert.equal((await revisions("LatestRevision").fetch()).commitMessage, "renamed");
      // The client's own list fails on every revision it reads.
      const list = stage.request("GET", `https://studio.twilio.com/v2/Flows/${sid}/Revisions?PageSize=1&Page=1`);
      const { revisions: page, meta } = list.body as {
        revisions: { revision: number }[];
        meta: { next_page_url: null };
      };
      assert.deepEqual([page.map(({ revision }) => revision), meta.next_page_url], [[1], null]);
    },
  },
  {
    of: ["studio.ListFlow", "studio.DeleteFlow"],
    says: "flows are listed page by page, and a deleted one is gone",
    async run(stage) {
      const { client } = stage;
      const [one, two] = [await publish(stage, hello), await publish(stage, hello)];
      const sids = async () => (await client.studio.v2.flows.list({ pageSize: 1 })).map(({ sid }) => sid);
      assert.deepEqual(await sids(), [two.sid, one.sid]);

      await client.studio.v2.flows(one.sid).remove();

      assert.deepEqual(await sids(), [two.sid]);
      await assert.rejects(client.studio.v2.flows(one.sid).fetch(), gone);
    },
  },
  {
    of: ["studio.UpdateTestUser", "studio.FetchTestUser"],
    says: "a test user runs the draft, everybody else what is published",
    async run(stage) {
      const { client, account } = stage;
      const { sid } = await publish(stage, hello);
      const flow = client.studio.v2.flows(sid);
      await flow.update({ status: "draft", definition: definitionOf(widget("draft", "set-variables")) });
      await flow.testUsers().update({ testUsers: [ana] });

      const tested = await flow.executions.create({ to: ana, from: desk });
      const usual = await flow.executions.create({ to: "+15550100003", from: desk });
      await account.clock.advance(0);

      assert.deepEqual((await flow.testUsers().fetch()).testUsers, [ana]);
      assert.deepEqual(await path(flow.executions(tested.sid)), ["draft", "Ended"]);
      assert.deepEqual(await path(flow.executions(usual.sid)), ["hello", "Ended"]);
    },
  },
  {
    of: ["studio.CreateExecution", "studio.FetchExecution", "studio.FetchExecutionContext"],
    says: "an execution sees its parameters as flow.data and keeps what it sets",
    async run(stage) {
      const { execution } = await run(stage, [hello], { name: "Ana" });

      assert.equal((await execution.fetch()).status, "ended");
      const { context } = await execution.executionContext().fetch();
      assert.equal(context.flow.variables.greeting, "Hello Ana");
    },
  },
  {
    of: ["studio.ListExecutionStep", "studio.FetchExecutionStep", "studio.FetchExecutionStepContext"],
    says: "each step tells from where to where, by which event, and what was known",
    async run(stage) {
      const { execution } = await run(stage, [hello], { name: "Ana" });

      const [last, first] = await execution.steps.list({ pageSize: 1 });
      assert.deepEqual(
        [first?.name, first?.transitionedFrom, first?.transitionedTo, first?.type],
        ["incomingRequest", "Trigger", "hello", "trigger"],
      );
      const step = execution.steps(last?.sid ?? "");
      assert.equal((await step.fetch()).name, "next");
      assert.equal((await step.stepContext().fetch()).context.flow.variables.greeting, "Hello Ana");
      const before = await execution
        .steps(first?.sid ?? "")
        .stepContext()
        .fetch();
      assert.deepEqual(before.context.flow.variables, {});
    },
  },
  {
    of: ["studio.ListExecution"],
    says: "executions are listed by the time of their beginning, page by page",
    async run(stage) {
      const { executions, sid } = await run(stage, [hello]);
      await stage.account.clock.advance(60);
      const later = await executions.create({ to: ana, from: desk });
      const sids = async (by: object = {}) => (await executions.list(by)).map((one) => one.sid);

      assert.deepEqual(await sids({ pageSize: 1 }), [later.sid, sid]);
      assert.deepEqual(await sids({ dateCreatedFrom: later.dateCreated }), [later.sid]);
      assert.deepEqual(await sids({ dateCreatedTo: new Date(later.dateCreated.getTime() - 1000) }), [sid]);
    },
  },
  {
    of: ["studio.UpdateExecution", "studio.DeleteExecution"],
    says: "an execution that is ended goes no further, and a deleted one is gone",
    async run(stage) {
      const ask = widget("ask", "send-and-wait-for-reply", { from: desk, body: "Yes?" }, { timeout: "hello" });
      const { execution } = await run(stage, [ask, hello]);
      await execution.update({ status: "ended" });

      await stage.account.clock.advance(7200);
      assert.deepEqual(await path(execution), ["ask"]);
      assert.equal((await execution.fetch()).status, "ended");

      await execution.remove();
      await assert.rejects(execution.fetch(), gone);
    },
  },
  {
    of: ["studio.CreateExecution"],
    says: "a contact has one active execution at a time",
    async run(stage) {
      const ask = widget("ask", "send-and-wait-for-reply", { from: desk, body: "Yes?" });
      const { executions, execution } = await run(stage, [ask]);

      const again = () => executions.create({ to: ana, from: desk });
      await assert.rejects(again(), (error: { status?: number }) => error.status === 409);
      await execution.update({ status: "ended" });
      await assert.doesNotReject(again());
    },
  },
  {
    of: ["studio.CreateExecution", "studio.FetchExecutionContext"],
    says: "Run Function posts its parameters, signed, and later widgets see what was parsed",
    async run(stage) {
      const received = stage.listen(HOOKS, () => json({ queue: "billing" }));
      const ask = widget(
        "ask",
        "run-function",
        { url: `${HOOKS}/route`, parameters: [{ key: "from", value: "{{contact.channel.address}}" }] },
        { success: "which" },
      );
      const { execution } = await run(stage, [
        ask,
        split("which", "{{widgets.ask.parsed.queue}}", { Billing: "hello" }),
        hello,
      ]);

      assert.equal(received[0]?.body, new URLSearchParams({ from: ana }).toString());
      assert.ok(received[0]?.headers["x-twilio-signature"]);
      assert.deepEqual(await path(execution), ["ask", "which", "hello", "Ended"]);
      const { context } = await execution.executionContext().fetch();
      assert.equal(context.widgets.ask.status_code, 200);
    },
  },
  {
    of: ["studio.CreateExecution", "studio.ListExecutionStep"],
    says: "a function that answers with an error leads to fail",
    async run(stage) {
      stage.listen(HOOKS, () => ({ status: 500, headers: {}, body: "" }));
      const ask = widget("ask", "run-function", { url: `${HOOKS}/route` }, { success: "ask", fail: "hello" });

      const { execution } = await run(stage, [ask, hello]);

      assert.deepEqual(await path(execution), ["ask", "hello", "Ended"]);
    },
  },
  {
    of: ["studio.CreateExecution", "taskrouter.FetchTask"],
    says: "Send to Flex makes a task with the rendered attributes",
    async run(stage) {
      const { place, workflow } = await floorOf(stage.client);
      const flex = widget("flex", "send-to-flex", {
        workflow: workflow.sid,
        channel: "chat",
        attributes: '{"topic": "{{flow.data.topic}}"}',
        priority: "7",
      });

      const { execution } = await run(stage, [flex], { topic: "bill" });

      const { context } = await execution.executionContext().fetch();
      const task = await place.tasks(context.widgets.flex.task_sid).fetch();
      assert.equal(JSON.parse(task.attributes).topic, "bill");
      assert.deepEqual([task.priority, task.timeout, task.taskChannelUniqueName], [7, 3600, "chat"]);
    },
  },
];
