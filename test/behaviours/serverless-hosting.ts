/** What is deployed answers under its domain name: https://www.twilio.com/docs/serverless/api/resource/deployment */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";
import { assetVersion, built, functionVersion, newEnvironment, newService, refusal } from "./serverless-scene";

const COUNTER = `
let count = 0;
exports.handler = (context, event, callback) => {
  console.log("asked", ++count);
  if (event.Word === "fail") throw new Error("no such word");
  callback(null, [context.GREETING, String(count), context.SERVICE_SID, context.ENVIRONMENT_SID].join());
};`;

/** The answer of a deployed function. */
async function ask({ account }: Stage, domainName: string, form: Record<string, string> = {}) {
  const answering = account.webhooks.send({ url: `https://${domainName}/hello`, form });
  await account.clock.advance(0);
  return answering;
}

async function deployed(stage: Stage, content = COUNTER) {
  const service = await newService(stage);
  const made = await built(stage, service, content);
  const { environment, domainName } = await newEnvironment(service, "dev");
  const { sid } = await environment.variables.create({ key: "GREETING", value: "hello" });
  const deployment = await environment.deployments.create({ buildSid: made.buildSid });
  return { ...made, service, environment, domainName, variableSid: sid, deploymentSid: deployment.sid };
}

const NAMES = `
exports.handler = async (context, event, callback) => {
  const services = await context.getTwilioClient().serverless.v1.services.list();
  callback(null, [context.ACCOUNT_SID, services.length].join());
};`;

