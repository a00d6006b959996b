/** Jest transform: TypeScript and ES modules to CommonJS, with esbuild. */
const { transformSync } = require("esbuild");

module.exports = {
  process: (source, path) =>
    transformSync(source, {
      sourcefile: path,
      loader: path.endsWith("ts") ? "ts" : "js",
      format: "cjs",
      target: "node20",
      // Jest's modules have no `import()` of Node's.
      supported: { "dynamic-import": false },
      sourcemap: "inline",
    }),
};
