/**
 * A call's statuses and who is told: https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
 *
 * A call is initiated at once, rings after a second and is answered, or not, two seconds later; one that nobody answers
 * rings for its Timeout.
 */
import { API_VERSION, rfc2822 } from "../api/account-path";
import type { Kernel } from "../kernel/kernel";
import type { HttpMethod } from "../kernel/typed-parameters";
import type { Webhooks } from "../kernel/webhooks";
import { type Call, type CallEvent, type CallStatus, isOver, type StatusCallback, type VoiceState } from "./model";

const DIAL = "voice.dial";
const RING = "voice.ring";
const ANSWER = "voice.answer";
const LIMIT = "voice.limit";
const TELL = "voice.tell";
const SECONDS = { untilRinging: 1, untilAnswer: 2 };

type Told = { url: string; method: HttpMethod; form: Record<string, string> };

export type ProgressDoors = {
  /** The call is answered: its instructions are to be followed. */
  answered(call: Call): void;
  /** The call is over, whatever it was in. */
  over(call: Call): void;
};

export class CallProgress {
  private readonly kernel: Kernel;
  private readonly current: () => VoiceState;
  private readonly doors: ProgressDoors;

  constructor(kernel: Kernel, webhooks: Webhooks, current: () => VoiceState, doors: ProgressDoors) {
    this.kernel = kernel;
    this.current = current;
    this.doors = doors;
    const { clock } = kernel;
    const on = (kind: string, run: (call: Call) => void) =>
      clock.on(kind, (sid: string) => {
        const call = current().calls.get(sid);
        if (call && !isOver(call)) run(call);
      });
    on(DIAL, (call) => this.dial(call));
    on(RING, (call) => this.ring(call));
    on(ANSWER, (call) => this.answer(call));
    on(LIMIT, (call) => this.become(call, "completed"));
    clock.on(TELL, (told: Told) => void webhooks.send(told).catch(() => undefined));
  }

  /** Sets a new call going. */
  begin(call: Call): void {
    if (call.direction === "inbound") this.become(call, "in-progress");
    else this.plan(call, 0, DIAL);
  }

  become(call: Call, status: CallStatus): void {
    const { clock } = this.kernel;
    const now = clock.now();
    call.status = status;
    call.updatedAt = now;
    if (status === "ringing") this.tell(call, "ringing");
    if (status === "in-progress") {
      call.startedAt = now;
      call.limit = clock.set(now + call.timeLimit * 1000, LIMIT, call.sid);
      this.tell(call, "answered");
      this.doors.answered(call);
    }
    if (!isOver(call)) return;
    for (const appointment of [call.next, call.limit]) if (appointment) clock.cancel(appointment);
    Object.assign(call, { next: null, limit: null, verbs: [], turn: call.turn + 1, endedAt: now });
    call.startedAt ??= now;
    this.tell(call, "completed");
    this.doors.over(call);
  }

  /** A call ends so many seconds after its answer, at the latest. */
  limitTo(call: Call, seconds: number): void {
    const { clock } = this.kernel;
    call.timeLimit = seconds;
    if (!call.limit || call.startedAt === null) return;
    clock.cancel(call.limit);
    call.limit = clock.set(call.startedAt + seconds * 1000, LIMIT, call.sid);
  }

  private dial(call: Call): void {
    this.tell(call, "initiated");
    this.plan(call, SECONDS.untilRinging, RING);
  }

  private ring(call: Call): void {
    const outcome = this.current().outcomes.get(call.to);
    if (outcome === "failed") {
      this.become(call, "failed");
      return;
    }
    this.become(call, "ringing");
    const seconds = outcome === "no-answer" ? call.timeout : Math.min(SECONDS.untilAnswer, call.timeout);
    this.plan(call, seconds, ANSWER);
  }

  private answer(call: Call): void {
    const outcome = this.current().outcomes.get(call.to);
    if (outcome) {
      this.become(call, outcome);
      return;
    }
    if (call.detection) call.answeredBy = "human";
    this.become(call, "in-progress");
    if (call.detection?.callback) this.send(call, call.detection.callback, { AnsweredBy: "human" });
  }

  private plan(call: Call, seconds: number, kind: string): void {
    const { clock } = this.kernel;
    call.next = clock.set(clock.now() + seconds * 1000, kind, call.sid);
  }

  private tell(call: Call, event: CallEvent): void {
    const { statusCallback } = call;
    if (!statusCallback?.events.includes(event)) return;
    this.send(call, statusCallback, {
      ...(event === "initiated" ? { CallStatus: "initiated" } : {}),
      ...(event === "completed" ? { CallDuration: String(secondsOf(call)), Duration: minutesOf(call) } : {}),
      Timestamp: rfc2822(this.kernel.clock.now()),
      CallbackSource: "call-progress-events",
      SequenceNumber: String(call.sequence++),
    });
  }

  /** On the clock, so that the request that caused the change is answered first. */
  private send(call: Call, { url, method }: StatusCallback, more: Record<string, string>): void {
    const { clock, accountSid } = this.kernel;
    const form = { ...callForm(call, accountSid), ...more };
    clock.set(clock.now(), TELL, { url, method, form } satisfies Told);
  }
}

/** What every request about a call says. https://www.twilio.com/docs/voice/twiml#request-parameters */
export const callForm = (call: Call, accountSid: string): Record<string, string> => ({
  AccountSid: accountSid,
  ApiVersion: API_VERSION,
  CallSid: call.sid,
  CallStatus: call.status,
  Called: call.to,
  Caller: call.from,
  Direction: call.direction,
  From: call.from,
  To: call.to,
  ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
});

/** Seconds that a call lasted. */
export const secondsOf = ({ startedAt, endedAt }: Call): number =>
  startedAt === null || endedAt === null ? 0 : Math.round((endedAt - startedAt) / 1000);

const minutesOf = (call: Call): string => String(Math.ceil(secondsOf(call) / 60));
