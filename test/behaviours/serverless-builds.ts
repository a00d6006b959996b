/** Builds, and what deployments and logs say of them: https://www.twilio.com/docs/serverless/api/resource/build */
import assert from "node:assert/strict";
import type { ServiceContext } from "twilio/lib/rest/serverless/v1/service";
import type { Behaviour } from "./behaviour";
import { assetVersion, built, functionVersion, HELLO, newEnvironment, newService, refusal } from "./serverless-scene";

const HANDLER = { name: "@twilio/runtime-handler", version: "2.0.3" };

const dependencies = (...list: readonly { name: string; version: string }[]) => JSON.stringify(list);

async function statusOf(service: ServiceContext, sid: string): Promise<string> {
  return (await service.builds(sid).buildStatus().fetch()).status;
}

export const serverlessBuildBehaviours: readonly Behaviour[] = [
  {
    of: ["serverless.CreateBuild", "serverless.FetchBuild", "serverless.FetchBuildStatus", "serverless.ListBuild"],
    says: "a build takes some seconds, and has versions, a runtime, and the two packages that each build has",
    async run(stage) {
      const service = await newService(stage);
      const { versionSid } = await functionVersion(stage, service, "/hello");
      const asset = await assetVersion(stage, service, "/words.json");
      const given = { functionVersions: [versionSid], assetVersions: [asset.versionSid] };
      const { sid } = await service.builds.create(given);
      assert.deepEqual(
        [await statusOf(service, sid), (await service.builds(sid).fetch()).status],
        ["building", "building"],
      );
      await stage.account.clock.advance(10);
      assert.equal(await statusOf(service, sid), "completed");
      const build = await service.builds(sid).fetch();
      assert.equal(build.runtime, "node22");
      assert.deepEqual(
        [build.functionVersions, build.assetVersions].map((list) => list.map((one) => (one as { sid: string }).sid)),
        [[versionSid], [asset.versionSid]],
      );
      const names = build.dependencies.map((one) => (one as { name: string }).name);
      assert.deepEqual(names, ["twilio", "@twilio/runtime-handler"]);
      const second = await service.builds.create(given);
      assert.deepEqual(
        (await service.builds.list()).map((one) => one.sid),
        [second.sid, sid],
      );
    },
  },
  {
    of: ["serverless.CreateBuild"],
    says: "a path is in a build once, whatever the visibility, and something must be in it",
    async run(stage) {
      const service = await newService(stage);
      const one = await functionVersion(stage, service, "/hello");
      const other = await functionVersion(stage, service, "/hello");
      const functionVersions = [one.versionSid, other.versionSid];
      await assert.rejects(service.builds.create({ functionVersions }), refusal(400));
      await assert.rejects(service.builds.create({}), refusal(400));
      await assert.rejects(service.builds.create({ functionVersions: [`ZN${"0".repeat(32)}`] }), refusal(400));
      await service.builds.create({ functionVersions: [other.versionSid] });
    },
  },
  {
    of: ["serverless.CreateBuild"],
    says: "a build's runtime is one that is supported, and its runtime handler an exact version that is known there",
    async run(stage) {
      const service = await newService(stage);
      const { versionSid } = await functionVersion(stage, service, "/hello");
      const build = (changes: object) => service.builds.create({ functionVersions: [versionSid], ...changes });
      await assert.rejects(build({ runtime: "node10" }), { ...refusal(400), message: "unsupported runtime: node10" });
      for (const version of ["2.1.0", "^2.0.3", "2"]) {
        await assert.rejects(build({ dependencies: dependencies({ ...HANDLER, version }) }), {
          ...refusal(400),
          message: /^Some dependencies could not be validated. No matching version found for @twilio\/runtime-handler@/,
        });
      }
      const { dependencies: built } = await build({ dependencies: `"${dependencies(HANDLER)}"`, runtime: "node20" });
      assert.deepEqual(built[0], HANDLER);
    },
  },
  {
    of: ["serverless.CreateBuild"],
    says: "packages are those that are there in a version that is asked for, 100 at most",
    async run(stage) {
      const service = await newService(stage);
      const { versionSid } = await functionVersion(stage, service, "/hello");
      const build = (list: readonly { name: string; version: string }[]) =>
        service.builds.create({ functionVersions: [versionSid], dependencies: dependencies(...list) });
      await build([{ name: "twilio", version: "^6.0.0" }]);
      await assert.rejects(build([{ name: "twilio", version: "1.0.0" }]), refusal(400));
      await assert.rejects(build([{ name: "no-such-package-here", version: "*" }]), refusal(400));
      await assert.rejects(
        build([
          { name: "twilio", version: "*" },
          { name: "twilio", version: "*" },
        ]),
        refusal(400),
      );
      const many = Array.from({ length: 101 }, (_, index) => ({ name: `package-${index}`, version: "*" }));
      await assert.rejects(build(many), { message: "A build has at most 100 dependencies" });
      const noList = { functionVersions: [versionSid], dependencies: "twilio" };
      await assert.rejects(service.builds.create(noList), refusal(400));
    },
  },
  {
    of: ["serverless.CreateBuild"],
    says: "a build has at most 50 private assets",
    async run(stage) {
      const service = await newService(stage);
      const assetVersions: string[] = [];
      for (let count = 1; count <= 51; count++) {
        assetVersions.push((await assetVersion(stage, service, `/words-${count}`)).versionSid);
      }
      await assert.rejects(service.builds.create({ assetVersions }), refusal(400));
      await service.builds.create({ assetVersions: assetVersions.slice(1) });
    },
  },
  {
    of: ["serverless.DeleteBuild", "serverless.CreateDeployment"],
    says: "a build can be deleted while it is live nowhere",
    async run(stage) {
      const service = await newService(stage);
      const { buildSid } = await built(stage, service);
      const { environment } = await newEnvironment(service);
      await environment.deployments.create({ buildSid });
      await assert.rejects(service.builds(buildSid).remove(), refusal(400));
      await environment.deployments.create({});
      await service.builds(buildSid).remove();
      await assert.rejects(service.builds(buildSid).fetch(), refusal(404, 20404));
    },
  },
  {
    of: ["serverless.CreateDeployment", "serverless.FetchDeployment", "serverless.ListDeployment"],
    says: "a deployment makes a completed build live, once at a time, and an earlier one again",
    async run(stage) {
      const service = await newService(stage);
      const { environment } = await newEnvironment(service);
      const { buildSid: first, versionSid } = await built(stage, service);
      const { sid: second } = await service.builds.create({ functionVersions: [versionSid] });
      await assert.rejects(environment.deployments.create({ buildSid: second }), refusal(400));
      await stage.account.clock.advance(10);
      const sids: string[] = [];
      for (const buildSid of [first, second, first]) {
        const { sid } = await environment.deployments.create({ buildSid });
        await assert.rejects(environment.deployments.create({ buildSid }), refusal(400));
        assert.equal((await environment.fetch()).buildSid, buildSid);
        assert.equal((await environment.deployments(sid).fetch()).buildSid, buildSid);
        sids.unshift(sid);
      }
      assert.deepEqual(
        (await environment.deployments.list()).map(({ sid }) => sid),
        sids,
      );
    },
  },
  {
    of: ["serverless.CreateDeployment", "serverless.CreateVariable"],
    says: "a build is not deployed where the variables are more than 3 kB together",
    async run(stage) {
      const service = await newService(stage);
      const { buildSid } = await built(stage, service, HELLO);
      const { environment } = await newEnvironment(service);
      for (const key of ["A", "B", "C", "D", "E", "F", "G"]) {
        await environment.variables.create({ key, value: "x".repeat(440) });
      }
      await assert.rejects(environment.deployments.create({ buildSid }), refusal(400));
      const [last] = await environment.variables.list();
      await environment.variables(last?.sid ?? "").remove();
      await environment.deployments.create({ buildSid });
    },
  },
];
