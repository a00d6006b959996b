/** How a contact ended, as every door takes it: one way of reading, one rule, one way of answering. */
import * as v from "valibot";
import type { Config } from "../config";
import { type DispositionAnswer, type GivenDisposition, hasEnded } from "../domain/disposition";
import { type CapturedContact, decideDisposition } from "../domain/disposition-decision";
import { type CheckedValue, checkedValue, noteOf } from "../domain/given-disposition";
import type { Policy } from "../domain/policy";
import type { WorkerSid } from "../domain/sid";
import type { Session } from "../twilio/session";
import { hasTaken, readTask } from "../twilio/tasks";
import type { Caller } from "./caller";
import { customerKeyOf } from "./customer-key";
import { loadEndedTask } from "./ended-task";
import type { Endpoint } from "./endpoint";
import { ForbiddenError } from "./errors";
import { oneOf, optionalField, read, sidField } from "./read";
import type { FunctionEvent } from "./runtime";

/** An object, or one as JSON text: forms know only text. */
function objectOf(given: unknown): unknown {
  if (typeof given !== "string") return given;
  if (given.trim() === "") return {};
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

const FIELDS = "must be an object, or one as JSON text";

/** A value as the policy's field takes it; none where it is empty, which counts as missing, as Studio sends it. */
function fieldValue(policy: Policy, name: string, given: unknown): CheckedValue | undefined {
  const value = typeof given === "string" ? given.trim() : given;
  if (value === "") return undefined;
  if (typeof value !== "string" && typeof value !== "number") return { problem: "must be text or a number" };
  return checkedValue(policy, name, value);
}

const fieldsSchema = (policy: Policy) =>
  v.pipe(
    v.unknown(),
    v.transform(objectOf),
    v.check((given) => !Array.isArray(given), FIELDS),
    v.record(v.string(), v.unknown(), FIELDS),
    v.rawTransform(({ dataset: { value: input }, addIssue }) => {
      const values: Record<string, string | number> = {};
      for (const [key, value] of Object.entries(input)) {
        const checked = fieldValue(policy, key, value);
        if (checked && "value" in checked) values[key] = checked.value;
        else if (checked)
          addIssue({ message: checked.problem, path: [{ type: "object", origin: "value", input, key, value }] });
      }
      return values;
    }),
  );

const FLAG = "must be true or false";
const flag = v.pipe(
  v.union([v.boolean(), v.picklist(["true", "false", ""])], FLAG),
  v.transform((given) => given === true || given === "true"),
);

/** Roles that may speak of any contact; everybody else of those they have or have had. */
const OVERSEERS = ["supervisor", "admin"];

/** @throws ForbiddenError where somebody is signed in who can have had no contact */
function workerWhoSpeaks(caller: Caller): WorkerSid | undefined {
  if (caller.is !== "flex-user" || caller.roles.some((role) => OVERSEERS.includes(role))) return undefined;
  if (caller.workerSid === undefined) throw new ForbiddenError();
  return caller.workerSid;
}

/** Unknown fields are refused: a note under a wrong name would be lost without anybody knowing. */
function parseDisposition(
  event: FunctionEvent,
  { policy, customerKey }: Config,
  caller: Caller,
): readonly GivenDisposition[] {
  const worker = workerWhoSpeaks(caller);
  const schema = v.strictObject(
    {
      taskSid: sidField("WT"),
      disposition: oneOf(Object.keys(policy.dispositions)),
      fields: v.optional(fieldsSchema(policy)),
      note: optionalField(noteOf(policy).maximum),
      complete: v.optional(flag),
    },
    "is not known here",
  );
  const { taskSid, disposition: code, fields = {}, note = null, complete = false } = read(schema, event);
  const keyOf = (address: string) => customerKeyOf(customerKey, address);
  return [{ taskSid, disposition: { code, fields, note }, completes: complete, worker, keyOf }];
}

async function loadContact(given: GivenDisposition, session: Session, policy: Policy): Promise<CapturedContact> {
  const { taskSid, worker, keyOf } = given;
  const task = await readTask(session, taskSid);
  if (!task || hasEnded(task)) {
    return { is: "ended", ...(await loadEndedTask({ taskSid, task, keyOf }, session, policy)) };
  }
  return { is: "open", task, isTheirs: worker !== undefined && (await hasTaken(session, taskSid, worker)) };
}

const STATUS: Readonly<Record<string, number>> = {
  "disposition-captured": 200,
  "already-captured": 200,
  "disposition-came-late": 200,
  "task-is-unknown": 404,
  "not-your-contact": 403,
  // Others kept changing the task: the caller is to come again.
  overtaken: 503,
};
const REFUSED = 409;

/** Everything of a door but who may come in, how, and by when they want their answer. */
export const captureDisposition: Omit<
  Endpoint<GivenDisposition, CapturedContact, DispositionAnswer>,
  "lock" | "deadline" | "takes"
> = {
  parse: parseDisposition,
  load: loadContact,
  decide: decideDisposition,
  reply: ([decision]) => {
    const { because = "overtaken", answer } = decision ?? {};
    const problems = answer?.problems ?? [];
    return {
      status: STATUS[because] ?? REFUSED,
      body: problems.length === 0 ? { because } : { because, problems },
    };
  },
};
