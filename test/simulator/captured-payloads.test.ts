/**
 * Published messages of Twilio's, each read, and compared with what the account sends in the same place: its keys, and
 * the kinds of its values. Where the account differs, the difference is written down here.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Account } from "../../simulator/account";

const FOLDER = join(__dirname, "../fixtures/payloads");
const files = readdirSync(FOLDER);
const text = (file: string) => readFileSync(join(FOLDER, file), "utf8").trimEnd();
type Json = Record<string, unknown>;
const json = (file: string): Json => JSON.parse(text(file));
const form = (encoded: string): Record<string, string> => Object.fromEntries(new URLSearchParams(encoded));
const sorted = (keys: Iterable<string>) => [...keys].sort();
const without = (keys: Iterable<string>, others: Iterable<string>) => {
  const known = new Set(others);
  return sorted(keys).filter((key) => !known.has(key));
};

/** What a value looks like: two messages agree where each key's values look alike. */
const FORMS: readonly [name: string, matches: RegExp][] = [
  ["a SID", /^[A-Z]{2}[0-9a-f]{32}$/],
  ["milliseconds since 1970", /^\d{13}$/],
  ["seconds since 1970", /^\d{10}$/],
  ["a whole number", /^\d+$/],
  ["a moment to the millisecond", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ["a moment to the second", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ["a JSON object", /^\{.*\}$/s],
  ["an address", /^https:/],
];
const formOf = (value: unknown): string => {
  if (typeof value !== "string") return value === null ? "null" : typeof value;
  return FORMS.find(([, matches]) => matches.test(value))?.[0] ?? "text";
};
const formsOf = (message: Json, keys: Iterable<string>) =>
  Object.fromEntries(sorted(keys).map((key) => [key, formOf(message[key])]));

/** A floor on which everything that has a captured event happens once; what its callback and its sink got. */
async function play() {
  const account = new Account({ seed: 1, start: new Date("2026-01-05T12:00:00Z") });
  const client = account.client();
  const workspace = client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  const forms: Record<string, string>[] = [];
  const cloudEvents: Json[] = [];
  account.webhooks.host("https://floor.example", async ({ url, body }) => {
    if (url.pathname === "/sink") cloudEvents.push(...JSON.parse(body));
    else forms.push(form(body));
    return { status: 204, headers: {}, body: "" };
  });
  await workspace.update({ eventCallbackUrl: "https://floor.example/callback" });
  const sink = await client.events.v1.sinks.create({
    description: "floor",
    sinkType: "webhook",
    sinkConfiguration: { destination: "https://floor.example/sink", method: "POST", batch_events: false },
  });
  const types = ["reservation.accepted", "reservation.created", "task.canceled"];
  await client.events.v1.subscriptions.create({
    description: "floor",
    sinkSid: sink.sid,
    types: types.map((type) => ({ type: `com.twilio.taskrouter.${type}`, schema_version: 4 })),
  });
  const queue = await workspace.taskQueues.create({ friendlyName: "MyQueueName" });
  await workspace.taskQueues(queue.sid).update({ targetWorkers: "type == 'cases'" });
  const configuration = JSON.stringify({
    task_routing: { filters: [{ filter_friendly_name: "all", expression: "1==1", targets: [{ queue: queue.sid }] }] },
  });
  await workspace.workflows.create({ friendlyName: "Default Fifo Workflow", configuration });
  const worker = await workspace.workers.create({ friendlyName: "Cases Worker" });
  await workspace.workers(worker.sid).update({ attributes: `{"type":"cases"}` });
  const [available] = await workspace.activities.list({ friendlyName: "Available" });
  await account.clock.advance(60);
  await workspace.workers(worker.sid).update({ activitySid: available?.sid ?? "" });
  const task = await workspace.tasks.create({ attributes: "{}", taskChannel: "voice" });
  const [reservation] = await workspace.tasks(task.sid).reservations.list();
  await account.clock.advance(5);
  const context = workspace.tasks(task.sid).reservations(reservation?.sid ?? "");
  await context.update({ reservationStatus: "accepted" });
  await workspace.tasks(task.sid).update({ assignmentStatus: "wrapping", reason: "done" });
  await workspace.tasks(task.sid).update({ assignmentStatus: "completed", reason: "done" });
  const given = await workspace.tasks.create({ attributes: "{}", taskChannel: "chat" });
  await workspace.workers(worker.sid).workerChannels("voice").update({ capacity: 3 });
  await workspace.workers(worker.sid).workerChannels("voice").update({ available: false });
  const waiting = await workspace.tasks.create({ attributes: "{}", taskChannel: "voice" });
  await workspace.tasks(waiting.sid).update({ attributes: `{"vip":true}` });
  await workspace.tasks(waiting.sid).update({ assignmentStatus: "canceled", reason: "hangup" });
  await workspace.activities.create({ friendlyName: "Lunch" });
  await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });
  await account.clock.advance(1);
  const raw = (path: string): Json => {
    const response = account.handle({
      product: "taskrouter",
      method: "GET",
      path: `/v1/Workspaces/${account.taskRouter.workspace.sid}${path}`,
      parameters: {},
      headers: {},
      username: account.accountSid,
      password: account.authToken,
      caller: "test",
    });
    return response.body as Json;
  };
  const formOfType = (type: string): Record<string, string> => forms.find(({ EventType }) => EventType === type) ?? {};
  return { account, workspace, forms, cloudEvents, raw, formOfType, taskSid: task.sid, workerSid: worker.sid, given };
}
const played = play();

