/** Builds whose packages cannot be installed: what the account finds depends on where its process runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { functionVersion, newEnvironment, newService } from "../behaviours/serverless-scene";

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "floorwalker-packages-"));
  for (const name of ["twilio", "plain", "native"]) {
    mkdirSync(join(folder, "node_modules", name), { recursive: true });
    writeFileSync(join(folder, "node_modules", name, "package.json"), JSON.stringify({ name, version: "6.2.0" }));
  }
  writeFileSync(join(folder, "node_modules/native/binding.gyp"), "{}");
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  { name: "plain", becomes: "completed", isDeployed: true },
  { name: "native", becomes: "failed", isDeployed: false },
])("a build with a $name package is $becomes", async ({ name, becomes, isDeployed }) => {
  const stage = stageOf(new Account());
  const service = await newService(stage);
  const { versionSid } = await functionVersion(stage, service, "/hello");
  const dependencies = JSON.stringify([{ name, version: "6.x" }]);
  const { sid: buildSid } = await service.builds.create({ functionVersions: [versionSid], dependencies });
  const { environment } = await newEnvironment(service);

  await stage.account.clock.advance(2.9);
  const early = (await service.builds(buildSid).buildStatus().fetch()).status;
  await stage.account.clock.advance(0.1);
  const late = (await service.builds(buildSid).fetch()).status;

  expect([early, late]).toEqual(["building", becomes]);
  const deploying = environment.deployments.create({ buildSid }).then(
    () => true,
    () => false,
  );
  expect(await deploying).toBe(isDeployed);
});
