/** Flex plugins: https://www.twilio.com/docs/flex/developer/plugins/api */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";

type Client = Stage["client"];

const refusedWith = (status: number) => (error: { status?: number }) => error.status === status;

async function publish(client: Client, uniqueName: string, version = "1.0.0") {
  const { plugins } = client.flexApi.v1;
  const { sid } = await plugins.create({ uniqueName, friendlyName: uniqueName.toUpperCase(), description: "wall" });
  const plugin = plugins(sid);
  const pluginUrl = `https://assets.example/${uniqueName}.js`;
  const published = await plugin.pluginVersions.create({ versionParam: version, pluginUrl, changelog: "first" });
  return { sid, plugin, version: published };
}

const configure = (client: Client, name: string, ...versionSids: string[]) =>
  client.flexApi.v1.pluginConfigurations.create({
    name,
    description: `${name} described`,
    plugins: versionSids.map((sid) => JSON.stringify({ plugin_version: sid, phase: 3 })),
  });

const release = (client: Client, configurationId: string) =>
  client.flexApi.v1.pluginReleases.create({ configurationId });

export const pluginBehaviours: readonly Behaviour[] = [
  {
    of: ["flex-api.CreatePlugin", "flex-api.FetchPlugin"],
    says: "a plugin is found by its SID and by its unique name",
    async run({ client }) {
      const { sid } = await publish(client, "wall");
      const { plugins } = client.flexApi.v1;
      assert.equal((await plugins("wall").fetch()).sid, sid);
      assert.equal((await plugins(sid).fetch()).description, "wall");
      assert.equal((await plugins(sid).fetch({ flexMetadata: "cli" })).archived, false);
    },
  },
  {
    of: ["flex-api.CreatePlugin"],
    says: "two plugins cannot have one unique name",
    async run({ client }) {
      await publish(client, "wall");
      await assert.rejects(publish(client, "wall"), refusedWith(409));
    },
  },
  {
    of: ["flex-api.ListPlugin"],
    says: "plugins are listed page by page",
    async run({ client }) {
      for (const name of ["a", "b", "c"]) await publish(client, name);
      const first = await client.flexApi.v1.plugins.page({ pageSize: 2 });
      assert.deepEqual(
        first.instances.map(({ uniqueName }) => uniqueName),
        ["a", "b"],
      );
      assert.equal((await client.flexApi.v1.plugins.list()).length, 3);
    },
  },
  {
    of: ["flex-api.UpdatePlugin"],
    says: "an updated plugin has its new name and keeps its old description",
    async run({ client }) {
      const { plugin } = await publish(client, "wall");
      await plugin.update({ friendlyName: "The Wall" });
      const fetched = await plugin.fetch();
      assert.deepEqual([fetched.friendlyName, fetched.description], ["The Wall", "wall"]);
    },
  },
  {
    of: ["flex-api.UpdatePluginArchive"],
    says: "an archived plugin stays archived and gets no more versions",
    async run({ client, request }) {
      const { plugin, sid } = await publish(client, "wall");
      const archive = `https://flex-api.twilio.com/v1/PluginService/Plugins/${sid}/Archive`;
      assert.equal(request("POST", archive).status, 200);
      assert.equal((await plugin.fetch()).archived, true);
      assert.equal(request("POST", archive).status, 400);
      const again = { versionParam: "2.0.0", pluginUrl: "https://assets.example/wall.js" };
      await assert.rejects(plugin.pluginVersions.create(again), refusedWith(400));
    },
  },
  {
    of: ["flex-api.CreatePluginVersion", "flex-api.FetchPluginVersion"],
    says: "a plugin's version shows its URL and whether it was validated, found by SID or version",
    async run({ client }) {
      const { plugin, version } = await publish(client, "wall");
      const pluginUrl = "https://assets.example/wall-1.1.0.js";
      const given = { versionParam: "1.1.0", pluginUrl, private: true, cliVersion: "7.1.2", validateStatus: "success" };
      const created = await plugin.pluginVersions.create(given);
      assert.equal((await plugin.pluginVersions(version.sid).fetch()).validated, false);
      const fetched = await plugin.pluginVersions("1.1.0").fetch();
      assert.deepEqual(
        [fetched.sid, fetched.pluginUrl, fetched._private, fetched.validated],
        [created.sid, pluginUrl, true, true],
      );
    },
  },
  {
    of: ["flex-api.CreatePluginVersion"],
    says: "a plugin's versions are semantic and unique",
    async run({ client }) {
      const { plugin } = await publish(client, "wall", "1.0.0");
      const pluginUrl = "https://assets.example/wall.js";
      await assert.rejects(plugin.pluginVersions.create({ versionParam: "1.0.0", pluginUrl }), refusedWith(409));
      await assert.rejects(plugin.pluginVersions.create({ versionParam: "latest", pluginUrl }), refusedWith(400));
    },
  },
  {
    of: ["flex-api.ListPluginVersion"],
    says: "a plugin's versions are listed with the newest first",
    async run({ client }) {
      const { plugin } = await publish(client, "wall", "1.0.0");
      await plugin.pluginVersions.create({ versionParam: "1.1.0", pluginUrl: "https://assets.example/wall.js" });
      await publish(client, "other");
      const versions = (await plugin.pluginVersions.list()).map(({ version }) => version);
      assert.deepEqual(versions, ["1.1.0", "1.0.0"]);
    },
  },
  {
    of: ["flex-api.UpdatePluginVersionArchive"],
    says: "an archived version cannot be configured",
    async run({ client, request }) {
      const { plugin, sid, version } = await publish(client, "wall");
      const path = `${sid}/Versions/${version.sid}/Archive`;
      assert.equal(request("POST", `https://flex-api.twilio.com/v1/PluginService/Plugins/${path}`).status, 200);
      assert.equal((await plugin.pluginVersions(version.sid).fetch()).archived, true);
      await assert.rejects(configure(client, "monday", version.sid), refusedWith(400));
    },
  },
  {
    of: ["flex-api.CreatePluginConfiguration", "flex-api.FetchPluginConfiguration", "flex-api.ListConfiguredPlugin"],
    says: "a configuration has the versions of its plugins",
    async run({ client }) {
      const [wall, bell] = [await publish(client, "wall"), await publish(client, "bell", "0.2.0")];
      const { sid } = await configure(client, "monday", wall.version.sid, bell.version.sid);
      const configuration = client.flexApi.v1.pluginConfigurations(sid);
      assert.equal((await configuration.fetch()).name, "monday");
      assert.deepEqual(
        (await configuration.plugins.list()).map(({ uniqueName, version }) => [uniqueName, version]),
        [
          ["wall", "1.0.0"],
          ["bell", "0.2.0"],
        ],
      );
      assert.equal((await configuration.plugins.page({ pageSize: 1 })).instances.length, 1);
    },
  },
  {
    of: ["flex-api.FetchConfiguredPlugin"],
    says: "a configured plugin shows its version and follows its plugin's name",
    async run({ client }) {
      const { plugin, version } = await publish(client, "wall");
      const { sid } = await configure(client, "monday", version.sid);
      await plugin.update({ friendlyName: "The Wall" });
      const configured = await client.flexApi.v1.pluginConfigurations(sid).plugins("wall").fetch();
      assert.deepEqual(
        [configured.pluginVersionSid, configured.phase, configured.friendlyName],
        [version.sid, 3, "The Wall"],
      );
    },
  },
  {
    of: ["flex-api.CreatePluginConfiguration"],
    says: "a configuration has each plugin once, and only versions there are",
    async run({ client }) {
      const { plugin, version } = await publish(client, "wall");
      const next = await plugin.pluginVersions.create({ versionParam: "1.1.0", pluginUrl: version.pluginUrl });
      await assert.rejects(configure(client, "twice", version.sid, next.sid), refusedWith(400));
      await assert.rejects(configure(client, "none", `FV${"0".repeat(32)}`), refusedWith(400));
      await configure(client, "once", next.sid);
    },
  },
  {
    of: ["flex-api.ListPluginConfiguration"],
    says: "configurations are listed with the newest first",
    async run({ client }) {
      for (const name of ["monday", "tuesday"]) await configure(client, name);
      const names = (await client.flexApi.v1.pluginConfigurations.list()).map(({ name }) => name);
      assert.deepEqual(names, ["tuesday", "monday"]);
    },
  },
  {
    of: ["flex-api.UpdatePluginConfigurationArchive"],
    says: "an archived configuration cannot be released",
    async run({ client, request }) {
      const { sid } = await configure(client, "monday");
      assert.equal(
        request("POST", `https://flex-api.twilio.com/v1/PluginService/Configurations/${sid}/Archive`).status,
        200,
      );
      assert.equal((await client.flexApi.v1.pluginConfigurations(sid).fetch()).archived, true);
      await assert.rejects(release(client, sid), refusedWith(400));
    },
  },
  {
    of: ["flex-api.CreatePluginRelease", "flex-api.FetchPluginRelease"],
    says: "only the newest release is active",
    async run({ client }) {
      const { pluginReleases } = client.flexApi.v1;
      await assert.rejects(pluginReleases("active").fetch(), refusedWith(404));
      const [monday, tuesday] = [await configure(client, "monday"), await configure(client, "tuesday")];
      const first = await release(client, monday.sid);
      const second = await release(client, tuesday.sid);
      assert.equal((await pluginReleases("active").fetch()).sid, second.sid);
      assert.equal((await pluginReleases(first.sid).fetch()).configurationSid, monday.sid);
    },
  },
  {
    of: ["flex-api.ListPluginRelease"],
    says: "releases are listed with the newest first",
    async run({ client }) {
      const { sid } = await configure(client, "monday");
      const [first, second] = [await release(client, sid), await release(client, sid)];
      const listed = (await client.flexApi.v1.pluginReleases.list()).map((one) => one.sid);
      assert.deepEqual(listed, [second.sid, first.sid]);
    },
  },
  {
    of: ["flex-api.CreatePluginRelease"],
    says: "what the active release enables cannot be archived, and what is archived cannot be released",
    async run({ client, request }) {
      const { sid: pluginSid, version } = await publish(client, "wall");
      const { sid } = await configure(client, "monday", version.sid);
      await release(client, sid);
      const service = "https://flex-api.twilio.com/v1/PluginService";
      const paths = [`Plugins/${pluginSid}`, `Plugins/${pluginSid}/Versions/${version.sid}`, `Configurations/${sid}`];
      for (const path of paths) assert.equal(request("POST", `${service}/${path}/Archive`).status, 400);

      await release(client, (await configure(client, "empty")).sid);

      assert.equal(request("POST", `${service}/Plugins/${pluginSid}/Archive`).status, 200);
      await assert.rejects(release(client, sid), refusedWith(400));
    },
  },
];
