/** How events reach sinks and the workspace's callback, when their consumers fail, are slow, or are gone. */
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks";
import { Account, type AccountOptions } from "../../simulator/account";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";
import { idOf, openStreams, SENT } from "../support/event-streams";

const START = new Date("2026-01-05T12:00:00Z");
const ORIGIN = "https://floor.example";
const HOURS = 3600;

/** Seconds between moments. */
const gaps = (moments: readonly number[]) => moments.slice(1).map((at, index) => at - (moments[index] ?? 0));

describe("a sink", () => {
  test("gets an event again with pauses that double, more or less, until it accepts it", async () => {
    const { account, sink, received, answers, publish } = await openStreams();
    answers.push(500, 429, 0, 503, 500);
    publish();

    await account.clock.advance(24 * HOURS);

    const pauses = gaps(received.map(({ at }) => at));
    expect(pauses).toHaveLength(5);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(0.5 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(1.5 * 2 ** index);
    }
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(account.events.failures.map(({ code, attempt, isFinal }) => ({ code, attempt, isFinal }))).toEqual([
      { code: 91306, attempt: 1, isFinal: false },
      { code: 91302, attempt: 2, isFinal: false },
      { code: 91307, attempt: 3, isFinal: false },
      { code: 91306, attempt: 4, isFinal: false },
      { code: 91306, attempt: 5, isFinal: false },
    ]);
    expect(account.events.failures[0]).toMatchObject({ consumer: sink, url: `${ORIGIN}/sink`, types: [SENT] });
  });

  test("does not get again what it rejects with 4xx", async () => {
    const { account, received, answers, publish } = await openStreams();
    answers.push(404);
    publish();

    await account.clock.advance(24 * HOURS);

    expect(received).toHaveLength(1);
    expect(account.events.failures).toMatchObject([{ code: 91305, isFinal: true }]);
    expect(account.events.pending).toBe(0);
  });

  test("is given up after four hours, and not before", async () => {
    const { account, received, answers, publish } = await openStreams();
    answers.push(...Array.from({ length: 100 }, () => 503));
    publish();

    await account.clock.advance(4 * HOURS - 0.001);
    expect(account.events.pending).toBe(1);
    await account.clock.advance(0.001);

    expect(account.events.pending).toBe(0);
    expect(account.events.failures.at(-1)).toMatchObject({
      at: "2026-01-05T16:00:00.000Z",
      code: 91306,
      reason: "four hours have passed",
      isFinal: true,
    });
    expect(received.length).toBeGreaterThan(10);
    expect(received.at(-1)?.at).toBeLessThan(4 * HOURS);
  });

  test.each([
    { milliseconds: 5000, times: 1, codes: [] },
    { milliseconds: 5001, times: 2, codes: [91308] },
  ])(
    "has five seconds for its answer: $milliseconds ms lead to $times attempts",
    async ({ milliseconds, times, codes }) => {
      const { account, received, slowly, publish } = await openStreams();
      slowly.push(milliseconds);
      publish();

      await account.clock.advance(60);

      expect(received).toHaveLength(times);
      expect(account.events.failures.map(({ code }) => code)).toEqual(codes);
    },
  );

  test("gets each event in an array of its own, and what is due at one moment in one array with batch_events", async () => {
    const single = await openStreams();
    const batched = await openStreams({ configuration: { batch_events: true } });
    for (const { publish, account } of [single, batched]) {
      publish("a");
      publish("b");
      await account.clock.advance(1);
      publish("c");
      await account.clock.advance(0);
    }

    expect(single.received.map(idOf)).toEqual([["a"], ["b"], ["c"]]);
    expect(batched.received.map(idOf)).toEqual([["a", "b"], ["c"]]);
  });

  test("gets at most a hundred events in one array", async () => {
    const { account, received, publish } = await openStreams({ configuration: { batch_events: true } });
    for (let count = 0; count < 101; count++) publish(String(count));

    await account.clock.advance(0);

    expect(received.map((request) => idOf(request).length)).toEqual([100, 1]);
  });

  test("is signed over its URL and body, without fragment and user, who goes into a header", async () => {
    const destination = "https://ana:secret@floor.example/sink?a=1#rc=5";
    const { account, received, publish } = await openStreams({ configuration: { destination } });
    publish();

    await account.clock.advance(0);

    const [request] = received;
    expect(request?.url).toMatch(/^https:\/\/floor\.example\/sink\?a=1&bodySHA256=[0-9a-f]{64}$/);
    expect(request?.headers["authorization"]).toBe(`Basic ${btoa("ana:secret")}`);
    const signature = request?.headers["x-twilio-signature"] ?? "";
    expect(validateRequestWithBody(account.authToken, signature, request?.url ?? "", request?.body ?? "")).toBe(true);
  });

  test("is called with the method it is configured with", async () => {
    const { account, received, publish } = await openStreams({ configuration: { method: "GET" } });
    publish();

    await account.clock.advance(0);

    expect(received.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("that is deleted meanwhile gets nothing more", async () => {
    const { account, client, sink, subscription, received, answers, publish } = await openStreams();
    answers.push(500, 500);
    publish();
    await account.clock.advance(0);
    await client.events.v1.subscriptions(subscription).remove();
    await client.events.v1.sinks(sink).remove();

    await account.clock.advance(HOURS);

    expect(received).toHaveLength(1);
    expect(account.events.pending).toBe(0);
    expect(account.events.failures.at(-1)).toMatchObject({ reason: "the sink is gone", isFinal: true });
  });

  test("that is no webhook keeps what it would have got", async () => {
    const { account, client } = await openStreams();
    const kinesis = await client.events.v1.sinks.create({
      description: "lake",
      sinkType: "kinesis",
      sinkConfiguration: {
        arn: "arn:aws:kinesis:us-east-1:111111111:stream/test",
        role_arn: "arn:aws:iam::111111111:role/Role",
        external_id: "1234567890",
      },
    });
    await client.events.v1.subscriptions.create({ description: "lake", sinkSid: kinesis.sid, types: [{ type: SENT }] });
    account.eventStreams.publish(SENT, { messageSid: "SM1" });
    expect(account.events.kept(kinesis.sid)).toEqual([]);

    await account.clock.advance(0);

    expect(account.events.kept(kinesis.sid)).toMatchObject([{ type: SENT, data: { messageSid: "SM1" } }]);
  });

  test("gets retries at the same moments from a snapshot as without one", async () => {
    const play = async (isRestored: boolean) => {
      const first = await openStreams({ configuration: { batch_events: true } });
      first.answers.push(500, 500, 500, 500, 500, 500);
      first.publish("a");
      first.publish("b");
      await first.account.clock.advance(5);
      const before = first.received.length;
      if (!isRestored) {
        await first.account.clock.advance(HOURS);
        return { told: first.received.slice(before), failures: first.account.events.failures };
      }
      const account = new Account({ seed: 99, start: START });
      account.restore(first.account.snapshot());
      const told: { at: number; body: string }[] = [];
      account.webhooks.host(ORIGIN, async ({ body }) => {
        told.push({ at: (account.clock.now() - START.getTime()) / 1000, body });
        return { status: first.answers.shift() ?? 204, headers: {}, body: "" };
      });
      await account.clock.advance(HOURS);
      return { told, failures: account.events.failures };
    };
    const shown = ({ told, failures }: Awaited<ReturnType<typeof play>>) => ({
      told: told.map(({ at, body }) => ({ at, body })),
      failures,
    });

    const whole = shown(await play(false));

    expect(whole.told.length).toBeGreaterThan(2);
    expect(shown(await play(true))).toEqual(whole);
  });
});

describe("the workspace's callback", () => {
  type Answer = number | ((request: HostedRequest) => Promise<WebhookResponse>);

  async function openCallback(fragment: string, ...answers: Answer[]) {
    const account = new Account({ seed: 1, start: START } satisfies AccountOptions);
    const received: (HostedRequest & { at: number })[] = [];
    account.webhooks.host(ORIGIN, async (request) => {
      received.push({ ...request, at: (account.clock.now() - START.getTime()) / 1000 });
      const answer = answers.shift() ?? 204;
      return typeof answer === "number" ? { status: answer, headers: {}, body: "" } : answer(request);
    });
    const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
    await workspace.update({ eventCallbackUrl: `${ORIGIN}/callback${fragment}`, eventsFilter: "worker.created" });
    await workspace.workers.create({ friendlyName: "ana" });
    await account.clock.advance(60);
    return { account, received };
  }

  const answeredIn =
    (milliseconds: number): Answer =>
    ({ call }) =>
      new Promise((resolve) => call.after(milliseconds, () => resolve({ status: 204, headers: {}, body: "" })));

  test.each<{ fragment: string; answers: Answer[]; times: number; codes: number[]; when: string }>([
    { when: "accepted", fragment: "", answers: [204], times: 1, codes: [] },
    { when: "answered with 500", fragment: "", answers: [500], times: 1, codes: [11217] },
    { when: "not reached", fragment: "", answers: [0], times: 2, codes: [11205] },
    { when: "not reached twice", fragment: "", answers: [0, 0], times: 2, codes: [11205, 11205] },
    { when: "not reached, without retries", fragment: "#rc=0", answers: [0], times: 1, codes: [11205] },
    {
      when: "answered with 500, with that policy",
      fragment: "#rc=2&rp=5xx",
      answers: [500, 500, 500],
      times: 3,
      codes: [11217, 11217, 11217],
    },
    {
      when: "answered with 404, with another policy",
      fragment: "#rc=2&rp=5xx",
      answers: [404],
      times: 1,
      codes: [11217],
    },
    { when: "not reached, with another policy", fragment: "#rc=2&rp=5xx", answers: [0], times: 1, codes: [11205] },
    { when: "answered with 429, with that policy", fragment: "#rp=4xx", answers: [429], times: 2, codes: [11217] },
    {
      when: "answered with 500, then 404, with every policy",
      fragment: "#rc=5&rp=all",
      answers: [500, 404, 0],
      times: 4,
      codes: [11217, 11217, 11205],
    },
    {
      when: "asked for more retries than there may be",
      fragment: "#rc=9&rp=5xx",
      answers: [500, 500, 500, 500, 500, 500, 500],
      times: 6,
      codes: Array.from({ length: 6 }, () => 11217),
    },
    { when: "slow, but not too slow", fragment: "", answers: [answeredIn(15_000)], times: 1, codes: [] },
    { when: "too slow", fragment: "", answers: [answeredIn(15_001)], times: 1, codes: [11203] },
    {
      when: "too slow for its own time",
      fragment: "#rt=2000&rp=rt&rc=1",
      answers: [answeredIn(2001)],
      times: 2,
      codes: [11203],
    },
    {
      when: "out of time for another retry",
      fragment: "#rt=2000&tt=3000&rp=rt&rc=5",
      answers: [answeredIn(9000), answeredIn(9000), answeredIn(9000)],
      times: 2,
      codes: [11203, 11203],
    },
  ])("that is $when is sent $times times", async ({ fragment, answers, times, codes }) => {
    const { account, received } = await openCallback(fragment, ...answers);

    expect(received).toHaveLength(times);
    expect(account.events.failures.map(({ code }) => code)).toEqual(codes);
    expect(account.events.pending).toBe(0);
  });

  test("has one idempotency token for all its attempts, and a signature without the fragment", async () => {
    const { account, received } = await openCallback("#rc=2&rp=5xx", 500, 500);

    const tokens = new Set(received.map(({ headers }) => headers["i-twilio-idempotency-token"]));
    expect(received).toHaveLength(3);
    expect([...tokens]).toEqual([expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
    const [request] = received;
    const form = Object.fromEntries(new URLSearchParams(request?.body));
    const signature = request?.headers["x-twilio-signature"] ?? "";
    expect(validateRequest(account.authToken, signature, `${ORIGIN}/callback`, form)).toBe(true);
  });
});
