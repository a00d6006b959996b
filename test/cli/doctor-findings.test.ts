/** What `floor doctor` can say by itself: of variables, of Node, of floor.yaml, and in which form. */
import { variableProblems } from "../../cli/doctor/deployment-checks";
import { findingText, ok, problem } from "../../cli/doctor/finding";
import { checkNode, checkPolicyFile } from "../../cli/doctor/local-checks";
import { policyFile } from "../support/day";

test.each([
  { what: "as in the file", deployed: {}, problems: [] },
  { what: "one is missing", deployed: { CUSTOMER_KEY: "" }, problems: ["CUSTOMER_KEY is not deployed"] },
  { what: "one is another", deployed: { CUSTOMER_KEY: "other" }, problems: ["CUSTOMER_KEY is another than in .env"] },
  { what: "450 bytes", deployed: { NOTE: "x".repeat(450) }, problems: [] },
  { what: "451 bytes", deployed: { NOTE: "x".repeat(451) }, problems: ["NOTE has 451 bytes, more than 450"] },
  {
    what: "over 3 kB together",
    deployed: Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`NOTE_${at}`, "x".repeat(450)])),
    problems: [expect.stringMatching(/^together they have 3\d{3} bytes, more than 3072$/)],
  },
])("variables, $what", ({ deployed, problems }) => {
  const file = { WORKSPACE_SID: "WS1", SYNC_SERVICE_SID: "IS1", CUSTOMER_KEY: "secret" };
  const ofFile = { ...file, ACCOUNT_SID: "AC1", AUTH_TOKEN: "token", ALERT_FROM: "" };

  const found = variableProblems({ ...file, ...deployed }, ofFile, {});

  expect(found).toEqual(problems);
  expect(found.join()).not.toMatch(/secret|token/);
});

const SECRET = `whsec_${Buffer.alloc(32).toString("base64")}`;

test.each([
  { what: "none", secret: "", problems: ["WEBHOOK_SECRET is not deployed"] },
  { what: "one of another form", secret: "hush", problems: [expect.stringMatching(/^WEBHOOK_SECRET must be whsec_/)] },
  { what: "one", secret: SECRET, problems: [] },
])("webhooks are wanted, and of secrets there is $what", ({ secret, problems }) => {
  const webhooks = { url: "https://qa.example.com", deadline: 5, attempts: 12, firstPause: 30, longestPause: 21_600 };
  const file = { WORKSPACE_SID: "WS1", SYNC_SERVICE_SID: "IS1", CUSTOMER_KEY: "secret", WEBHOOK_SECRET: secret };

  expect(variableProblems(file, file, { webhooks })).toEqual(problems);
});

test.each([
  { version: "20.18.3", state: "problem" },
  { version: "20.19.0", state: "ok" },
  { version: "22.1.0", state: "ok" },
  { version: "18.20.0", state: "problem" },
  { version: "24.0.0", state: "warning" },
])("Node $version: $state", ({ version, state }) => {
  expect(checkNode(version).state).toBe(state);
});

test("a floor.yaml that is not valid is told with its lines", () => {
  const { finding, policy: read } = checkPolicyFile(policyFile({ version: 2 }));

  expect(finding).toMatchObject({ state: "problem", says: expect.stringMatching(/:\d+: version: must be 1/) });
  expect(read).toBeUndefined();
});

test("a finding is one line, whatever it has to say", () => {
  expect(findingText(problem("policy", "one\n two", "do it"))).toBe("problem  policy        one; two. Next: do it");
  expect(findingText(ok("Flex", "active"))).toBe("ok       Flex          active");
});