export const serverlessHostingBehaviours: readonly Behaviour[] = [
  {
    of: ["serverless.CreateDeployment", "serverless.CreateVariable", "serverless.CreateEnvironment"],
    says: "a deployed function answers under the environment's domain name, with its variables, and stays warm",
    async run(stage) {
      const { domainName, service, environment } = await deployed(stage);
      const [{ sid }, place] = [await service.fetch(), await environment.fetch()];
      assert.equal((await ask(stage, domainName)).body, `hello,1,${sid},${place.sid}`);
      assert.match((await ask(stage, domainName)).body, /^hello,2,/);
    },
  },
  {
    of: ["serverless.UpdateVariable", "serverless.CreateDeployment"],
    says: "a variable's new value is there at the next execution, and another build begins with modules of its own",
    async run(stage) {
      const { domainName, service, environment, variableSid, versionSid } = await deployed(stage);
      await ask(stage, domainName);
      await environment.variables(variableSid).update({ value: "good day" });
      assert.match((await ask(stage, domainName)).body, /^good day,/);
      await ask(stage, domainName);
      const { sid } = await service.builds.create({ functionVersions: [versionSid] });
      await stage.account.clock.advance(10);
      await environment.deployments.create({ buildSid: sid });
      assert.match((await ask(stage, domainName)).body, /^good day,1,/);
    },
  },
  {
    of: ["serverless.UpdateService", "serverless.CreateService"],
    says: "functions have the account's credentials and a client, unless the service keeps them to itself",
    async run(stage) {
      const { domainName, service } = await deployed(stage, NAMES);
      assert.equal((await ask(stage, domainName)).body, `${stage.account.accountSid},1`);
      await service.update({ includeCredentials: false });
      assert.equal((await ask(stage, domainName)).status, 500);
    },
  },
  {
    of: ["serverless.CreateBuild", "serverless.CreateDeployment"],
    says: "a function finds the packages that its build asks for, and no other that is installed",
    async run(stage) {
      const service = await newService(stage);
      const content = 'exports.handler = (c, e, done) => done(null, typeof require("yaml").parse);';
      const { versionSid } = await functionVersion(stage, service, "/hello", content);
      const { environment, domainName } = await newEnvironment(service);
      const answers: unknown[] = [];
      for (const list of [[], [{ name: "yaml", version: "^2.0.0" }]]) {
        const dependencies = JSON.stringify(list);
        const { sid } = await service.builds.create({ functionVersions: [versionSid], dependencies });
        await stage.account.clock.advance(10);
        await environment.deployments.create({ buildSid: sid });
        const { status, body } = await ask(stage, domainName);
        answers.push(status === 200 ? body : status);
      }
      assert.deepEqual(answers, [500, "function"]);
    },
  },
  {
    of: ["serverless-upload.CreateAssetVersion", "serverless.CreateDeployment"],
    says: "a public asset is served with the type it was uploaded with, and a private one to nobody",
    async run(stage) {
      const service = await newService(stage);
      const open = await assetVersion(stage, service, "/words.txt", "public");
      const secret = await assetVersion(stage, service, "/secret.txt", "private");
      const { environment, domainName } = await newEnvironment(service);
      const { sid } = await service.builds.create({ assetVersions: [open.versionSid, secret.versionSid] });
      await stage.account.clock.advance(10);
      await environment.deployments.create({ buildSid: sid });
      const get = async (path: string) => {
        const answering = stage.account.webhooks.send({ url: `https://${domainName}${path}`, method: "GET" });
        await stage.account.clock.advance(0);
        const { status, headers, body } = await answering;
        return status === 200 ? [headers["content-type"], body] : status;
      };
      assert.deepEqual([await get("/words.txt"), await get("/secret.txt")], [["text/plain", "words"], 404]);
    },
  },
  {
    of: ["serverless.DeleteEnvironment", "serverless.CreateDeployment"],
    says: "where nothing is deployed any more nothing answers, and a snapshot brings deployments with it",
    async run(stage) {
      const { account } = stage;
      const { domainName, environment, buildSid } = await deployed(stage);
      const before = account.snapshot();
      await environment.deployments.create({});
      assert.equal((await ask(stage, domainName)).status, 404);
      await environment.deployments.create({ buildSid });
      await environment.remove();
      assert.equal((await ask(stage, domainName)).status, 404);
      account.restore(before);
      assert.match((await ask(stage, domainName)).body, /^hello,1,/);
    },
  },
  {
    of: ["serverless.ListLog", "serverless.FetchLog"],
    says: "what functions print is listed by function and time, the latest first, and kept for 30 days",
    async run(stage) {
      const { account } = stage;
      const { domainName, environment, functionSid, buildSid, deploymentSid } = await deployed(stage);
      await ask(stage, domainName);
      await account.clock.advance(3600);
      await ask(stage, domainName);
      const [latest, first] = await environment.logs.list();
      assert.deepEqual([latest?.message, first?.message], ["asked 2", "asked 1"]);
      const log = await environment.logs(first?.sid ?? "").fetch();
      assert.deepEqual(
        [log.level, log.message, log.functionSid, log.buildSid, log.deploymentSid],
        ["info", "asked 1", functionSid, buildSid, deploymentSid],
      );
      assert.notEqual(latest?.requestSid, first?.requestSid);
      const count = async (by: object) => (await environment.logs.list(by)).length;
      const middle = new Date(account.clock.now() - 1800_000);
      assert.deepEqual([await count({ startDate: middle }), await count({ endDate: middle })], [1, 1]);
      assert.deepEqual([await count({ functionSid }), await count({ functionSid: `ZH${"0".repeat(32)}` })], [2, 0]);
      await account.clock.advance(86_401);
      assert.equal(await count({}), 0);
      assert.equal(await count({ startDate: new Date(0) }), 2);
      await account.clock.advance(31 * 86_400);
      assert.equal(await count({ startDate: new Date(0) }), 0);
      await assert.rejects(log.fetch(), refusal(404, 20404));
    },
  },
  {
    of: ["serverless.ListLog"],
    says: "an error that a function did not catch is in its log",
    async run(stage) {
      const { domainName, environment } = await deployed(stage);
      assert.equal((await ask(stage, domainName, { Word: "fail" })).status, 500);
      const errors = (await environment.logs.list()).filter(({ level }) => level === "error");
      assert.ok(errors.some(({ message }) => message.includes("no such word")));
    },
  },
];
