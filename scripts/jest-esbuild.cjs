/** Jest transform: TypeScript and ES modules to CommonJS, with esbuild. */
const { createHash } = require("node:crypto");
const { transformSync, version } = require("esbuild");

const OPTIONS = {
  format: "cjs",
  target: "node20",
  // Jest's modules have no `import()` of Node's.
  supported: { "dynamic-import": false },
  sourcemap: "inline",
};

module.exports = {
  // Without it Jest keeps what other options, or another esbuild, have made of the same file.
  getCacheKey: (source, path) =>
    createHash("sha256")
      .update(JSON.stringify([version, OPTIONS, path, source]))
      .digest("hex"),
  process: (source, path) =>
    transformSync(source, { ...OPTIONS, sourcefile: path, loader: path.endsWith("ts") ? "ts" : "js" }),
};
