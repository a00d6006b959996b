/** `floor doctor`: what is wrong is found, with what it means and what to run next; and nothing is written. */

import { createToken, listTokens, revokeToken } from "../../cli/tokens";
import { Account } from "../../simulator/account";
import { definitionOf } from "../support/flows";
import { findings, healthy, type Patient } from "../support/patient";
import { policy, writesOf } from "../support/setup";
import { last } from "../support/studio";

let patient: Patient;
let well = "";
beforeAll(async () => {
  patient = await healthy();
  well = patient.account.snapshot();
});
beforeEach(() => patient.account.restore(well));

const client = () => patient.account.client(() => "somebody");
const workspace = () => client().taskrouter.v1.workspaces(patient.variables["WORKSPACE_SID"] ?? "");
const environment = () => patient.deployed.service.environments(patient.environmentSid);

test("of an account that is as it should be everything is well, without one write", async () => {
  const found = await findings(patient);

  expect([...found.values()].filter(({ state }) => state !== "ok")).toEqual([]);
  expect([...found.keys()]).toEqual([
    ...["credentials", "Flex", "workspace", "policy", "addresses", "Sync", "scheduler", "workers", "deployment"],
    ...["variables", "URLs", "sink", "callback", "flows"],
  ]);
  expect(writesOf(patient.account, "doctor")).toEqual([]);
  expect(patient.account.requests.summary((caller) => caller.startsWith("/")).total).toBe(0);
});

/** What somebody did to the account, and what the doctor says of it. */
const ILLS: readonly {
  what: string;
  harm: () => Promise<unknown> | unknown;
  check: string;
  state: "problem" | "warning";
  says: RegExp;
  next: RegExp;
}[] = [
  {
    what: "Flex is not set up",
    harm: () => patient.account.flex.setProvisioning("not-configured"),
    check: "Flex",
    state: "problem",
    says: /Flex is not-configured/,
    next: /create a Flex project/,
  },
  {
    what: "there is a second workspace",
    harm: () => client().taskrouter.v1.workspaces.create({ friendlyName: "Another" }),
    check: "workspace",
    state: "problem",
    says: /the account has 2/,
    next: /--workspace/,
  },
  {
    what: "somebody changed a queue by hand",
    harm: async () => {
      const [queue] = await workspace().taskQueues.list({ friendlyName: "stock" });
      await workspace()
        .taskQueues(queue?.sid ?? "")
        .update({ targetWorkers: "1==1" });
    },
    check: "policy",
    state: "problem",
    says: /^task queue stock differs$/,
    next: /apply/,
  },
  {
    what: "an address is gone",
    harm: async () => {
      const { addressConfigurations } = client().conversations.v1;
      for (const { sid } of await addressConfigurations.list()) await addressConfigurations(sid).remove();
    },
    check: "addresses",
    state: "problem",
    says: /sms address Bank by text message is missing/,
    next: /apply/,
  },
  {
    what: "a Sync map is gone",
    harm: () =>
      client()
        .sync.v1.services(patient.variables["SYNC_SERVICE_SID"] ?? "")
        .syncMaps("history-0")
        .remove(),
    check: "Sync",
    state: "problem",
    says: /Sync map history-0 is missing/,
    next: /setup/,
  },
  {
    what: "nobody has a token for the tick",
    harm: async () => {
      const items = client()
        .sync.v1.services(patient.variables["SYNC_SERVICE_SID"] ?? "")
        .syncMaps("tokens").syncMapItems;
      for (const { key } of await items.list()) await items(key).remove();
    },
    check: "scheduler",
    state: "problem",
    says: /no token starts the tick/,
    next: /token create/,
  },
  {
    what: "the only token ends in a week",
    harm: () => patient.account.clock.advance(83 * 86_400),
    check: "scheduler",
    state: "warning",
    says: /ends in 6 days|ends in 7 days/,
    next: /token create/,
  },
  {
    what: "a worker has no capacity on any channel",
    harm: async () => {
      const [ana] = await workspace().workers.list();
      const channels = workspace().workers(ana?.sid ?? "").workerChannels;
      for (const { sid } of await channels.list()) await channels(sid).update({ capacity: 0 });
    },
    check: "workers",
    state: "warning",
    says: /1 of 1 can take nothing that comes over voice or chat: ana/,
    next: /channels/,
  },
  {
    what: "nothing is deployed",
    harm: () => environment().deployments.create({}),
    check: "deployment",
    state: "problem",
    says: /nothing deployed in dev/,
    next: /npm run deploy/,
  },
  {
    what: "a variable is another",
    harm: async () => {
      const [variable] = await environment().variables.list();
      await environment()
        .variables(variable?.sid ?? "")
        .update({ value: "WS0" });
    },
    check: "variables",
    state: "problem",
    says: /is another than in .env/,
    next: /npm run deploy/,
  },
  {
    what: "the sink points elsewhere",
    harm: async () => {
      const { sinks, subscriptions } = client().events.v1;
      for (const { sid } of await subscriptions.list()) await subscriptions(sid).remove();
      for (const { sid } of await sinks.list()) await sinks(sid).remove();
    },
    check: "sink",
    state: "problem",
    says: /sink Floorwalker is missing; subscription Floorwalker is missing/,
    next: /setup/,
  },
  {
    what: "the subscription is to more than what ends",
    harm: async () => {
      const [subscription] = await client().events.v1.subscriptions.list();
      const { subscribedEvents } = client().events.v1.subscriptions(subscription?.sid ?? "");
      await subscribedEvents.create({ type: "com.twilio.taskrouter.task.created", schemaVersion: 4 });
    },
    check: "sink",
    state: "problem",
    says: /subscription to com.twilio.taskrouter.task.created is too much/,
    next: /setup/,
  },
  {
    what: "the workspace sends us everything",
    harm: () => workspace().update({ eventCallbackUrl: `${patient.url}/taskrouter/event-callback` }),
    check: "callback",
    state: "warning",
    says: /every event/,
    next: /--event-callback/,
  },
  {
    what: "a flow was edited in Studio",
    harm: async () => {
      const [flow] = await client().studio.v2.flows.list();
      await client()
        .studio.v2.flows(flow?.sid ?? "")
        .update({
          ...{ status: "published", definition: definitionOf(last), commitMessage: "mine" },
        });
    },
    check: "flows",
    state: "warning",
    says: /it was edited in Studio/,
    next: /see there/,
  },
];

