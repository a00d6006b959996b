/** The edge's rules on what functions answer and on how long they take, within the process and over HTTP. */
import { closeAll, functionOf, openEdge } from "../support/edge";

afterAll(closeAll);

const WAYS = ["in process", "over HTTP"] as const;

const open = (...bodies: string[]) =>
  openEdge(bodies.map((body, index) => functionOf(index === 0 ? "/it" : `/it-${index}`, body)));

describe.each(WAYS)("%s", (way) => {
  test.each([
    { over: 0, status: 200 },
    { over: 1, status: 502 },
  ])("an answer of 4 MB and $over bytes has status $status", async ({ over, status }) => {
    const { errors, to } = await open(`callback(null, "é" + "x".repeat(4 * 1024 * 1024 - 2 + ${over}));`);

    expect((await to(way).send({})).status).toBe(status);
    expect(errors).toEqual(status === 502 ? [{ path: "/it", code: 82002 }] : []);
  });

  const respond = (calls: string) => `callback(null, new Twilio.Response().${calls});`;

  test.each([
    // The name counts with the value.
    { of: `appendHeader("x-long", "a".repeat(15 * 1024 - 6))`, status: 200 },
    { of: `appendHeader("x-long", "a".repeat(15 * 1024 - 5))`, status: 431 },
    { of: `setHeaders(Object.fromEntries(Array.from({ length: 90 }, (_, at) => ["x-" + at, "1"])))`, status: 200 },
    { of: `setHeaders(Object.fromEntries(Array.from({ length: 91 }, (_, at) => ["x-" + at, "1"])))`, status: 431 },
  ])("an answer with $of has status $status", async ({ of, status }) => {
    const { errors, to } = await open(respond(of));

    expect((await to(way).send({})).status).toBe(status);
    expect(errors).toEqual(status === 431 ? [{ path: "/it", code: 82008 }] : []);
  });

  test.each([
    { of: `setCookie("a", "1", ["Max-Age=86400"])`, status: 200 },
    { of: `setCookie("a", "1", ["Max-Age=86401"])`, status: 400 },
    { of: `setCookie("a", "1", ["Expires=Tue, 06 Jan 2026 12:00:00 GMT"])`, status: 200 },
    { of: `setCookie("a", "1", ["Expires=Tue, 06 Jan 2026 12:00:01 GMT"])`, status: 400 },
    { of: `setCookie("a", "1", ["Max-Age=1", "Expires=Tue, 06 Jan 2027 12:00:01 GMT"])`, status: 200 },
  ])("a cookie by $of has status $status", async ({ of, status }) => {
    const { to } = await open(respond(of));

    expect((await to(way).send({})).status).toBe(status);
  });

  test("cookies are kept from scripts, from plain HTTP and from other domains, and can be removed", async () => {
    const { to } = await open(
      respond(
        `setCookie("a", "1").setCookie("b", "2", ["Domain=twilio.com", "Secure"]).setCookie("c", "3").removeCookie("c")`,
      ),
    );

    const { headers } = await to(way).send({});

    expect(headers["set-cookie"]).toEqual([
      "a=1; HttpOnly; Secure",
      "b=2; Secure; HttpOnly",
      "c=; Max-Age=0; HttpOnly; Secure",
    ]);
  });

  test.each([
    { seconds: 9.999, status: 200, errors: [] },
    { seconds: 10.001, status: 504, errors: [{ path: "/it", code: 82002 }] },
  ])("a function that takes $seconds s of the account's time is answered $status", async (given) => {
    const { clock, errors, to } = await open(`setTimeout(() => callback(null, "done"), ${given.seconds * 1000});`);
    const began = clock.now();

    const answering = to(way).send({});
    const answer = await whileMoving(clock, answering);

    expect(answer.status).toBe(given.status);
    expect(errors).toEqual(given.errors);
    expect(clock.now() - began).toBeGreaterThanOrEqual(9999);
  });

  test.each([
    { what: "calls back with an error", of: `callback(new Error("no"));` },
    { what: "throws", of: `throw new Error("no");` },
    { what: "is rejected", of: `return Promise.reject(new Error("no"));` },
    { what: "has no JSON for its reply", of: `callback(null, { a: 1n });` },
  ])("a function that $what is answered 500", async ({ of }) => {
    const { errors, to } = await open(of);

    expect((await to(way).send({})).status).toBe(500);
    expect(errors).toEqual([{ path: "/it", code: 82002 }]);
  });

  test("thirty run at once, and the next is refused until one of them is done", async () => {
    const { clock, to } = await open(`setTimeout(() => callback(null, "slow"), 2000);`, `callback(null, "quick");`);
    const { send } = to(way);

    const slow = Array.from({ length: 30 }, () => send({}));
    await until(() => clock.pending >= 60);
    const refused = await send({ path: "/it-1" });
    const answers = await whileMoving(clock, Promise.all(slow));
    const later = await send({ path: "/it-1" });

    expect(refused).toMatchObject({ status: 429, headers: { "x-twilio-function-concurrency": "30" } });
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
    expect(later).toMatchObject({ status: 200, headers: { "x-twilio-function-concurrency": "1" } });
  });

  test("any number may come at one moment that are done within it", async () => {
    const { to } = await open(`Promise.resolve().then(() => callback(null, "quick"));`);

    const answers = await Promise.all(Array.from({ length: 100 }, () => to(way).send({})));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

/** Advances the clock until there is an answer. */
async function whileMoving<Answer>(clock: { advance: (seconds: number) => Promise<void> }, answer: Promise<Answer>) {
  let isThere = false;
  const noticed = answer.finally(() => {
    isThere = true;
  });
  while (!isThere) {
    await clock.advance(0.001);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return noticed;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}
