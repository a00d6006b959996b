/** `/_simulator/contacts`: a customer calls, texts, or hangs up. */
import * as v from "valibot";
import type { Account } from "../account";
import { call, hangUpCall, withdrawTask, writeText } from "./customer";
import { type ControlRoom, read } from "./page";

const number = v.pipe(v.string(), v.regex(/^\+[1-9]\d{4,14}$/, "must be a number such as +15550100123"));

const contact = {
  from: number,
  to: v.exactOptional(number),
  channel: v.exactOptional(v.string()),
  workflowSid: v.exactOptional(v.string()),
  attributes: v.exactOptional(v.record(v.string(), v.unknown())),
  priority: v.exactOptional(v.pipe(v.number(), v.integer())),
};

const request = v.variant(
  "do",
  [
    v.strictObject({ do: v.literal("call"), ...contact }),
    v.strictObject({ do: v.literal("text"), ...contact, body: v.exactOptional(v.string(), "Hello") }),
    v.strictObject({ do: v.literal("hang-up"), callSid: v.string() }),
    v.strictObject({ do: v.literal("hang-up"), taskSid: v.string() }),
  ],
  'must be "call", "text" or "hang-up"',
);

function act(account: Account, wanted: v.InferOutput<typeof request>): { status: number; body: object } {
  if (wanted.do === "call") return { status: 201, body: call(account, wanted) };
  if (wanted.do === "text") return { status: 201, body: writeText(account, wanted) };
  const isCall = "callSid" in wanted;
  return { status: 200, body: isCall ? hangUpCall(account, wanted.callSid) : withdrawTask(account, wanted.taskSid) };
}

export function addContactsPage({ app, account }: ControlRoom): void {
  app.post("/_simulator/contacts", (sent, response) => {
    const { status, body } = act(account(), read(request, sent.body));
    response.status(status).json(body);
  });
}
