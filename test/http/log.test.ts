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
  expect(printedBy(() => logFailure(door, refusal))).toEqual([
    { door, because: "failed", error: "Error", status: 400, code: 21211 },
  ]);
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
    what: "a failure of the network by its message",
    error: new Error("socket hang up"),
    line: { because: "failed", error: "Error", message: "socket hang up" },
  },
  {
    what: "what is no error by its being one",
    error: GRACE.from,
    line: { because: "failed", error: "unknown", message: "" },
  },
  { what: "nothing by its being nothing", error: null, line: { because: "failed", error: "unknown", message: "" } },
])("$what", ({ error, line }) => {
  expect(printedBy(() => logFailure(door, error))).toEqual([{ door, ...line }]);
});

test("a decision is logged by its reason and what it sets in motion", () => {
  const effects = [{ type: "sendAlert", to: GRACE.from, text: GRACE.email }];

  expect(printedBy(() => logDecision(door, "ticked", effects))).toEqual([
    { door, because: "ticked", effects: ["sendAlert"] },
  ]);
});
