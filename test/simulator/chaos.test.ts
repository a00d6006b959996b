/** What can be made to go wrong between a caller and the account. */
import { parse } from "devalue";
import fc from "fast-check";
import type { Twilio } from "twilio";
import { Account } from "../../simulator/account";
import { ConnectionError } from "../../simulator/chaos/connection-error";
import type { FaultRule } from "../../simulator/chaos/rules";

const NOON = new Date("2026-01-05T12:00:00Z");

async function open(rules: readonly FaultRule[] = [], seed = 1) {
  const account = new Account({ seed, start: NOON });
  const client = account.client();
  const service = await client.sync.v1.services.create({ friendlyName: "floor" });
  const sync = client.sync.v1.services(service.sid);
  await sync.documents.create({ uniqueName: "pulse", data: { beat: 0 } });
  account.faults.set(rules);
  const write = (beat: number) => sync.documents("pulse").update({ data: { beat } });
  const read = async () => ((await sync.documents("pulse").fetch()).data as { beat: number }).beat;
  /** Past the faults. */
  const stored = () => {
    const [document] = account.sync.service(service.sid)?.documents ?? [];
    return (document?.data as { beat: number } | undefined)?.beat;
  };
  return { account, client, sync, write, read, stored };
}

const status = (code: 429 | 500 | 502 | 503, more: object = {}): FaultRule => ({
  kind: "status",
  operation: "sync.*",
  status: code,
  ...more,
});

test.each([429, 500, 502, 503] as const)("a %i is answered in Twilio's shape, and nothing is written", async (code) => {
  const { write, stored } = await open([status(code)]);

  const failed = write(1);

  await expect(failed).rejects.toMatchObject({ status: code, code: 20_000 + code });
  expect(stored()).toBe(0);
});

test("a 429 says when to come again", async () => {
  const { account, client } = await open([status(429, { retryAfter: 7 })]);

  const { statusCode, headers } = (await client.request({
    method: "get",
    uri: "https://sync.twilio.com/v1/Services",
    username: account.accountSid,
    password: account.authToken,
  })) as unknown as { statusCode: number; headers: Record<string, string> };

  expect(statusCode).toBe(429);
  expect(headers["retry-after"]).toBe("7");
});

test("a 503 may come after the write took effect", async () => {
  const { write, stored } = await open([status(503, { when: "after" })]);

  await expect(write(1)).rejects.toMatchObject({ status: 503 });

  expect(stored()).toBe(1);
});

test.each([
  { when: "before", left: 0 },
  { when: "after", left: 1 },
] as const)("a connection reset $when a write leaves it at $left", async ({ when, left }) => {
  const { write, stored } = await open([{ kind: "reset", operation: "sync.UpdateDocument", when }]);

  const lost = write(1);

  await expect(lost).rejects.toThrow(ConnectionError);
  await expect(lost).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(stored()).toBe(left);
});

test("only the operations and callers that a rule names meet it", async () => {
  const { account, read, write } = await open([
    { ...status(500), operation: "sync.Update*" },
    { ...status(502), caller: "/operations/*" },
  ]);
  const tick = account.client(() => "/operations/tick").sync.v1.services.list();

  expect(await read()).toBe(0);
  await expect(write(1)).rejects.toMatchObject({ status: 500 });
  await expect(tick).rejects.toMatchObject({ status: 502 });
});

test("a rule holds between two moments of the account's clock", async () => {
  const { account, read } = await open([
    { kind: "outage", operation: "sync.*", from: "2026-01-05T12:01:00Z", to: "2026-01-05T12:02:00Z" },
  ]);
  const answers = [];
  for (const _minute of [0, 1, 2]) {
    answers.push(
      await read().then(
        () => 200,
        (error: { status: number }) => error.status,
      ),
    );
    await account.clock.advance(60);
  }

  expect(answers).toEqual([200, 503, 200]);
});

