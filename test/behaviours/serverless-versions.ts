/** Versions, which are uploaded to a host of their own: https://www.twilio.com/docs/serverless/api/resource/function-version */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { assetVersion, type Body, functionVersion, HELLO, newService, upload } from "./serverless-scene";

const MEGABYTE = 1024 * 1024;

export const serverlessVersionBehaviours: readonly Behaviour[] = [
  {
    of: [
      "serverless-upload.CreateFunctionVersion",
      "serverless.ListFunctionVersion",
      "serverless.FetchFunctionVersion",
      "serverless.FetchFunctionVersionContent",
    ],
    says: "what was uploaded as a function's version is its content",
    async run(stage) {
      const service = await newService(stage);
      const { functionSid, versionSid } = await functionVersion(stage, service, "hello");
      const { functionVersions } = service.functions(functionSid);
      const version = service.functions(functionSid).functionVersions(versionSid);
      const { path, visibility } = await version.fetch();
      assert.deepEqual([path, visibility], ["/hello", "public"]);
      assert.equal((await version.functionVersionContent().fetch()).content, HELLO);
      assert.deepEqual(
        (await functionVersions.list()).map(({ sid }) => sid),
        [versionSid],
      );
    },
  },
  {
    of: ["serverless-upload.CreateAssetVersion", "serverless.ListAssetVersion", "serverless.FetchAssetVersion"],
    says: "an asset has the path and visibility of its version",
    async run(stage) {
      const service = await newService(stage);
      const { assetSid, versionSid } = await assetVersion(stage, service, "/words.json");
      const { path, visibility } = await service.assets(assetSid).assetVersions(versionSid).fetch();
      assert.deepEqual([path, visibility], ["/words.json", "private"]);
      assert.deepEqual(
        (await service.assets(assetSid).assetVersions.list()).map(({ sid }) => sid),
        [versionSid],
      );
    },
  },
  {
    of: ["serverless-upload.CreateFunctionVersion"],
    says: "a version needs a path that can be one, a visibility that there is, and content",
    async run(stage) {
      const service = await newService(stage);
      const { sid } = await service.functions.create({ friendlyName: "/hello" });
      const status = (changes: object) =>
        upload(stage, "Functions", sid, { path: "/a", visibility: "public", content: "", ...changes }).status;
      assert.equal(status({}), 201);
      assert.deepEqual([{ path: "/a b" }, { path: `/${"a".repeat(255)}` }, { path: "" }].map(status), [400, 400, 400]);
      assert.equal(status({ visibility: "secret" }), 400);
      assert.equal(status({ content: new Uint8Array(25 * MEGABYTE + 1) }), 413);
    },
  },
  {
    of: ["serverless-upload.CreateAssetVersion"],
    says: "a private asset has at most 10 MB, any other at most 25",
    async run(stage) {
      const service = await newService(stage);
      const { sid } = await service.assets.create({ friendlyName: "/film" });
      const status = (visibility: string, size: number) => {
        const content = new Uint8Array(size);
        return upload(stage, "Assets", sid, { path: "/film", visibility, content }).status;
      };
      assert.equal(status("private", 10 * MEGABYTE), 201);
      assert.equal(status("private", 10 * MEGABYTE + 1), 413);
      assert.equal(status("public", 10 * MEGABYTE + 1), 201);
      assert.equal(status("protected", 25 * MEGABYTE + 1), 413);
    },
  },
  {
    of: ["serverless-upload.CreateFunctionVersion", "serverless.FetchFunctionVersionContent"],
    says: "what was uploaded is in a snapshot",
    async run(stage) {
      const service = await newService(stage);
      const { functionSid, versionSid } = await functionVersion(stage, service, "/hello", "// é");
      stage.account.restore(stage.account.snapshot());
      const version = service.functions(functionSid).functionVersions(versionSid);
      const { content } = await version.functionVersionContent().fetch();
      assert.equal(content, "// é");
      const { body } = upload(stage, "Functions", functionSid, {
        path: "/hello",
        visibility: "protected",
        content: HELLO,
      });
      const sids = (await service.functions(functionSid).functionVersions.list()).map(({ sid }) => sid);
      assert.deepEqual(sids, [(body as Body)["sid"], versionSid]);
    },
  },
];
