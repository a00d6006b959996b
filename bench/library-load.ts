/**
 * What the library costs a cold start: fresh processes, each measuring itself, an empty file in turn with a function.
 * Process start is in neither: the empty file is what is taken off.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "../cli/build";
import { ROOT } from "../cli/root";
import type { Bench } from "./bench";
import { median, rounded } from "./statistics";

const ROUNDS = 15;

/** The platform's globals, as little as a function needs to load and answer. */
const RUNTIME = `
const fs = require("node:fs");
const assets = process.argv[2];
const asset = (name, file) => ({ [name]: { path: assets + "/" + file, open: () => fs.readFileSync(assets + "/" + file, "utf8") } });
globalThis.Runtime = { getAssets: () => ({ ...asset("/lib.js", "lib.private.js"), ...asset("/floor.json", "floor.private.json") }) };
globalThis.Twilio = { Response: class { setStatusCode(code) { this.code = code; } setBody(body) { this.body = body; } appendHeader() {} } };
const context = { PATH: "/event-streams/sink", WORKSPACE_SID: "WS1", SYNC_SERVICE_SID: "IS1", CUSTOMER_KEY: "0123456789abcdef",
  getTwilioClient() { throw new Error("no REST call is needed for this event"); } };
// A tested event, such as Event Streams sends: none of our business, and answered without a REST call.
const event = { request: { headers: { "content-type": "application/json" } }, 0: { type: "com.twilio.taskrouter.worker.activity.update", data: {} } };
console.log = () => {};
`;

const LOAD = `
const from = process.hrtime.bigint();
const loaded = require(process.argv[3]);
const took = Number(process.hrtime.bigint() - from) / 1e6;
process.stdout.write(JSON.stringify({ took }));
`;

const FIRST_REPLY = `
const from = process.hrtime.bigint();
const { handler } = require(process.argv[3]);
const end = () => process.stdout.write(JSON.stringify({ took: Number(process.hrtime.bigint() - from) / 1e6 }));
if (!handler) end();
else handler(context, event, (error, reply) => {
  if (error || reply.code !== 200) throw new Error("not answered with success: " + JSON.stringify(reply));
  end();
});
`;

export const libraryLoad: Bench = {
  describes: `milliseconds to load a function with the library, and to its first reply (median of ${ROUNDS} fresh processes)`,
  measure: async () => {
    const out = mkdtempSync(join(tmpdir(), "floorwalker-load-"));
    try {
      await buildAll({ root: ROOT, policy: join(ROOT, "floor.yaml"), out });
      const assets = join(out, "assets");
      const sink = join(out, "functions/event-streams/sink.protected.js");
      const empty = join(out, "empty.js");
      writeFileSync(empty, "");
      writeFileSync(join(out, "load.js"), RUNTIME + LOAD);
      writeFileSync(join(out, "first-reply.js"), RUNTIME + FIRST_REPLY);
      const time = (script: string, file: string): number => {
        const printed = execFileSync(process.execPath, [join(out, script), assets, file], { encoding: "utf8" });
        return (JSON.parse(printed) as { took: number }).took;
      };
      const over = (script: string) => {
        const pairs = Array.from({ length: ROUNDS }, () => ({ empty: time(script, empty), full: time(script, sink) }));
        return median(pairs.map(({ full }) => full)) - median(pairs.map((pair) => pair.empty));
      };
      const library = join(assets, "lib.private.js");
      return {
        millisecondsOverEmpty: rounded(over("load.js"), 2),
        firstReplyMillisecondsOverEmpty: rounded(over("first-reply.js"), 2),
        kilobytes: rounded(statSync(library).size / 1024, 1),
        requiresOfTwilio: readFileSync(library, "utf8").match(/require\("twilio/g)?.length ?? 0,
      };
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  },
};
