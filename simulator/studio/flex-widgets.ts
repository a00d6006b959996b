/**
 * Send to Flex (https://www.twilio.com/docs/studio/widget-library/send-flex) and Enqueue Call
 * (https://www.twilio.com/docs/studio/widget-library/enqueue-call).
 *
 * For a call the widget waits until the call is over; for anything else it is left as soon as the task is there.
 */
import type { Json } from "./model";
import { isObject } from "./model";
import { callOf, notModelledHere, numberOf, type Outcome, property, rendered, type Visit } from "./visit";

const MAXIMUM_ATTRIBUTES = 1024;
/** Seconds. */
const DEFAULT_TIMEOUT = 3600;

export function sendToFlex(visit: Visit): Outcome {
  return enqueue(visit, property(visit, "workflow") ?? "", property(visit, "channel") ?? "", "attributes");
}

export function enqueueCall(visit: Visit): Outcome {
  const workflowSid = property(visit, "workflow_sid");
  if (!workflowSid) throw notModelledHere("queues without a workflow");
  return enqueue(visit, workflowSid, "voice", "task_attributes");
}

function enqueue(visit: Visit, workflowSid: string, channel: string, attributesName: string): Outcome {
  const written = readAttributes(visit, attributesName);
  if (!written) return { event: "failedToEnqueue" };
  const made = visit.doors.flex.sendToFlex({
    workflowSid,
    channel,
    attributes: JSON.stringify({ ...attributesOfContact(visit), ...written }),
    priority: numberOf(visit, "priority", 0),
    timeout: numberOf(visit, "timeout", DEFAULT_TIMEOUT),
    from: visit.execution.sid,
  });
  if ("refusal" in made) return { event: "failedToEnqueue", result: { error: made.refusal } };
  const result = { task_sid: made.taskSid };
  return callOf(visit.execution) === undefined ? { event: "callComplete", result } : { wait: "call", result };
}

/** Undefined where they are too long or no JSON object. */
function readAttributes(visit: Visit, name: string): Json | undefined {
  const text = rendered(visit, String(visit.widget.properties?.[name] || "{}"));
  if (text.length > MAXIMUM_ATTRIBUTES) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What Twilio adds of itself. https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
function attributesOfContact({ execution, accountSid }: Visit): Json {
  const { contactAddress: from, flowAddress: to } = execution;
  const callSid = callOf(execution);
  if (callSid === undefined) return { from, to, direction: "inbound", customerAddress: from, name: from };
  return callAttributes({ accountSid, callSid, from, to, direction: "inbound" });
}

/** The attributes of a task that a call is enqueued with. */
export const callAttributes = (call: {
  accountSid: string;
  callSid: string;
  from: string;
  to: string;
  direction: string;
}): Json => ({
  account_sid: call.accountSid,
  api_version: "2010-04-01",
  call_sid: call.callSid,
  call_status: "in-progress",
  called: call.to,
  caller: call.from,
  direction: call.direction,
  from: call.from,
  to: call.to,
});
