/** `floor rollback`: the build before the live one is live again, and answers. */
import { type Build, fetchBuild, findEnvironment } from "../../cli/account/deployment";
import { checkUrls } from "../../cli/doctor/deployment-checks";
import { activate, buildChanges, listDeployed, targetOf } from "../../cli/rollback";
import { visitIn } from "../support/deployed";
import { healthy, type Patient } from "../support/patient";

const pause = () => Promise.resolve();
const client = ({ account }: Patient) => account.client(() => "rollback");

async function environmentOf(patient: Patient) {
  const environment = await findEnvironment(client(patient), "dev");
  if (!environment) throw new Error("nothing is deployed");
  return environment;
}

/** Three builds one after another; in the second a function answers otherwise, in the third one is missing. */
async function threeBuilds() {
  const patient = await healthy();
  const { deployed, environmentSid } = patient;
  const { buildSid: first } = await environmentOf(patient);
  const environment = deployed.service.environments(environmentSid);
  const otherwise = 'exports.handler = (context, event, callback) => callback(null, "anybody");';
  const second = await deployed.build((file) =>
    file.path === "/operations/tick" ? { ...file, content: otherwise } : file,
  );
  await environment.deployments.create({ buildSid: second });
  const third = await deployed.build((file) => (file.path === "/operations/tick" ? undefined : file), {
    dependencies: [{ name: "@twilio/runtime-handler", version: "2.0.3" }],
  });
  await environment.deployments.create({ buildSid: third });
  return { patient, first, second, third };
}

async function goBack(patient: Patient, to?: string) {
  const environment = await environmentOf(patient);
  const target = targetOf(await listDeployed(client(patient), environment), to);
  return activate(client(patient), environment, target, { pause });
}

test("what was deployed is listed, the newest first, with what is live", async () => {
  const { patient, first, second, third } = await threeBuilds();

  const listed = await listDeployed(client(patient), await environmentOf(patient));

  expect(listed.map(({ build, isLive }) => [build.sid, isLive])).toEqual([
    [third, true],
    [second, false],
    [first, false],
  ]);
});

test("going back twice goes back two steps, and then there is nothing before", async () => {
  const { patient, first, second } = await threeBuilds();

  expect((await goBack(patient)).build.sid).toBe(second);
  expect((await goBack(patient)).build.sid).toBe(first);

  expect((await environmentOf(patient)).buildSid).toBe(first);
  await expect(goBack(patient)).rejects.toThrow("no earlier build is there to go back to");
});

test("the build that is named is gone to, forward as well, unless it is live or unknown", async () => {
  const { patient, first, third } = await threeBuilds();

  await goBack(patient, first);
  await goBack(patient, third);

  expect((await environmentOf(patient)).buildSid).toBe(third);
  await expect(goBack(patient, third)).rejects.toThrow("is what is live");
  await expect(goBack(patient, `ZB${"0".repeat(32)}`)).rejects.toThrow("was not deployed here");
});

test("what is live again answers as it did, which is looked at", async () => {
  const { patient, first } = await threeBuilds();
  const { account, url } = patient;
  const visit = visitIn(account);
  expect((await visit(`${url}/operations/tick`))?.status).toBe(404);

  const toSecond = await goBack(patient);
  expect(await checkUrls(visit, toSecond)).toMatchObject({
    state: "problem",
    says: "/operations/tick answers strangers 200, not 401",
  });

  const toFirst = await goBack(patient, first);
  expect(await checkUrls(visit, toFirst)).toMatchObject({ state: "ok" });
});

test("what changes is told: functions, assets, packages, runtime", async () => {
  const { patient, first, second, third } = await threeBuilds();
  const { serviceSid } = await environmentOf(patient);
  const build = (sid: string) => fetchBuild(client(patient), serviceSid, sid);
  const changes = async (from: string, to: Build) => buildChanges(client(patient), serviceSid, await build(from), to);

  expect(await changes(second, await build(first))).toEqual([
    "function /operations/tick is another",
    "asset /floor.json is of that upload",
    "asset /lib.js is of that upload",
  ]);
  expect(await changes(third, { ...(await build(second)), runtime: "node20" })).toEqual([
    "function /operations/tick is there again",
    "asset /floor.json is of that upload",
    "asset /lib.js is of that upload",
    "package twilio * -> 6.2.0",
    "runtime node22 -> node20",
  ]);
  expect(await changes(second, await build(third))).toContain("function /operations/tick is gone");
  expect(await changes(first, await build(first))).toEqual([]);
});

test("a build that is gone from the account is not offered", async () => {
  const { patient, first, second } = await threeBuilds();
  await patient.deployed.service.builds(second).remove();

  const listed = await listDeployed(client(patient), await environmentOf(patient));

  expect(listed.map(({ build }) => build.sid)).not.toContain(second);
  expect((await goBack(patient)).build.sid).toBe(first);
});

test("a build that does not become live is told of", async () => {
  const { patient, second } = await threeBuilds();
  const environment = await environmentOf(patient);
  const build = await fetchBuild(client(patient), environment.serviceSid, second);
  let looks = 0;
  const never = { ...build, sid: second };
  const handle = patient.account.handle.bind(patient.account);
  patient.account.handle = (request) =>
    /^post$/i.test(request.method) && request.path.endsWith("/Deployments")
      ? { status: 201, body: {} }
      : handle(request);

  const going = activate(client(patient), environment, never, {
    looks: 3,
    pause: async () => {
      looks++;
    },
  });

  await expect(going).rejects.toThrow("is not live yet");
  expect(looks).toBe(3);
});
