/** What a line of the log says of a failure, and what it keeps to itself. */
import { Account } from "../../simulator/account";
import { BadRequestError, NotYetError } from "../../src/http/errors";
import { logDecision, logFailure } from "../../src/http/log";
import { GRACE } from "../support/people";

/** What is printed while this runs, on either stream. */
function printedBy(work: () => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const { log, error } = console;
  console.log = console.error = (line: string) => lines.push(line);
  try {
    work();
  } finally {
    Object.assign(console, { log, error });
  }
  return lines.map((line) => JSON.parse(line));
}

const door = "/operations/tick";

test("a refusal of Twilio's is logged by its status and code: its message may quote what was sent", async () => {
  const account = new Account({ seed: 1 });
  const message = `The 'To' number ${GRACE.from} is not a valid phone number`;
  account.handle = () => ({ status: 400, body: { status: 400, code: 21211, message, more_info: message } });
  const refusal: unknown = await account
    .client()
    .messages.create({ to: GRACE.from, body: "x" })
    .catch((error: unknown) => error);

  expect(refusal).toMatchObject({ message });
  const [line] = printedBy(() => logFailure(door, refusal));
  expect(line).toMatchObject({ door, because: "failed", error: "Error", status: 400, code: 21211 });
  expect(JSON.stringify(line)).not.toContain(GRACE.from);
});

test.each([
  {
    what: "a caller's mistake by how many there are",
    error: new BadRequestError(["a", "b"]),
    line: { because: "bad-request", problems: 2 },
  },
  {
    what: "a failure of ours by its message",
    error: new NotYetError("not yet"),
    line: { because: "failed", error: "NotYetError", message: "not yet" },
  },
  {
    what: "what is no error by its being one",
    error: GRACE.from,
    line: { because: "failed", error: "unknown" },
  },
  { what: "nothing by its being nothing", error: null, line: { because: "failed", error: "unknown" } },
])("$what", ({ error, line }) => {
  expect(printedBy(() => logFailure(door, error))).toEqual([{ door, ...line }]);
});

test("any other failure is logged by its code and its place: its message may quote what was read", () => {
  const error = Object.assign(new Error(`${GRACE.email} is not JSON\n    at ${GRACE.from}`), { code: "ECONNRESET" });

  const [line] = printedBy(() => logFailure(door, error));

  expect(line).toEqual({
    door,
    because: "failed",
    error: "Error",
    code: "ECONNRESET",
    at: expect.stringContaining("log.test.ts"),
  });
  expect(JSON.stringify(line)).not.toContain(GRACE.email);
});

test("a code that is none is not logged", () => {
  const error = Object.assign(new Error("no"), { code: GRACE.from });

  expect(JSON.stringify(printedBy(() => logFailure(door, error)))).not.toContain(GRACE.from);
});

test("a decision is logged by its reason and what it sets in motion", () => {
  const effects = [{ type: "sendAlert", to: GRACE.from, text: GRACE.email }];

  expect(printedBy(() => logDecision(door, "ticked", effects))).toEqual([
    { door, because: "ticked", effects: ["sendAlert"] },
  ]);
});
