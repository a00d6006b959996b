/**
 * The widgets that run here. https://www.twilio.com/docs/studio/widget-library
 *
 * Say/Play takes a fixed time for each word. Gather Input takes digits, no speech. Any other type ends the execution
 * with a step `error` that names it.
 */
import { holds } from "./conditions";
import { enqueueCall, sendToFlex } from "./flex-widgets";
import { makeHttpRequest, runFunction } from "./http-widgets";
import type { Json } from "./model";
import {
  callOf,
  notModelledHere,
  numberOf,
  type Outcome,
  pairsOf,
  property,
  rendered,
  type Visit,
  WidgetError,
  type WidgetRunner,
} from "./visit";
import type { ModelledType } from "./widget-schemas";

const SECONDS_PER_WORD = 0.4;
/** Seconds. https://www.twilio.com/docs/studio/widget-library/send-wait-reply */
const REPLY_TIMEOUT = 3600;
/** Seconds. https://www.twilio.com/docs/studio/widget-library/gather-input-call */
const DIGITS_TIMEOUT = 5;

function splitBasedOn(visit: Visit): Outcome {
  const { widget, clock } = visit;
  const render = (text: string) => rendered(visit, text);
  const match = widget.transitions.find(
    ({ event, conditions }) => event === "match" && holds(conditions ?? [], render, clock.now()),
  );
  return match ? { event: "match", next: match.next ?? null } : { event: "noMatch" };
}

function setVariables(visit: Visit): Outcome {
  for (const { key, value, type } of pairsOf(visit, "variables")) {
    visit.execution.context.flow.variables[key] = typed(value, type);
  }
  return { event: "next" };
}

function typed(value: string, type: string | undefined): unknown {
  if (type === undefined || type === "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Sends the widget's body; undefined where it could not be sent. */
function send(visit: Visit): Json | undefined {
  const from = property(visit, "from") || visit.execution.flowAddress;
  const to = property(visit, "to") || visit.execution.contactAddress;
  const body = property(visit, "body") ?? "";
  const sent = visit.doors.sendMessage({ from, to, body });
  return "refusal" in sent ? undefined : { Sid: sent.sid, From: from, To: to, Body: body };
}

function sendMessage(visit: Visit): Outcome {
  const outbound = send(visit);
  return outbound ? { event: "sent", result: { outbound } } : { event: "failed" };
}

function sendAndWait(visit: Visit): Outcome {
  const outbound = send(visit);
  if (!outbound) return { event: "deliveryFailure" };
  const seconds = numberOf(visit, "timeout", REPLY_TIMEOUT);
  return { wait: "reply", seconds, timeout: "timeout", result: { outbound } };
}

/** Seconds that it takes to say what is to be said. */
function speaking(visit: Visit): number {
  if (callOf(visit.execution) === undefined) throw new WidgetError(20001, "there is no call to speak on");
  const words = (property(visit, "say") ?? "").split(/\s+/).filter((word) => word !== "");
  return words.length * SECONDS_PER_WORD * numberOf(visit, "loop", 1);
}

const sayPlay = (visit: Visit): Outcome => ({ wait: "time", seconds: speaking(visit), timeout: "audioComplete" });

const gather = (visit: Visit): Outcome => ({
  wait: "digits",
  seconds: speaking(visit) + numberOf(visit, "timeout", DIGITS_TIMEOUT),
  timeout: "timeout",
});

const RUNNERS: Readonly<Record<ModelledType, WidgetRunner>> = {
  trigger: ({ execution }) => ({ event: execution.trigger }),
  "run-function": runFunction,
  "make-http-request": makeHttpRequest,
  "split-based-on": splitBasedOn,
  "set-variables": setVariables,
  "send-to-flex": sendToFlex,
  "enqueue-call": enqueueCall,
  "say-play": sayPlay,
  "gather-input-on-call": gather,
  "send-message": sendMessage,
  "send-and-wait-for-reply": sendAndWait,
};

/** @throws WidgetError for a type that does not run here */
export function runWidget(visit: Visit): Outcome | Promise<Outcome> {
  const { type } = visit.widget;
  const runner: WidgetRunner | undefined = (RUNNERS as Readonly<Record<string, WidgetRunner>>)[type];
  if (!runner) throw notModelledHere(`the widget ${type}`);
  return runner(visit);
}
