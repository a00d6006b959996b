/** flex/adjust-worker and operations/adjust-worker: people and programs change a worker's channel. */
import type { Scope } from "../../src/domain/scoped-token";
import { type Floor, openFloor } from "../support/floor";
import { hire } from "../support/work";

const CHAT = { minimum: 1, maximum: 4 };

async function openWithAna() {
  const floor = await openFloor();
  const ana = await hire(floor, "ana", { regular: 5 }, { voice: 1, chat: 2 });
  return { floor, ana };
}

const chatOf = async ({ workspace }: Floor, worker: string) => {
  const { configuredCapacity: capacity, available } = await workspace.workers(worker).workerChannels("chat").fetch();
  return { capacity, available };
};

const inFlex = (
  floor: Floor,
  fields: Readonly<Record<string, unknown>>,
  roles = ["supervisor"],
  workerSid?: string,
) => {
  const own = workerSid ?? `WK${"5".repeat(32)}`;
  const Token = floor.account.flexTokens.issue({ identity: "sue_40example_2Ecom", workerSid: own, roles });
  return floor.send("/flex/adjust-worker", { json: { Token, ...fields }, isSigned: false });
};

async function asMachine(floor: Floor, scope: Scope, fields: Readonly<Record<string, unknown>>) {
  const headers = { authorization: `Bearer ${await floor.token(scope)}` };
  return floor.send("/operations/adjust-worker", { json: fields, headers, isSigned: false });
}

/** What the functions have changed in the account. */
const writesOf = ({ account }: Floor) => {
  const { byOperation } = account.requests.summary((caller) => caller.startsWith("/"));
  return Object.keys(byOperation).filter(
    (operation) => !/\.(Fetch|List)/.test(operation) && operation !== "iam.ValidateToken",
  );
};

test("a supervisor raises a worker's chats, and the journal says who it was and what was before", async () => {
  const { floor, ana } = await openWithAna();

  const reply = await inFlex(floor, { workerSid: ana, channel: "chat", capacity: 3 });

  expect(reply).toEqual({
    status: 200,
    body: {
      because: "worker-adjusted",
      before: { capacity: 2, available: true },
      after: { capacity: 3, available: true },
      bounds: CHAT,
      assigned: 0,
    },
  });
  expect(await chatOf(floor, ana)).toEqual({ capacity: 3, available: true });
  expect(floor.journal).toEqual([
    {
      because: "worker-adjusted",
      worker: "ana",
      workerSid: ana,
      channel: "chat",
      from: 2,
      to: 3,
      by: `WK${"5".repeat(32)}`,
    },
  ]);
});

test("asked twice, the second does nothing", async () => {
  const { floor, ana } = await openWithAna();
  const asked = { workerSid: ana, channel: "chat", capacity: 3 };
  await inFlex(floor, asked);

  expect(await inFlex(floor, asked)).toMatchObject({ status: 200, body: { because: "already-so" } });
  expect(floor.journal).toHaveLength(1);
});

test("what the journal says is enough to put it back", async () => {
  const { floor, ana } = await openWithAna();
  await inFlex(floor, { workerSid: ana, channel: "chat", capacity: 4, available: false });
  const [line] = floor.journal;

  await inFlex(floor, {
    workerSid: String(line?.["workerSid"]),
    channel: String(line?.["channel"]),
    capacity: Number(line?.["from"]),
    available: line?.["wasAvailable"],
  });

  expect(await chatOf(floor, ana)).toEqual({ capacity: 2, available: true });
});

test("two workers adjusted in the same moment are both journaled", async () => {
  const { floor, ana } = await openWithAna();
  const bruno = await hire(floor, "bruno", { regular: 5 }, { voice: 1, chat: 2 });

  await Promise.all([ana, bruno].map((workerSid) => inFlex(floor, { workerSid, channel: "chat", capacity: 3 })));

  expect(floor.journal.map(({ worker }) => worker).sort()).toEqual(["ana", "bruno"]);
});

