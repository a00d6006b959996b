/** Who may knock: Twilio with its signature, and nobody where there is no door. */
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { ORIGIN, openFloor } from "../support/floor";
import { GRACE } from "../support/people";

const contact = { channel: "voice", queue: "regular", from: GRACE.from };
const closed = { status: 403, body: "the signature is not valid" };
const missing = { status: 404, body: "not found" };

const PROTECTED = [
  "/studio/route-contact",
  "/studio/capture-disposition",
  "/event-streams/sink",
  "/taskrouter/event-callback",
];

describe.each(PROTECTED)("%s", (path) => {
  test("is closed to a request without a signature", async () => {
    const floor = await openFloor();

    expect(await floor.send(path, { form: contact, isSigned: false })).toEqual(closed);
    expect(await floor.send(path, { json: [contact], isSigned: false })).toEqual(closed);
    expect(floor.calls).toBe(0);
  });

  test("is closed to a signature made with another account's token", async () => {
    const floor = await openFloor();
    const forged = getExpectedTwilioSignature("f".repeat(32), `${ORIGIN}${path}`, contact);
    const headers = { "x-twilio-signature": forged };

    expect(await floor.send(path, { form: contact, headers, isSigned: false })).toEqual(closed);
    expect(floor.calls).toBe(0);
  });

  test("is closed to a signature that belongs to another form", async () => {
    const floor = await openFloor();
    const borrowed = getExpectedTwilioSignature(floor.account.authToken, `${ORIGIN}${path}`, contact);
    const headers = { "x-twilio-signature": borrowed };

    expect(await floor.send(path, { form: { ...contact, queue: "new" }, headers, isSigned: false })).toEqual(closed);
    expect(floor.calls).toBe(0);
  });
});

test.each(["/lib.js", "/lib", "/lib.private.js", "/assets/lib.js", "/floor.json", "/floor.private.json"])(
  "%s cannot be reached",
  async (path) => {
    const floor = await openFloor();

    expect(await floor.send(path, { form: {} })).toEqual(missing);
  },
);

test.each(["/studio/route-contact.protected", "/studio/route-contact/", "/operations/tick.js", "/"])(
  "there is nothing at %s",
  async (path) => {
    const floor = await openFloor();

    expect(await floor.send(path, { form: {} })).toEqual(missing);
  },
);

test.each([
  { variable: "WORKSPACE_SID", value: "", problem: "WORKSPACE_SID is not set" },
  { variable: "SYNC_SERVICE_SID", value: "", problem: "SYNC_SERVICE_SID is not set" },
  { variable: "CUSTOMER_KEY", value: "", problem: "CUSTOMER_KEY is not set" },
  { variable: "CUSTOMER_KEY", value: "k".repeat(15), problem: "CUSTOMER_KEY is shorter than 16 characters" },
  { variable: "ALERT_TO", value: "", problem: "ALERT_FROM and ALERT_TO must be set together" },
])("a deployment where $problem answers 500, and says why in its log only", async ({ variable, value, problem }) => {
  const floor = await openFloor({ [variable]: value });

  expect(await floor.studio("route-contact", contact)).toEqual({ status: 500, body: { error: "internal error" } });
  expect(floor.lines.map((line) => JSON.parse(line))).toEqual([
    { door: "/studio/route-contact", because: "failed", error: "ConfigError", message: problem },
  ]);
});
