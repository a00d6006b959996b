/** What `floor forget` says when it is done, and with which exit code. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { ForgetReport } from "../../cli/forget/forget";
import { exitCodeOf, reportText } from "../../cli/forget/report-text";
import { ROOT } from "../../cli/root";
import { NOON, taskSid } from "../support/people";

const feed = { store: "feed", way: "remove", lookedAt: 40, found: 3, done: 3, left: 0 } as const;

const report = (given: Partial<ForgetReport> = {}): ForgetReport => ({
  at: NOON.toISOString(),
  isDryRun: false,
  hashes: ["c0ffee"],
  contacts: 2,
  openTasks: [],
  stores: [feed],
  left: 0,
  atTwilio: { inEventsApi: 2, references: { conversations: ["CH1"], calls: [], interactions: [] } },
  ...given,
});

const nothing: Partial<ForgetReport> = { contacts: 0, stores: [{ ...feed, found: 0, done: 0 }] };
const dry = { isDryRun: true, left: 3, stores: [{ ...feed, done: 0, left: 3 }] };

test.each([
  { code: 0, given: {}, text: "nothing is left" },
  { code: 0, given: dry, text: "Nothing was changed: this was a dry run." },
  { code: 1, given: { left: 1 }, text: "1 items were written while it ran: run it again." },
  { code: 1, given: { openTasks: [taskSid("7")] }, text: `Not over yet: ${taskSid("7")}` },
  { code: 1, given: { ...nothing, openTasks: [taskSid("7")] }, text: `Not over yet: ${taskSid("7")}` },
  { code: 3, given: nothing, text: "Nothing is kept under c0ffee" },
])("exit code $code and '$text'", ({ code, given, text }) => {
  expect(exitCodeOf(report(given))).toBe(code);
  expect(reportText(report(given))).toContain(text);
});

test("the report names what was done in each store, and what is to be deleted at Twilio", () => {
  const text = reportText(report());

  expect(text).toMatch(/feed +│ 40 +│ 3 +│ 3 removed +│ 0/);
  expect(text).toContain("References, conversations: CH1");
  expect(text).toContain("https://www.twilio.com/docs/taskrouter/api/event");
  expect(reportText(report(dry))).toMatch(/feed +│ 40 +│ 3 +│ 3 removed +│ 3/);
});

const run = (env: Readonly<Record<string, string>>, ...words: string[]) => {
  const nowhere = ["--env", join(ROOT, "no-such.env")];
  const { status, stderr } = spawnSync("npx", ["tsx", "cli/main.ts", "forget", ...nowhere, ...words], {
    ...{ cwd: ROOT, encoding: "utf8" },
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return { status, stderr };
};

const account = {
  ...{ ACCOUNT_SID: `AC${"0".repeat(32)}`, AUTH_TOKEN: "0".repeat(32) },
  ...{ SYNC_SERVICE_SID: `IS${"0".repeat(32)}`, WORKSPACE_SID: `WS${"0".repeat(32)}` },
};

test("nobody named, or no key to find them by, is bad input, and says what to do", () => {
  expect(run(account)).toEqual({ status: 2, stderr: expect.stringContaining("--customer with an id") });
  expect(run(account, "--customer", "C-1")).toEqual({ status: 2, stderr: expect.stringContaining("set CUSTOMER_KEY") });
});