test("a form says the same as JSON", async () => {
  const { floor, ana } = await openWithAna();
  const Token = floor.account.flexTokens.issue({ identity: "sue", workerSid: ana, roles: ["admin"] });
  const form = { Token, workerSid: ana, channel: "chat", capacity: "1", available: "false", dryRun: "false" };

  expect(await floor.send("/flex/adjust-worker", { form, isSigned: false })).toMatchObject({ status: 200 });
  expect(await chatOf(floor, ana)).toEqual({ capacity: 1, available: false });
});

test("a look tells what would be, and changes nothing", async () => {
  const { floor, ana } = await openWithAna();

  const reply = await asMachine(floor, "propose-capacity", {
    workerSid: ana,
    channel: "chat",
    capacity: 4,
    dryRun: true,
  });

  expect(reply).toMatchObject({ status: 200, body: { because: "would-be-adjusted", after: { capacity: 4 } } });
  expect(writesOf(floor)).toEqual([]);
});

test("a program that may only propose is refused a change, and nothing is read", async () => {
  const { floor, ana } = await openWithAna();

  const reply = await asMachine(floor, "propose-capacity", { workerSid: ana, channel: "chat", capacity: 4 });

  expect(reply).toEqual({ status: 403, body: { error: "refused" } });
  // The look at its token.
  expect(floor.calls).toBe(1);
});

test("a program that may change does, under its token's id", async () => {
  const { floor, ana } = await openWithAna();

  const reply = await asMachine(floor, "change-capacity", { workerSid: ana, channel: "chat", capacity: 4 });

  expect(reply).toMatchObject({ status: 200, body: { because: "worker-adjusted" } });
  expect(floor.journal).toMatchObject([{ by: expect.stringMatching(/^token [0-9a-f]{16}$/) }]);
});

test.each([
  { asked: { channel: "chat", capacity: 5 }, because: "above-maximum" },
  { asked: { channel: "chat", capacity: 0 }, because: "below-minimum" },
  { asked: { channel: "voice", capacity: 2 }, because: "above-maximum" },
  {
    asked: { channel: "chat", capacity: 3, workerSid: `WK${"9".repeat(32)}` },
    because: "no-such-worker-on-the-channel",
  },
])("$asked is a conflict: $because", async ({ asked, because }) => {
  const { floor, ana } = await openWithAna();

  expect(await inFlex(floor, { workerSid: ana, ...asked })).toMatchObject({ status: 409, body: { because } });
  expect(writesOf(floor)).toEqual([]);
});

test("every mistake is named at once, those in names too, and nothing is asked but who it is", async () => {
  const { floor } = await openWithAna();

  const reply = await inFlex(floor, { workerSid: "WK1", capacity: "many", dryrun: true, colour: "red" });

  expect(reply).toEqual({
    status: 400,
    body: {
      error: "bad request",
      problems: [
        "workerSid: must be a SID that starts with WK",
        "channel: is required",
        "capacity: must be a whole number from 0 to 50",
        "dryrun: is not known here",
        "colour: is not known here",
      ],
    },
  });
  expect(floor.calls).toBe(1);
});

test("a name that is no word is not repeated", async () => {
  const { floor, ana } = await openWithAna();

  const { body } = await inFlex(floor, { workerSid: ana, channel: "chat", capacity: 3, "+15550100001": 1 });

  expect(body).toEqual({ error: "bad request", problems: ["(a name that is not shown): is not known here"] });
});

test("a tick leaves a worker alone whom somebody has moved", async () => {
  const { floor, ana } = await openWithAna();
  await inFlex(floor, { workerSid: ana, channel: "chat", capacity: 4 });

  await floor.tick();

  expect(await chatOf(floor, ana)).toEqual({ capacity: 4, available: true });
});

test("a change that Twilio refuses is told, and journaled before, so that nothing is changed in secret", async () => {
  const { floor, ana } = await openWithAna();
  floor.intercept((request, pass) =>
    request.caller === "/flex/adjust-worker" &&
    request.method.toUpperCase() === "POST" &&
    request.path.includes("/Channels/")
      ? { status: 500, body: { status: 500, code: 20500, message: "no" } }
      : pass(),
  );

  expect(await inFlex(floor, { workerSid: ana, channel: "chat", capacity: 3 })).toMatchObject({ status: 500 });
  expect(floor.journal).toHaveLength(1);
});
