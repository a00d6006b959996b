import { join } from "node:path";
import type { Command } from "commander";
import { buildAll, writeSchema } from "../build";
import { ROOT } from "../root";

export function addBuild(program: Command): void {
  program
    .command("build")
    .description("check floor.yaml and build functions, library and policy into dist")
    .option("--policy <file>", "the policy to build", join(ROOT, "floor.yaml"))
    .action(async ({ policy }: { policy: string }) => {
      const { functions } = await buildAll({ root: ROOT, policy, out: join(ROOT, "dist") });
      writeSchema(ROOT);
      console.log(`Built ${functions} functions, the library and ${policy} into dist.`);
    });
}