test("every file here has a row in the README", () => {
  const readme = text("README.md");
  const isTold = (file: string) =>
    [...readme.matchAll(/`([\w*.-]+)`/g)].some(([, pattern = ""]) =>
      new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(file),
    );

  expect(files.filter((file) => file !== "README.md" && !isTold(file))).toEqual([]);
});

test.each(files.filter((file) => file.endsWith(".json")))("%s holds no one's SIDs or phone numbers", (file) => {
  const sids = text(file).match(/\b[A-Z]{2}[0-9a-f]{32}\b/g) ?? [];
  const numbers = text(file).match(/\+\d{7,}/g) ?? [];

  expect(sids.filter((sid) => !/^..0{31}[01]$/.test(sid))).toEqual([]);
  expect(numbers.filter((number) => !/^\+1555010\d{4}$/.test(number))).toEqual([]);
});

const CALLBACKS = ["task-queue-expression-updated", "worker-attributes-update", "worker-created"];

describe.each(CALLBACKS)("the captured callback %s", (name) => {
  const captured = json(`event-callback-${name}.json`) as Record<string, string>;

  test("reads the same as a form, and again when encoded anew", () => {
    const encoded = text(`event-callback-${name}.form.txt`);

    expect(form(encoded)).toEqual(captured);
    expect(form(new URLSearchParams(captured).toString())).toEqual(captured);
  });

  test("has the account's keys and no other, with values of the same form", async () => {
    const { formOfType } = await played;
    const ours = formOfType(captured["EventType"] ?? "");

    expect(formsOf(ours, Object.keys(ours))).toEqual(formsOf(captured, Object.keys(captured)));
  });

  test("tells the same type of resource", async () => {
    const { formOfType } = await played;

    expect(formOfType(captured["EventType"] ?? "")["ResourceType"]).toBe(captured["ResourceType"]);
  });
});

/** `task.updated` also says in which filter the task stands; whether Twilio's does is not known. */
const MORE_OF_A_TASK = ["WorkflowFilterName", "TaskIgnoreCapacity", "TaskVirtualStartTime"];

test("the account's task.updated has the keys of the captured task event", async () => {
  const { formOfType } = await played;
  const captured = json("event-callback-task-event-keys.json")["keys_in_published_order"] as string[];
  const ours = Object.keys(formOfType("task.updated"));

  expect(without(captured, ours)).toEqual([]);
  expect(without(ours, [...captured, ...MORE_OF_A_TASK])).toEqual([]);
});

type Keys = {
  common: string[];
  commonCaptured: string[];
  groups: Record<string, string[]>;
  events: Record<string, string[]>;
  assignmentCallback: string[];
  eventStreams: { envelope: string[] };
};
const keys = json("event-callback-keys.json") as unknown as Keys;

