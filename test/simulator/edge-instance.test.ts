/** What a build's instance remembers from one invocation to the next, and what stands still between them. */
import { closeAll, functionOf, openEdge } from "../support/edge";

afterAll(closeAll);

const WAYS = ["in process", "over HTTP"] as const;
/** What modules of one instance share. */
const SHARED = "const seen = process.env.seen ? JSON.parse(process.env.seen) : [];";
const see = (what: string) => `process.env.seen = JSON.stringify([...JSON.parse(process.env.seen ?? "[]"), ${what}]);`;

describe.each(WAYS)("%s", (way) => {
  const open = async (...bodies: string[]) => {
    const opened = await openEdge([
      ...bodies.map((body, index) => functionOf(`/it-${index}`, body)),
      functionOf("/seen", `${SHARED} callback(null, seen);`),
      functionOf("/count", "callback(null, String(++remembered.count));"),
      functionOf("/slow", `setTimeout(() => { ${SHARED} callback(null, seen); }, 1000);`),
    ]);
    const { send } = opened.to(way);
    return { ...opened, body: async (path: string) => (await send({ path })).body };
  };

  test("a module remembers what it has seen", async () => {
    const { body } = await open();

    expect([await body("/count"), await body("/count")]).toEqual(["1", "2"]);
  });

  test("a timer that was left over goes on when the next invocation is under way", async () => {
    const { clock, body } = await open(
      `setTimeout(() => { ${see("String((Date.now() / 1000) % 3600)")} }, 5000); callback(null, "done");`,
    );
    await body("/it-0");

    await clock.advance(3);
    expect(await body("/seen")).toBe("[]");
    await clock.advance(60);

    expect(await body("/seen")).toBe('["63"]');
  });

  test("a timer that comes while another invocation is under way goes on at its time", async () => {
    const { clock, body } = await open(
      `setTimeout(() => { ${see("String(Date.now() % 100000)")} }, 500); callback(null, "done");`,
    );
    await body("/it-0");

    const slow = body("/slow");
    await untilWaiting(clock);
    await clock.advance(2);

    expect(await slow).toBe('["500"]');
  });

  test("of requests that were not awaited, the answers and whatever follows wait for the next invocations", async () => {
    const { account, body } = await open(
      `const { workspaces } = context.getTwilioClient().taskrouter.v1;
      workspaces.list().then(() => { ${see(`"first"`)} return workspaces.list(); }).then(() => { ${see(`"second"`)} });
      callback(null, "done");`,
    );
    const requests = () => account.requests.summary((caller) => caller === "/it-0").total;

    await body("/it-0");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(requests()).toBe(1);

    expect(await body("/seen")).toBe("[]");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(requests()).toBe(1);
    await body("/count");
    await body("/count");
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(requests()).toBe(2);
    expect(await body("/seen")).toBe('["first","second"]');
  });

  test("what took too long is gone: its timers never fire, and nothing remembers it", async () => {
    const { clock, body } = await open(`setTimeout(() => { ${see(`"late"`)} callback(null, "late"); }, 11000);`);
    expect(await body("/count")).toBe("1");

    const late = body("/it-0");
    await untilWaiting(clock);
    await clock.advance(30);

    expect(await late).toContain("10 seconds");
    expect([await body("/seen"), await body("/count")]).toEqual(["[]", "1"]);
  });

  test("a function that forgets its callback is answered 504 when its ten seconds are over", async () => {
    const { clock, to } = await open("return undefined;");
    const began = clock.now();

    const answering = to(way).send({ path: "/it-0" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await clock.advance(60);

    expect((await answering).status).toBe(504);
    expect(clock.now()).toBe(began + 60_000);
  });

  test("what a timer throws ends the invocation with 500", async () => {
    const { clock, to } = await open(`setTimeout(() => { throw new Error("late"); }, 1000);`);

    const answering = to(way).send({ path: "/it-0" });
    await untilWaiting(clock);
    await clock.advance(2);

    expect(await answering).toMatchObject({ status: 500, body: '{"message":"late"}' });
  });
});

/** Until the invocation has begun: the account's clock is held, and something waits for it. */
async function untilWaiting(clock: { pending: number; isHeld: boolean }): Promise<void> {
  const before = clock.pending;
  while (!clock.isHeld || clock.pending <= before) await new Promise((resolve) => setImmediate(resolve));
}
