/** Flows that do not hold together. */
import { Account } from "../../simulator/account";
import { definitionOf, split, widget } from "../support/flows";

function validate(definition: unknown) {
  const account = new Account();
  const { status, body } = account.handle({
    product: "studio",
    method: "POST",
    path: "/v2/Flows/Validate",
    parameters: {
      FriendlyName: "Front door",
      Status: "published",
      Definition: typeof definition === "string" ? definition : JSON.stringify(definition),
    },
    headers: {},
    username: account.accountSid,
    password: account.authToken,
    caller: "test",
  });
  const { details } = body as { details?: { errors: { property_path: string }[] } };
  return { status, paths: (details?.errors ?? []).map(({ property_path }) => property_path) };
}

const sound = definitionOf(widget("set", "set-variables"));

test("what holds together is valid", () => {
  expect(validate(sound)).toEqual({ status: 200, paths: [] });
});

test("a widget that does not run here is valid all the same", () => {
  expect(validate(definitionOf(widget("record", "record-voicemail", { anything: 1 }, { hangup: "record" })))).toEqual({
    status: 200,
    paths: [],
  });
});

test.each([
  { what: "no JSON", definition: "{", paths: ["#"] },
  { what: "nothing", definition: {}, paths: ["#/initial_state", "#/states"] },
  { what: "no states", definition: { ...sound, states: [] }, paths: ["#/states"] },
  { what: "no such beginning", definition: { ...sound, initial_state: "Start" }, paths: ["#/initial_state"] },
  {
    what: "a beginning that is no trigger",
    definition: { ...sound, initial_state: "set" },
    paths: ["#/initial_state"],
  },
  { what: "an unknown widget", definition: definitionOf(widget("x", "magic")), paths: ["#/states/1/type"] },
  {
    what: "an event of another widget",
    definition: definitionOf(widget("x", "set-variables", {}, { success: "x" })),
    paths: ["#/states/1/transitions/0/event"],
  },
  {
    what: "pairs without a key",
    definition: definitionOf(widget("x", "run-function", { url: "https://a.example", parameters: [{ value: "1" }] })),
    paths: ["#/states/1/properties/parameters/0/key"],
  },
  {
    what: "a method that is none",
    definition: definitionOf(widget("x", "make-http-request", { url: "https://a.example", method: "PUT" })),
    paths: ["#/states/1/properties/method"],
  },
  {
    what: "a task without a workflow and channel",
    definition: definitionOf(widget("x", "send-to-flex")),
    paths: ["#/states/1/properties/workflow", "#/states/1/properties/channel"],
  },
  {
    what: "a condition of an unknown type",
    definition: (() => {
      const flow = definitionOf(split("s", "{{x}}", { a: "s" }));
      return JSON.parse(JSON.stringify(flow).replace("equal_to", "sounds_like"));
    })(),
    paths: ["#/states/1/transitions/1/conditions/0/type"],
  },
])("$what is refused at $paths", ({ definition, paths }) => {
  expect(validate(definition)).toEqual({ status: 400, paths });
});

test.each([
  { what: "FriendlyName", given: { friendlyName: "" } },
  { what: "Status", given: { status: "live" as "draft" } },
])("a flow without a proper $what is refused", async ({ given }) => {
  const flows = new Account().client().studio.v2.flows;
  const flow = { friendlyName: "Front door", status: "draft", definition: sound, ...given } as const;

  await expect(flows.create(flow)).rejects.toMatchObject({ status: 400, code: 20001 });
});