test("an outage may refuse connections", async () => {
  const { read } = await open([{ kind: "outage", operation: "*", as: "refused" }]);

  await expect(read()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("requests that went wrong are counted as requests, and what went wrong is counted", async () => {
  const { account, read } = await open([status(500)]);

  await read().catch(() => undefined);

  expect(account.requests.summary().byOperation["sync.FetchDocument"]).toBe(1);
  expect(account.faults.counts()).toEqual({
    total: 1,
    byKind: { status: 1 },
    byOperation: { "sync.FetchDocument": 1 },
  });
});

describe("latency", () => {
  const late: FaultRule = { kind: "latency", operation: "sync.*", min: 2, max: 4 };

  test("keeps an answer back on the account's clock", async () => {
    const { account, read } = await open([late]);
    let answeredAt = 0;
    const reading = read().then(() => {
      answeredAt = account.clock.now();
    });

    await account.clock.advance(10);
    await reading;

    const seconds = (answeredAt - NOON.getTime()) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(2);
    expect(seconds).toBeLessThanOrEqual(4);
  });

  test("of a function's request makes the function wait, and the clock goes on", async () => {
    const { account } = await open([late]);
    const call = account.clock.open();
    const wait = (milliseconds: number) => new Promise<void>((resolve) => call.after(milliseconds, resolve));
    const sleeper = account.client(() => "/a", {}, { wait }).sync.v1.services.list();
    const answered = sleeper.then(() => call.close());

    await account.clock.advance(0);
    await answered;

    expect(account.clock.now()).toBeGreaterThanOrEqual(NOON.getTime() + 2000);
  });
});

describe("a stale read", () => {
  const stale: FaultRule = { kind: "staleReads", operation: "*", seconds: 5 };

  test("is as things were before the last write", async () => {
    const { write, read, stored } = await open([stale]);
    await write(1);

    expect(stored()).toBe(1);
    expect(await read()).toBe(0);
  });

  test("ends when the write is older than its seconds", async () => {
    const { account, write, read } = await open([stale]);
    await write(1);
    await account.clock.advance(4);
    const before = await read();
    await account.clock.advance(2);

    expect([before, await read()]).toEqual([0, 1]);
  });

  test("is of its moment, where several writes follow each other", async () => {
    const { account, write, read } = await open([stale]);
    const seen: number[] = [];
    for (let beat = 1; beat <= 8; beat++) {
      await write(beat);
      await account.clock.advance(1);
      seen.push(await read());
    }

    // Written at second b - 1, read at second b: five seconds behind, and never ahead.
    expect(seen).toEqual([0, 0, 0, 0, 0, 1, 2, 3]);
  });

  test("does not find what has just been created", async () => {
    const { account, sync } = await open([stale]);
    const { sid } = await sync.documents.create({ uniqueName: "new", data: {} });

    await expect(sync.documents(sid).fetch()).rejects.toMatchObject({ status: 404 });
    await expect(sync.documents("new").fetch()).rejects.toMatchObject({ status: 404 });
    await account.clock.advance(6);
    expect(await sync.documents("new").fetch()).toMatchObject({ sid });
  });

  test("of a list leaves out what has just been created", async () => {
    const { account, client } = await open([stale]);
    const { workers } = client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
    await workers.create({ friendlyName: "maria" });

    expect(await workers.list()).toEqual([]);
    await account.clock.advance(6);
    expect(await workers.list()).toMatchObject([{ friendlyName: "maria" }]);
  });

  test("of a list with filters is stale once somebody has asked for it", async () => {
    const { account, client } = await open([stale]);
    const { workers } = client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
    await workers.list({ friendlyName: "maria", pageSize: 20 });
    await workers.create({ friendlyName: "maria" });

    expect(await workers.list({ friendlyName: "maria", pageSize: 20 })).toEqual([]);
  });

  test("carries the revision of its moment, so that a conditional write finds out", async () => {
    const { sync, write } = await open([{ ...stale, operation: "sync.FetchDocument" }]);
    await write(1);
    const { revision } = await sync.documents("pulse").fetch();

    const conditional = sync.documents("pulse").update({ ifMatch: revision, data: { beat: 2 } });

    await expect(conditional).rejects.toMatchObject({ status: 412 });
  });
});

test("a stale read is what was true at a moment of its seconds, whatever happens", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("write" as const) }),
    fc.record({ do: fc.constant("read" as const) }),
    fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 7 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { account, read, write } = await open([{ kind: "staleReads", operation: "*", seconds: 5 }]);
      const history = [{ beat: 0, until: Number.POSITIVE_INFINITY }];
      for (const taken of steps) {
        const now = account.clock.now();
        if (taken.do === "wait") await account.clock.advance(taken.seconds);
        else if (taken.do === "write") {
          const last = history.at(-1);
          if (last) last.until = now;
          history.push({ beat: history.length, until: Number.POSITIVE_INFINITY });
          await write(history.length - 1);
        } else {
          const possible = history.filter(({ until }) => until >= now - 5000).map(({ beat }) => beat);
          expect(possible).toContain(await read());
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a read that is asked for now and then is stale too", async () => {
  const { account, client } = await open([{ kind: "staleReads", operation: "*", seconds: 5 }]);
  const { workers } = client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  await workers.list({ available: "false", pageSize: 100 });
  await account.clock.advance(600);
  await workers.create({ friendlyName: "maria" });

  expect(await workers.list({ available: "false", pageSize: 100 })).toEqual([]);
});

describe("chance", () => {
  const half = (kind: FaultRule[]) => kind.map((rule) => ({ ...rule, rate: 0.5 }));

  async function fates(seed: number): Promise<string> {
    const { read } = await open(half([status(500)]), seed);
    let fate = "";
    for (let count = 0; count < 64; count++) {
      fate += await read().then(
        () => ".",
        () => "x",
      );
    }
    return fate;
  }

  test("strikes as often as the rate says, and the same for a seed", async () => {
    const [first, again, other] = [await fates(1), await fates(1), await fates(2)];

    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect([...first].filter((one) => one === "x").length).toBeGreaterThan(20);
    expect([...first].filter((one) => one === "x").length).toBeLessThan(44);
  });

  test("of faults leaves what else the account draws as it was", async () => {
    const quiet = await open();
    const noisy = await open(half([status(500), { kind: "latency", operation: "studio.*", min: 0, max: 1 }]));
    for (const { read } of [quiet, noisy]) {
      for (let count = 0; count < 10; count++) await read().catch(() => undefined);
    }
    const random = ({ account }: { account: Account }) => (parse(account.snapshot()) as { random: unknown }).random;

    expect(random(noisy)).toEqual(random(quiet));
  });

  test("goes on from a snapshot where it was", async () => {
    const first = await open(half([status(500)]));
    await first.read().catch(() => undefined);
    const snapshot = first.account.snapshot();
    const second = new Account({ seed: 9 });
    second.restore(snapshot);

    expect(second.faults.settings()).toEqual(first.account.faults.settings());
    expect(second.faults.counts()).toEqual(first.account.faults.counts());
    expect(second.snapshot()).toBe(snapshot);
  });
});

test.each<[problem: string, rules: unknown]>([
  ["0.rate", [{ kind: "reset", operation: "*", when: "after", rate: 2 }]],
  ["0.status", [{ kind: "status", operation: "*", status: 418 }]],
  ["only a 503", [status(500, { when: "after" })]],
  ["above max", [{ kind: "latency", operation: "*", min: 2, max: 1 }]],
  ["0.kind", [{ kind: "gremlins", operation: "*" }]],
  [
    "0.operation: the account models no operation 'sync.ListDocuments'",
    [{ kind: "reset", operation: "sync.ListDocuments", when: "after" }],
  ],
  ["0.operation", [{ kind: "reset", operation: "flex.*", when: "after" }]],
  ["0.from", [{ kind: "outage", operation: "*", from: "soon" }]],
  ["Array", "everything"],
])("a rule is refused for '%s', and the former rules stay", async (problem, rules) => {
  const { account } = await open([status(500)]);

  expect(() => account.faults.set(rules)).toThrow(problem);
  expect(account.faults.settings()).toHaveLength(1);
});

test("nothing goes wrong any more after a clear", async () => {
  const { account, read } = await open([status(500)]);

  account.faults.clear();

  expect(await read()).toBe(0);
});

async function eventLogOf(seed: number): Promise<string> {
  const account = new Account({ seed, start: NOON });
  const client: Twilio = account.client();
  const { sid } = account.taskRouter.workspace;
  const workspace = client.taskrouter.v1.workspaces(sid);
  const queue = await workspace.taskQueues.create({ friendlyName: "all" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
  const { sid: workflowSid } = await workspace.workflows.create({ friendlyName: "all", configuration });
  account.faults.set([
    { ...status(500), operation: "taskrouter.*", rate: 0.3 },
    { kind: "reset", operation: "taskrouter.CreateTask", rate: 0.3, when: "after" },
    { kind: "staleReads", operation: "taskrouter.*", seconds: 10, rate: 0.5 },
  ]);
  for (let count = 0; count < 40; count++) {
    await workspace.tasks.create({ workflowSid, attributes: JSON.stringify({ count }) }).catch(() => undefined);
    const page = await workspace.tasks.page().catch(() => undefined);
    const taskSid = page?.instances.at(-1)?.sid;
    if (taskSid) {
      const task = workspace.tasks(taskSid);
      await task.update({ assignmentStatus: "canceled" }).catch(() => undefined);
    }
    await account.clock.advance(3);
  }
  account.faults.clear();
  return JSON.stringify(await workspace.events.list());
}

test("the same seed with the same faults makes the same event log, byte for byte", async () => {
  const [first, again, other] = [await eventLogOf(1), await eventLogOf(1), await eventLogOf(2)];

  expect(first).toContain("task.canceled");
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
