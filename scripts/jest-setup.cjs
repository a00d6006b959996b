/** Before the tests: builds what they run. */
const { execFileSync } = require("node:child_process");

module.exports = () => {
  execFileSync(process.execPath, ["--import", "tsx", "cli/main.ts", "build"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
};