/** Documented keys the account leaves out. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  "activity.created": ["ActivityAvailable", "ActivityName", "ActivitySid"],
  "activity.updated": ["ActivityAvailable", "ActivityName", "ActivitySid"],
  "task-channel.created": ["TaskChannelName", "TaskChannelOptimizedRouting", "TaskChannelSid", "TaskChannelUniqueName"],
};

test("every callback the account sends has the keys that its type is documented and captured with", async () => {
  const { forms } = await played;
  const common = [...keys.common, ...keys.commonCaptured];

  const missing = forms.flatMap((sent) => {
    const type = sent["EventType"] ?? "";
    const expected = (keys.events[type] ?? ["unknown"]).flatMap((group) => keys.groups[group] ?? [`group ${group}`]);
    const gone = without([...common, ...expected], [...Object.keys(sent), ...(LEFT_OUT[type] ?? [])]);
    return gone.map((key) => `${type} without ${key}`);
  });

  expect(missing).toEqual([]);
  expect(new Set(forms.map(({ EventType }) => EventType)).size).toBeGreaterThanOrEqual(20);
});

test("every value of a callback is text", async () => {
  const { forms } = await played;

  expect(forms.flatMap((sent) => Object.values(sent)).filter((value) => typeof value !== "string")).toEqual([]);
});

test("the synthetic assignment callback has the documented keys", () => {
  expect(sorted(Object.keys(form(text("assignment-callback-SYNTHETIC.form.txt"))))).toEqual(
    sorted(keys.assignmentCallback),
  );
});

describe("the Events API's captured answer", () => {
  const { events, meta } = json("events-api-real-example.json") as unknown as { events: Json[]; meta: Json };
  /** Since 2015 every event has these, by the OpenAPI document. */
  const SINCE = ["event_date_ms", "workspace_sid"];
  /** Told of a worker whose activity changed with the reservation: that was before workers had several tasks at once. */
  const NO_LONGER = ["worker_time_in_previous_activity"];
  const types = ["worker.activity.update", "reservation.created"];

  async function pairOf(type: string) {
    const { raw } = await played;
    const ours = (raw("/Events")["events"] as Json[]).find((event) => event["event_type"] === type) ?? {};
    const theirs = events.find((event) => event["event_type"] === type) ?? {};
    return { ours, theirs };
  }

  test("is paged as the account's", async () => {
    const { raw } = await played;

    expect(formsOf(raw("/Events")["meta"] as Json, Object.keys(meta))).toEqual(formsOf(meta, Object.keys(meta)));
  });

  test.each(types)("has the same keys of a %s, and values of the same form", async (type) => {
    const { ours, theirs } = await pairOf(type);
    // The capture hides the address it came from; an event that nobody asked for has none.
    const shared = without(Object.keys(theirs), ["source_ip_address"]);

    expect(without(Object.keys(ours), SINCE)).toEqual(sorted(Object.keys(theirs)));
    expect(formsOf(ours, shared)).toEqual(formsOf(theirs, shared));
  });

  test.each(types)("has no key in the data of a %s that the account's has not, and the same forms", async (type) => {
    const { ours, theirs } = await pairOf(type);
    const [data, captured] = [ours["event_data"] as Json, theirs["event_data"] as Json];
    const expected = without(Object.keys(captured), type === "reservation.created" ? NO_LONGER : []);

    expect(without(expected, Object.keys(data))).toEqual([]);
    expect(formsOf(data, expected)).toEqual(formsOf(captured, expected));
  });
});

describe("the CloudEvent in the documentation", () => {
  const documented = json("event-streams-doc-example-cut.json");
  const data = documented["data"] as Json;
  /** Of the account and its parent, and what the publisher adds: the account has no names of those. */
  const OF_THE_ACCOUNT = ["account_friendly_name", "parent_account_sid", "parent_friendly_name", "publisher_metadata"];
  /** The example shows every field a task can have; the account shows a reason only where there is one. */
  const OF_CLOSED_TASKS = ["task_canceled_reason", "task_completed_reason", "reason"];

  const sent = async () => {
    const { cloudEvents } = await played;
    const found = cloudEvents.find((event) => event["type"] === documented["type"]) ?? {};
    return { event: found, data: found["data"] as Json, payload: (found["data"] as Json)["payload"] as Json };
  };

  test("has the envelope of the account's", async () => {
    const { event } = await sent();

    // CloudEvents makes `time` optional, and the documentation leaves it out of this example only.
    expect(sorted(Object.keys(event))).toEqual(sorted(keys.eventStreams.envelope));
    expect(without(Object.keys(documented), Object.keys(event))).toEqual([]);
    expect(event["dataschema"]).toBe(documented["dataschema"]);
  });

  test("wraps the payload as the account does", async () => {
    const ours = await sent();
    const shared = without(Object.keys(data), [...OF_THE_ACCOUNT, "payload"]);

    expect(without(shared, Object.keys(ours.data))).toEqual([]);
    expect(without(Object.keys(ours.data), Object.keys(data))).toEqual([]);
    expect(formsOf(ours.data, without(shared, ["account_sid"]))).toEqual(
      formsOf({ ...data, account_sid: "" }, without(shared, ["account_sid"])),
    );
  });

  test("carries no field, up to where it is cut, that the account's payload has not, and the same forms", async () => {
    const { payload } = await sent();
    const documentedPayload = data["payload"] as Json;
    const shared = without(Object.keys(documentedPayload), OF_CLOSED_TASKS);

    expect(without(shared, Object.keys(payload))).toEqual([]);
    expect(formsOf(payload, shared)).toEqual(formsOf(documentedPayload, shared));
  });
});