test.each(ILLS)("$what: that is found", async ({ harm, check, state, says, next }) => {
  await harm();

  const found = (await findings(patient)).get(check);

  expect(found).toMatchObject({ state, says: expect.stringMatching(says), next: expect.stringMatching(next) });
  expect(writesOf(patient.account, "doctor")).toEqual([]);
});

test("credentials that are refused are the only thing said of an account", async () => {
  const other = new Account({ seed: 1, authToken: "1".repeat(32) });
  const client = patient.account.client(() => "doctor", {});
  Object.assign(client, { password: other.authToken });

  const found = await findings(patient, { client });

  expect([...found.values()]).toMatchObject(
    [{ check: "credentials", state: "problem", next: /ACCOUNT_SID/ }].map(({ next, ...rest }) => ({
      ...rest,
      next: expect.stringMatching(next),
    })),
  );
});

test("where the policy has webhooks and nobody has made a secret, setup makes one", async () => {
  const webhooks = { url: "https://qa.example.com", deadline: 5, attempts: 12, firstPause: 30, longestPause: 21_600 };

  expect((await findings(patient, { policy: { ...policy, webhooks } })).get("variables")).toMatchObject({
    state: "problem",
    says: "WEBHOOK_SECRET is not deployed",
    next: "npm run floor -- setup, then npm run deploy",
  });
});

test("a token for the tick alone leaves quality and reconcile undone", async () => {
  const floor = { client: client(), syncServiceSid: patient.variables["SYNC_SERVICE_SID"] ?? "" };
  for (const { id } of await listTokens(floor)) await revokeToken(floor, id);
  await createToken(floor, { name: "scheduler", scopes: ["tick"], days: 90 }, new Date(patient.account.clock.now()));

  expect((await findings(patient)).get("scheduler")).toMatchObject({
    state: "problem",
    says: expect.stringMatching(/^no token starts the rounds of quality: .*; no token starts reconcile: /),
    next: expect.stringContaining("--scopes tick,run-quality,reconcile"),
  });
});

test("the auth token serves, and an API key is better", async () => {
  expect((await findings(patient, { credentials: "auth-token" })).get("credentials")).toMatchObject({
    state: "warning",
    next: expect.stringContaining("TWILIO_API_KEY"),
  });
});

describe("what strangers are told", () => {
  const answering = (status: number | undefined, path: string) => {
    const visit = async (url: string) => {
      if (!url.endsWith(path)) return { status: url.endsWith("/tick") ? 401 : 403 };
      return status === undefined ? undefined : { status };
    };
    return findings(patient, { visit });
  };

  test.each([
    { status: 200, path: "/studio/route-contact", says: "answers strangers 200, not 403", next: "rollback" },
    { status: 200, path: "/operations/tick", says: "answers strangers 200, not 401", next: "rollback" },
    { status: 500, path: "/operations/tick", says: "answers strangers 500, not 401", next: "log" },
    { status: undefined, path: "/studio/route-contact", says: "nobody answers", next: "npm run deploy" },
  ])("$path answering $status is a problem", async ({ status, path, says, next }) => {
    expect((await answering(status, path)).get("URLs")).toMatchObject({
      state: "problem",
      says: expect.stringContaining(says),
      next: expect.stringContaining(next),
    });
  });
});

test("a build of another runtime, or without the runtime handler, is told", async () => {
  const { deployed } = patient;
  await environment().deployments.create({ buildSid: await deployed.build(undefined, { runtime: "node20" }) });
  expect((await findings(patient)).get("deployment")).toMatchObject({
    state: "problem",
    says: "it runs on node20, not node22",
  });
});
