/**
 * Instructions for a reservation: https://www.twilio.com/docs/taskrouter/api/reservations#update-a-reservation-resource
 *
 * Modelled: what each needs, the checks of all parameters, what it does to the reservation, and the activity after the
 * work. Nobody is called here: what was asked for is noted with the reservation.
 */
import { badParameter, boolean, integer, type Parameters, requiredText, text } from "../kernel/rest";
import { entryOf } from "../kernel/table";
import { oneOf, sidIn, someOf, urlIn } from "../kernel/typed-parameters";
import type { ReservationInstruction, Workspace } from "./model";

/** Refuses a parameter that is wrong. */
type Check = (parameters: Parameters, name: string) => unknown;

const anyText: Check = () => {};
const yesOrNo: Check = boolean;
const seconds: Check = (parameters, name) => integer(parameters, name);

const url: Check = (parameters, name) => urlIn(parameters, name, 20_001);
const callSid: Check = (parameters, name) => sidIn(parameters, name, "CA");

const oneOfThese =
  (...values: readonly string[]): Check =>
  (parameters, name) =>
    oneOf(parameters, name, values);

const someOfThese =
  (...values: readonly string[]): Check =>
  (parameters, name) =>
    someOf(parameters, name, values);

const method = oneOfThese("GET", "POST");
const callEvents = someOfThese("initiated", "ringing", "answered", "completed");
const conferenceEvents = someOfThese("start", "end", "join", "leave", "mute", "hold", "speaker");

const CHECKS: Readonly<Record<string, Check>> = {
  DequeuePostWorkActivitySid: anyText,
  DequeueFrom: anyText,
  DequeueRecord: anyText,
  DequeueTimeout: seconds,
  DequeueTo: anyText,
  DequeueStatusCallbackUrl: url,
  DequeueStatusCallbackEvent: anyText,
  CallFrom: anyText,
  CallRecord: anyText,
  CallTimeout: seconds,
  CallTo: anyText,
  CallUrl: url,
  CallStatusCallbackUrl: url,
  CallAccept: yesOrNo,
  RedirectCallSid: callSid,
  RedirectAccept: yesOrNo,
  RedirectUrl: url,
  To: anyText,
  From: anyText,
  StatusCallback: url,
  StatusCallbackMethod: method,
  StatusCallbackEvent: callEvents,
  Timeout: seconds,
  Record: yesOrNo,
  Muted: yesOrNo,
  Beep: oneOfThese("true", "false", "onEnter", "onExit"),
  StartConferenceOnEnter: yesOrNo,
  EndConferenceOnExit: yesOrNo,
  WaitUrl: url,
  WaitMethod: method,
  EarlyMedia: yesOrNo,
  MaxParticipants: (parameters, name) => integer(parameters, name, 2, 250),
  ConferenceStatusCallback: url,
  ConferenceStatusCallbackMethod: method,
  ConferenceStatusCallbackEvent: conferenceEvents,
  ConferenceRecord: oneOfThese("true", "false", "record-from-start", "do-not-record"),
  ConferenceTrim: oneOfThese("trim-silence", "do-not-trim"),
  RecordingChannels: oneOfThese("mono", "dual"),
  RecordingStatusCallback: url,
  RecordingStatusCallbackMethod: method,
  ConferenceRecordingStatusCallback: url,
  ConferenceRecordingStatusCallbackMethod: method,
  Region: oneOfThese("us1", "us2", "ie1", "de1", "sg1", "br1", "au1", "jp1"),
  SipAuthUsername: anyText,
  SipAuthPassword: anyText,
  PostWorkActivitySid: anyText,
  EndConferenceOnCustomerExit: yesOrNo,
  BeepOnCustomerEntrance: yesOrNo,
  JitterBufferSize: oneOfThese("small", "medium", "large", "off"),
};

const SUPERVISION: Readonly<Record<string, Check>> = {
  SupervisorMode: oneOfThese("monitor", "whisper", "barge"),
  Supervisor: anyText,
};

type Effect = "accepted" | "rejected" | undefined;

/** What each instruction needs, and what becomes of the reservation by it. */
const INSTRUCTIONS: Readonly<
  Record<string, { needs: readonly string[]; postWork?: string; effect(parameters: Parameters): Effect }>
> = {
  accept: { needs: [], effect: () => "accepted" },
  reject: { needs: [], effect: () => "rejected" },
  dequeue: { needs: [], postWork: "DequeuePostWorkActivitySid", effect: () => "accepted" },
  conference: { needs: [], postWork: "PostWorkActivitySid", effect: () => "accepted" },
  call: {
    needs: ["CallFrom", "CallUrl"],
    effect: (parameters) => (boolean(parameters, "CallAccept") ? "accepted" : undefined),
  },
  redirect: {
    needs: ["RedirectCallSid", "RedirectUrl"],
    effect: (parameters) => (boolean(parameters, "RedirectAccept") ? "accepted" : undefined),
  },
  supervise: { needs: ["Supervisor"], effect: () => undefined },
};

/** Those that the reservation of a task takes, and that of a worker. */
export const INSTRUCTION_PARAMETERS = {
  Task: ["Instruction", ...Object.keys(CHECKS), ...Object.keys(SUPERVISION)],
  Worker: ["Instruction", ...Object.keys(CHECKS)],
} as const;

/** What a request instructs, what becomes of the reservation by it, and which status it is for. */
export type Instructed = { instruction: ReservationInstruction; effect: Effect; needsStatus: "pending" | "accepted" };

/** What a request instructs; undefined where it does not. @throws RestError 400 */
const ALL_CHECKS: ReadonlyMap<string, Check> = new Map(Object.entries({ ...CHECKS, ...SUPERVISION }));

export function instructionIn({ activities }: Workspace, parameters: Parameters): Instructed | undefined {
  for (const name in parameters) ALL_CHECKS.get(name)?.(parameters, name);
  const name = text(parameters, "Instruction");
  if (name === undefined) return undefined;
  const known = entryOf(INSTRUCTIONS, name);
  if (!known) throw badParameter(`Instruction must be one of ${Object.keys(INSTRUCTIONS).join(", ")}, not '${name}'`);
  for (const need of known.needs) requiredText(parameters, need);
  const postWorkActivitySid = known.postWork === undefined ? undefined : text(parameters, known.postWork);
  if (postWorkActivitySid !== undefined && !activities.has(postWorkActivitySid)) {
    throw badParameter(`${known.postWork} ${postWorkActivitySid} does not exist`);
  }
  const instruction = { name, postWorkActivitySid: postWorkActivitySid ?? null, parameters: { ...parameters } };
  return { instruction, effect: known.effect(parameters), needsStatus: name === "supervise" ? "accepted" : "pending" };
}
