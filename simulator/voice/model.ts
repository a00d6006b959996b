/** Calls as they are kept: plain data. https://www.twilio.com/docs/voice/api/call-resource */
import type { Appointment } from "../kernel/clock";
import type { HttpMethod } from "../kernel/typed-parameters";
import type { Verb } from "./twiml";

export type CallStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "failed"
  | "no-answer"
  | "canceled";

/** Where a call may go from each status. */
export const NEXT: Readonly<Record<CallStatus, readonly CallStatus[]>> = {
  queued: ["ringing", "failed", "canceled", "completed"],
  ringing: ["in-progress", "busy", "no-answer", "failed", "canceled", "completed"],
  "in-progress": ["completed"],
  completed: [],
  busy: [],
  failed: [],
  "no-answer": [],
  canceled: [],
};

export const CALL_STATUSES = Object.keys(NEXT) as CallStatus[];

export const isOver = ({ status }: Call): boolean => NEXT[status].length === 0;

export const CALL_EVENTS = ["initiated", "ringing", "answered", "completed"] as const;
export type CallEvent = (typeof CALL_EVENTS)[number];

/** Where a call's TwiML comes from. */
export type Instructions =
  | { kind: "url"; url: string; method: HttpMethod; fallbackUrl: string | null; fallbackMethod: HttpMethod }
  | { kind: "twiml"; twiml: string }
  | { kind: "flow"; flowSid: string };

export type StatusCallback = { url: string; method: HttpMethod; events: readonly CallEvent[] };

export type Call = {
  sid: string;
  direction: "inbound" | "outbound-api";
  to: string;
  from: string;
  phoneNumberSid: string | null;
  status: CallStatus;
  instructions: Instructions | null;
  statusCallback: StatusCallback | null;
  /** How many status callbacks were sent. */
  sequence: number;
  /** Seconds that it rings. */
  timeout: number;
  /** Seconds that it may last. */
  timeLimit: number;
  /** Whether it is listened for a machine, and who is told where that is done aside. */
  detection: { callback: StatusCallback | null } | null;
  answeredBy: "human" | null;
  /** What is still to be done of its TwiML. */
  verbs: Verb[];
  /** Counts what has been made of it, so that an answer that comes too late is not followed. */
  turn: number;
  taskSid: string | null;
  /** Why it ended where its instructions could not be followed. */
  problem: string | null;
  /** Milliseconds since the epoch, as the other moments. */
  createdAt: number;
  updatedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** What happens next, and the end at the latest. */
  next: Appointment | null;
  limit: Appointment | null;
};

/** What becomes of a call to somebody: an answer, unless somebody has said otherwise. */
export type CallOutcome = "busy" | "no-answer" | "failed";

export type VoiceState = {
  /** In the order in which they were made. */
  calls: Map<string, Call>;
  /** By who is called. */
  outcomes: Map<string, CallOutcome>;
};