describe.each(files.filter((file) => file.startsWith("captured-reservations-")))("the reservation in %s", (file) => {
  const captured = json(file);
  /** Shown in 2015 and since left out of the OpenAPI document. */
  const NO_LONGER = ["task_channel_sid", "task_channel_unique_name"];

  test("has the keys of the account's, and values of the same form", async () => {
    const { raw, taskSid } = await played;
    const [ours = {}] = raw(`/Tasks/${taskSid}/Reservations`)["reservations"] as Json[];
    const shared = without(Object.keys(captured), NO_LONGER);

    expect(without(Object.keys(ours), NO_LONGER)).toEqual(shared);
    expect(formsOf(ours, shared)).toEqual(formsOf(captured, shared));
    expect(sorted(Object.keys(ours["links"] as Json))).toEqual(sorted(Object.keys(captured["links"] as Json)));
  });
});

describe("Flex attributes are kept as they are sent", () => {
  test("of a task, with all that Insights reads, within 4,096 characters", async () => {
    const { account } = await played;
    const attributes = JSON.stringify(json("flex-insights-task-attributes.json"));
    const { tasks } = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);

    const { sid } = await tasks.create({ attributes });

    expect(attributes.length).toBeLessThanOrEqual(4096);
    expect((await tasks(sid).fetch()).attributes).toBe(attributes);
  });

  test.each(["flex-insights-worker-attributes.json", "flex-worker-attributes-example.json"])(
    "of a worker, %s",
    async (file) => {
      const { account } = await played;
      const attributes = JSON.stringify(json(file));
      const { workers } = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);

      const { sid } = await workers.create({ friendlyName: file, attributes });

      expect((await workers(sid).fetch()).attributes).toBe(attributes);
    },
  );

  test("the example of a worker's is that of the captured callback", () => {
    const captured = json("event-callback-worker-attributes-update.json");

    expect(JSON.parse(String(captured["WorkerAttributes"]))).toEqual(json("flex-worker-attributes-example.json"));
  });
});

describe("the account signs as the `twilio` package does", () => {
  type Vector = { url: string; signature: string; params: Record<string, string>; body: string };
  const vectors = json("signature-test-vectors.json") as unknown as { authToken: string; form: Vector; json: Vector };

  async function signatureOf(url: string, sent: { form: Record<string, string> } | { json: unknown }) {
    const account = new Account({ authToken: vectors.authToken });
    const received: Readonly<Record<string, string>>[] = [];
    account.webhooks.host(new URL(url).origin, async ({ headers, url: called, body }) => {
      received.push({ signature: headers["x-twilio-signature"] ?? "", url: called.toString(), body });
      return { status: 204, headers: {}, body: "" };
    });
    await account.webhooks.send({ url, ...sent });
    return received[0];
  }

  test("a form", async () => {
    const { url, params, signature } = vectors.form;

    expect(await signatureOf(url, { form: params })).toMatchObject({ signature, url });
  });

  test("JSON, by its hash in the address", async () => {
    const { url, body, signature } = vectors.json;
    const bare = url.slice(0, url.indexOf("?"));

    expect(await signatureOf(bare, { json: JSON.parse(body) })).toEqual({ signature, url, body });
  });
});

test("the synthetic batch is one of CloudEvents with numbers as numbers", () => {
  const [event = {}] = JSON.parse(text("event-streams-batch-SYNTHETIC.json")) as Json[];
  const payload = (event["data"] as Json)["payload"] as Json;

  expect(sorted(Object.keys(event))).toEqual(sorted(keys.eventStreams.envelope));
  expect(formsOf(payload, ["task_age", "task_priority", "task_version"])).toEqual({
    task_age: "number",
    task_priority: "number",
    task_version: "number",
  });
});
