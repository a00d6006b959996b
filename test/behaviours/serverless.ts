/** Services, environments, variables, functions and assets: https://www.twilio.com/docs/serverless/api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { serverlessBuildBehaviours } from "./serverless-builds";
import { serverlessHostingBehaviours } from "./serverless-hosting";
import { newEnvironment, newService, refusal } from "./serverless-scene";
import { serverlessVersionBehaviours } from "./serverless-versions";

const resourceBehaviours: readonly Behaviour[] = [
  {
    of: ["serverless.CreateService", "serverless.FetchService"],
    says: "a service is found by its SID and by its unique name, which no other may have",
    async run({ client }) {
      const { services } = client.serverless.v1;
      const given = { uniqueName: "floor", friendlyName: "The floor", includeCredentials: false, uiEditable: true };
      const { sid } = await services.create(given);
      const fetched = await client.serverless.v1.services("floor").fetch();
      assert.equal(fetched.sid, sid);
      assert.match(fetched.domainBase, /^floor-\d{4}$/);
      const { uniqueName, friendlyName, includeCredentials, uiEditable } = fetched;
      assert.deepEqual({ uniqueName, friendlyName, includeCredentials, uiEditable }, given);
      await assert.rejects(services.create(given), refusal(409));
      await assert.rejects(services.create({ ...given, uniqueName: "a.b" }), refusal(400));
      await assert.rejects(services.create({ ...given, uniqueName: "a".repeat(51) }), refusal(400));
    },
  },
  {
    of: ["serverless.CreateService", "serverless.ListService"],
    says: "services are listed in pages, and an account has at most 50",
    async run({ client }) {
      const { services } = client.serverless.v1;
      for (let count = 1; count <= 50; count++) {
        await services.create({ uniqueName: `floor-${count}`, friendlyName: "The floor" });
      }
      assert.equal((await services.list({ pageSize: 20 })).length, 50);
      await assert.rejects(services.create({ uniqueName: "one-more", friendlyName: "The floor" }), refusal(400));
    },
  },
  {
    of: ["serverless.UpdateService"],
    says: "a service can be called something else, keep credentials to itself and be closed to the console",
    async run(stage) {
      const service = await newService(stage);
      await stage.account.clock.advance(60);
      await service.update({ friendlyName: "Ground floor", includeCredentials: false, uiEditable: true });
      const { friendlyName, includeCredentials, uiEditable, dateCreated, dateUpdated } = await service.fetch();
      assert.deepEqual([friendlyName, includeCredentials, uiEditable], ["Ground floor", false, true]);
      assert.equal(dateUpdated.getTime(), dateCreated.getTime() + 60_000);
    },
  },
  {
    of: ["serverless.DeleteService"],
    says: "a deleted service is gone, and its name is free",
    async run(stage) {
      const service = await newService(stage);
      await service.remove();
      await assert.rejects(service.fetch(), refusal(404, 20404));
      await newService(stage);
    },
  },
  {
    of: ["serverless.CreateEnvironment", "serverless.FetchEnvironment", "serverless.ListEnvironment"],
    says: "an environment's domain name is the service's with its suffix, and both names are there once",
    async run(stage) {
      const service = await newService(stage);
      const { domainBase } = await service.fetch();
      const { environment, domainName } = await newEnvironment(service, "dev");
      assert.equal(domainName, `${domainBase}-dev.twil.io`);
      assert.equal((await newEnvironment(service)).domainName, `${domainBase}.twil.io`);
      const { domainSuffix, uniqueName, buildSid } = await environment.fetch();
      assert.deepEqual([domainSuffix, uniqueName, buildSid], ["dev", "dev", null]);
      assert.deepEqual(
        (await service.environments.list()).map((one) => one.domainSuffix),
        ["dev", null],
      );
      const { environments } = service;
      await assert.rejects(environments.create({ uniqueName: "dev", domainSuffix: "x" }), refusal(409));
      await assert.rejects(environments.create({ uniqueName: "x", domainSuffix: "dev" }), refusal(409));
      await assert.rejects(environments.create({ uniqueName: "x", domainSuffix: "a".repeat(17) }), refusal(400));
    },
  },
  {
    of: ["serverless.DeleteEnvironment"],
    says: "a deleted environment is gone",
    async run(stage) {
      const service = await newService(stage);
      const { environment } = await newEnvironment(service, "dev");
      await environment.remove();
      await assert.rejects(environment.fetch(), refusal(404, 20404));
      await newEnvironment(service, "dev");
    },
  },
  {
    of: ["serverless.CreateVariable", "serverless.FetchVariable", "serverless.ListVariable"],
    says: "a variable is there once, and its value has at most 450 bytes",
    async run(stage) {
      const { environment } = await newEnvironment(await newService(stage));
      const { variables } = environment;
      const value = "é".repeat(225);
      const { sid } = await variables.create({ key: "GREETING", value });
      assert.equal((await environment.variables(sid).fetch()).value, value);
      assert.deepEqual(
        (await variables.list()).map(({ key }) => key),
        ["GREETING"],
      );
      await assert.rejects(variables.create({ key: "GREETING", value: "again" }), refusal(409));
      await assert.rejects(variables.create({ key: "LONG", value: `${value}x` }), refusal(400));
      await assert.rejects(variables.create({ key: "1ST", value }), refusal(400));
      await assert.rejects(variables.create({ key: "K".repeat(129), value }), refusal(400));
    },
  },
  {
    of: ["serverless.UpdateVariable"],
    says: "a variable can have another name and value, but not the name of another",
    async run(stage) {
      const { environment } = await newEnvironment(await newService(stage));
      await environment.variables.create({ key: "TAKEN", value: "1" });
      const { sid } = await environment.variables.create({ key: "GREETING", value: "hello" });
      await environment.variables(sid).update({ key: "WORDS", value: "good day" });
      const { key, value } = await environment.variables(sid).fetch();
      assert.deepEqual([key, value], ["WORDS", "good day"]);
      await assert.rejects(environment.variables(sid).update({ key: "TAKEN" }), refusal(409));
    },
  },
  {
    of: ["serverless.DeleteVariable"],
    says: "a deleted variable is gone",
    async run(stage) {
      const { environment } = await newEnvironment(await newService(stage));
      const { sid } = await environment.variables.create({ key: "GREETING", value: "hello" });
      await environment.variables(sid).remove();
      assert.deepEqual(await environment.variables.list(), []);
    },
  },
  {
    of: ["serverless.CreateFunction", "serverless.FetchFunction", "serverless.ListFunction"],
    says: "a function is a name until a version of it is uploaded",
    async run(stage) {
      const service = await newService(stage);
      const { sid } = await service.functions.create({ friendlyName: "/hello" });
      assert.equal((await service.functions(sid).fetch()).friendlyName, "/hello");
      assert.deepEqual(
        (await service.functions.list()).map((one) => one.sid),
        [sid],
      );
      assert.deepEqual(await service.functions(sid).functionVersions.list(), []);
      await assert.rejects(service.functions.create({ friendlyName: "a".repeat(256) }), refusal(400));
    },
  },
  {
    of: ["serverless.UpdateFunction", "serverless.DeleteFunction"],
    says: "a function can be called something else, and deleted",
    async run(stage) {
      const service = await newService(stage);
      const { sid } = await service.functions.create({ friendlyName: "/hello" });
      await service.functions(sid).update({ friendlyName: "/bye" });
      assert.equal((await service.functions(sid).fetch()).friendlyName, "/bye");
      await service.functions(sid).remove();
      assert.deepEqual(await service.functions.list(), []);
    },
  },
  {
    of: ["serverless.CreateAsset", "serverless.FetchAsset", "serverless.ListAsset"],
    says: "an asset is a name until a version of it is uploaded",
    async run(stage) {
      const service = await newService(stage);
      const { sid } = await service.assets.create({ friendlyName: "/words.json" });
      assert.equal((await service.assets(sid).fetch()).friendlyName, "/words.json");
      assert.deepEqual(
        (await service.assets.list()).map((one) => one.sid),
        [sid],
      );
      assert.deepEqual(await service.assets(sid).assetVersions.list(), []);
    },
  },
  {
    of: ["serverless.UpdateAsset", "serverless.DeleteAsset"],
    says: "an asset can be called something else, and deleted",
    async run(stage) {
      const service = await newService(stage);
      const { sid } = await service.assets.create({ friendlyName: "/words.json" });
      await service.assets(sid).update({ friendlyName: "/lines.json" });
      assert.equal((await service.assets(sid).fetch()).friendlyName, "/lines.json");
      await service.assets(sid).remove();
      assert.deepEqual(await service.assets.list(), []);
    },
  },
];

export const serverlessBehaviours: readonly Behaviour[] = [
  ...resourceBehaviours,
  ...serverlessVersionBehaviours,
  ...serverlessBuildBehaviours,
  ...serverlessHostingBehaviours,
];
