/** .env as `floor setup` completes it: what stands there stays, and no value is overwritten. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { Changes } from "../../cli/account/changes";
import { readEnvFile, withVariables } from "../../cli/env-file";
import { completeEnvFile } from "../../cli/env-variables";
import { webhookSecretProblem } from "../../src/config";

const folder = mkdtempSync(join(tmpdir(), "floorwalker-env-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, ".env");
beforeEach(() => rmSync(file, { force: true }));

const variables = { WORKSPACE_SID: "WS1", WORKFLOW_SID: "WW1", SYNC_SERVICE_SID: "IS1" };

test.each([
  { what: "a line that is empty is filled", text: "A=\n# b\nB=2\n", expected: "A=1\n# b\nB=2\n" },
  { what: "a line that is not there comes last", text: "B=2\n", expected: "B=2\nA=1\n" },
  { what: "a last line without an end gets one", text: "B=2", expected: "B=2\nA=1\n" },
  { what: "a name that only ends like it is another", text: "BA=\n", expected: "BA=\nA=1\n" },
  { what: "a comment is no line", text: "# A=\n", expected: "# A=\nA=1\n" },
  { what: "an empty file has one line then", text: "", expected: "A=1\n" },
])("$what", ({ text, expected }) => {
  expect(withVariables(text, { A: "1" })).toBe(expected);
});

test("a value with a dollar sign is written as it is", () => {
  expect(withVariables("A=\n", { A: "$& $1" })).toBe("A=$& $1\n");
});

test("a new file begins as .env.example, for this user only, with a key of its own", () => {
  const changes = new Changes();

  completeEnvFile(file, variables, {}, changes);

  const read = readEnvFile(file);
  expect(read).toMatchObject({ WORKSPACE_SID: "WS1", SYNC_SERVICE_SID: "IS1", ACCOUNT_SID: "" });
  expect(read["CUSTOMER_KEY"]).toMatch(/^[0-9a-f]{48}$/);
  expect(readFileSync(file, "utf8")).toContain("# Alerts by SMS");
  expect(read["WEBHOOK_SECRET"]).toBe("");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(changes.list)).not.toContain(read["CUSTOMER_KEY"]);
});

test("where the policy has webhooks the file gets a secret to sign them with, once", () => {
  const webhooks = { url: "https://qa.example.com", deadline: 5, attempts: 12, firstPause: 30, longestPause: 21_600 };
  const changes = new Changes();

  completeEnvFile(file, variables, { webhooks }, changes);
  const first = readEnvFile(file)["WEBHOOK_SECRET"] ?? "";
  completeEnvFile(file, variables, { webhooks }, new Changes());

  expect(webhookSecretProblem(first)).toBeUndefined();
  expect(() => new Webhook(first)).not.toThrow();
  expect(Buffer.from(first.replace("whsec_", ""), "base64")).toHaveLength(32);
  expect(readEnvFile(file)["WEBHOOK_SECRET"]).toBe(first);
  expect(changes.list).toContainEqual({ action: "created", what: `variable WEBHOOK_SECRET in ${file}` });
  expect(JSON.stringify(changes.list)).not.toContain(first);
});

test("what stands in the file stays: a key above all", () => {
  writeFileSync(file, "CUSTOMER_KEY=my-own-key-for-customers\nWORKSPACE_SID=WS2\n");
  const changes = new Changes();

  completeEnvFile(file, variables, {}, changes);

  expect(readEnvFile(file)).toEqual({
    CUSTOMER_KEY: "my-own-key-for-customers",
    WORKSPACE_SID: "WS2",
    SYNC_SERVICE_SID: "IS1",
  });
  expect(changes.list).toContainEqual({
    action: "left alone",
    what: "variable WORKSPACE_SID",
    because: expect.stringContaining("says WS2, the account WS1"),
  });
});

test("a file that has everything is not touched, and a dry run touches none", () => {
  completeEnvFile(file, variables, {}, new Changes());
  const before = { text: readFileSync(file, "utf8"), at: statSync(file).mtimeMs };
  completeEnvFile(file, variables, {}, new Changes());
  expect({ text: readFileSync(file, "utf8"), at: statSync(file).mtimeMs }).toEqual(before);

  const other = join(folder, "other.env");
  const changes = new Changes({ isDryRun: true });
  completeEnvFile(other, variables, {}, changes);
  expect(readEnvFile(other)).toEqual({});
  expect(changes.list.map(({ action }) => action)).toEqual(["created", "created", "created"]);
});
