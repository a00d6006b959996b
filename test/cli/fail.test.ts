/** What a command says when Twilio, or the way to it, says no. */
import { fail } from "../../cli/fail";

function saidOf(error: unknown): { said: string; exitCode: unknown } {
  const before = process.exitCode;
  const said: string[] = [];
  const { error: log } = console;
  console.error = (line: string) => said.push(line);
  try {
    fail(error);
    return { said: said.join("\n"), exitCode: process.exitCode };
  } finally {
    console.error = log;
    process.exitCode = before;
  }
}

test.each([
  {
    what: "credentials that are none",
    error: { status: 401, code: 20003, message: "Authenticate" },
    said: "Twilio answered 401 (20003): Authenticate\naccount and token do not belong together; for a simulated account, docs/deploy.md says what to export",
  },
  {
    what: "another refusal",
    error: { status: 400, code: 20001, message: "Invalid" },
    said: "Twilio answered 400 (20001): Invalid",
  },
  {
    what: "a host that is not found",
    error: { code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND sync.twilio.com" },
    said: "no way to Twilio: getaddrinfo ENOTFOUND sync.twilio.com; for a simulated account, docs/deploy.md says what to export",
  },
])("$what is told in a sentence, and ends with 1", ({ error, said }) => {
  expect(saidOf(error)).toEqual({ said, exitCode: 1 });
});
