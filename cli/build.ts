/**
 * Builds what is deployed: each function to one file under dist/functions, the library once to the private asset
 * /lib.js, and the checked policy to the private asset /floor.json. Nothing else is written there: every other file
 * would become a URL.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { policyJsonSchema, readPolicy } from "./policy-file";

export type BuildOptions = {
  /** Where the project is. */
  root: string;
  /** The policy to deploy. */
  policy: string;
  /** Where to build to: `functions` and `assets` below it. */
  out: string;
  /** For a day that is played: without the policy's `webhooks`, for nobody outside is to hear of made-up contacts. */
  isPlayed?: boolean;
};

/** A function never bundles the library: it asks the Runtime for the private asset when it loads. */
const libraryFromRuntime: Plugin = {
  name: "library-from-runtime",
  setup(builder) {
    builder.onResolve({ filter: /\/assets\/lib\.private$/ }, () => ({ path: "lib", namespace: "runtime" }));
    builder.onLoad({ filter: /.*/, namespace: "runtime" }, () => ({
      contents: `module.exports = require(Runtime.getAssets()["/lib.js"].path);`,
    }));
  },
};

function functionsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
}

/** @throws PolicyError before anything is written */
export async function buildAll({ root, policy, out, isPlayed = false }: BuildOptions): Promise<{ functions: number }> {
  const { webhooks, ...inward } = readPolicy(policy);
  const checked = webhooks && !isPlayed ? { ...inward, webhooks } : inward;
  const folder = join(root, "functions");
  const functions = functionsIn(folder);
  const common = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning" } as const;
  rmSync(join(out, "functions"), { recursive: true, force: true });
  rmSync(join(out, "assets"), { recursive: true, force: true });
  await Promise.all([
    build({
      ...common,
      entryPoints: functions.map((file) => join(folder, file)),
      outbase: folder,
      outdir: join(out, "functions"),
      plugins: [libraryFromRuntime],
    }),
    build({
      ...common,
      entryPoints: [join(root, "assets/lib.private.ts")],
      outfile: join(out, "assets/lib.private.js"),
      // A bundled client would parse slower than its lazy files, and the platform installs it anyway.
      external: ["twilio"],
      minify: true,
    }),
    build({
      ...common,
      entryPoints: ["redirect", "edge/loopback-only"].map((file) => join(root, `simulator/${file}.ts`)),
      entryNames: "[name]",
      outdir: out,
    }),
  ]);
  mkdirSync(join(out, "assets"), { recursive: true });
  writeFileSync(join(out, "assets/floor.private.json"), JSON.stringify(checked));
  return { functions: functions.length };
}

export function writeSchema(root: string): void {
  writeFileSync(join(root, "floor.schema.json"), `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
}
