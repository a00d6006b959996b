/** `/_simulator/contacts`: a customer calls, texts, or hangs up. */
import * as v from "valibot";
import { arrive, hangUp } from "./customer";
import { ControlError, type ControlRoom, read } from "./page";

const number = v.pipe(v.string(), v.regex(/^\+[1-9]\d{4,14}$/, "must be a number such as +15550100123"));

const contact = v.strictObject({
  do: v.picklist(["call", "text"], 'must be "call", "text" or "hang-up"'),
  from: number,
  channel: v.exactOptional(v.string()),
  workflowSid: v.exactOptional(v.string()),
  attributes: v.exactOptional(v.record(v.string(), v.unknown())),
  priority: v.exactOptional(v.pipe(v.number(), v.integer())),
});

const end = v.strictObject({ do: v.literal("hang-up"), taskSid: v.string() });

const CHANNELS = { call: "voice", text: "sms" } as const;

export function addContactsPage({ app, account }: ControlRoom): void {
  app.post("/_simulator/contacts", (request, response) => {
    const sent = read(v.looseObject({ do: v.unknown() }), request.body);
    if (sent.do === "hang-up") {
      const { taskSid } = read(end, sent);
      hangUp(account(), taskSid);
      response.json({ taskSid });
      return;
    }
    const wanted = read(contact, sent);
    const taskSid = arrive(account(), { ...wanted, channel: wanted.channel ?? CHANNELS[wanted.do] });
    const task = account().taskRouter.workspace.tasks.get(taskSid);
    if (!task) throw new ControlError(500, "the task is gone");
    response.status(201).json({ taskSid, status: task.status });
  });
}
