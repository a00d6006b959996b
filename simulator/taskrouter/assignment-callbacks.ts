/**
 * Assignment callbacks: https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks
 *
 * Modelled: the form that is sent, five seconds to answer with 200 and JSON, the fallback URL, and the instructions accept,
 * reject, call, conference, dequeue and redirect, with what they need of themselves, the worker and the task. The last four
 * put nobody on the line here: dequeue and conference accept the reservation, call and redirect where they say `accept`,
 * and all are noted with it.
 */
import { entryOf } from "../kernel/table";
import type { WebhookResponse } from "../kernel/webhooks";
import { lookUp } from "./expression";
import { ageOf, parsedAttributes, type Reservation } from "./model";
import type { Parts } from "./parts";

/** Seconds a callee has. */
const LIMIT = 5;

type Instruction = Readonly<Record<string, unknown>>;

/** What came of a callback, as Twilio's debugger would show it. */
export type AssignmentNote = {
  at: number;
  reservationSid: string;
  url: string;
  /** HTTP status; 0 where there was no answer in time. */
  status: number;
  instruction: string | null;
  /** https://www.twilio.com/docs/api/errors */
  errorCode: number | null;
};

/** What can be wrong with an instruction, with the codes of https://www.twilio.com/docs/api/errors */
type Rules = {
  /** Its keys that must be there. */
  needs: Readonly<Record<string, number>>;
  /** Neither it nor the worker's `contact_uri` says whom to call. */
  nobodyToCall?: number;
  /** The task's attributes must have one of the keys: it is about a call. */
  ofTask?: { keys: readonly string[]; lacking: number };
  /** Which of its keys names an activity. */
  activityKey?: string;
  badActivity?: number;
  notPending: number;
};

const INSTRUCTIONS: Readonly<Record<string, Rules>> = {
  accept: { needs: {}, notPending: 40_136 },
  reject: { needs: {}, activityKey: "activity_sid", badActivity: 40_100, notPending: 40_136 },
  dequeue: {
    needs: {},
    nobodyToCall: 40_131,
    ofTask: { keys: ["call_sid"], lacking: 40_140 },
    activityKey: "post_work_activity_sid",
    badActivity: 40_130,
    notPending: 40_136,
  },
  call: { needs: { from: 40_111, url: 40_112 }, nobodyToCall: 40_110, notPending: 40_136 },
  redirect: { needs: { call_sid: 40_121, url: 40_121 }, notPending: 40_136 },
  conference: {
    needs: { from: 40_138 },
    nobodyToCall: 40_137,
    ofTask: { keys: ["call_sid", "outbound_to"], lacking: 40_142 },
    activityKey: "post_work_activity_sid",
    badActivity: 40_143,
    notPending: 40_144,
  },
};

/** These accept the reservation only where they say so. */
const WITH_ACCEPT: readonly string[] = ["call", "redirect"];

export class AssignmentCallbacks {
  /** The latest last. */
  readonly notes: AssignmentNote[] = [];
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  announce(reservation: Reservation): void {
    const { clock } = this.parts.kernel;
    clock.set(clock.now(), "taskrouter.assignment", reservation);
  }

  /** Asks the workflow's URL, then the fallback, and does what the first good answer says. */
  async ask(reservation: Reservation): Promise<void> {
    const { workflow } = reservation.task;
    for (const url of [workflow?.assignmentCallbackUrl, workflow?.fallbackAssignmentCallbackUrl]) {
      if (!url || reservation.status !== "pending") return;
      const response = await this.parts.webhooks.send({ url, form: this.formOf(reservation), timeoutSeconds: LIMIT });
      if (isAnswer(response)) {
        this.follow(reservation, url, response);
        return;
      }
      this.note(reservation, url, response.status, null, errorOf(response));
    }
  }

  private formOf(reservation: Reservation): Record<string, string> {
    const { kernel, workspace } = this.parts;
    const { task, worker } = reservation;
    const now = kernel.clock.now();
    return {
      Timestamp: String(Math.floor(now / 1000)),
      AccountSid: kernel.accountSid,
      WorkspaceSid: workspace.sid,
      WorkflowSid: task.workflow?.sid ?? "",
      TaskQueueSid: task.queue?.sid ?? "",
      WorkerSid: worker.sid,
      WorkerAttributes: worker.attributes,
      TaskSid: task.sid,
      TaskAttributes: task.attributes,
      TaskAge: String(ageOf(task, now)),
      TaskPriority: String(task.priority),
      ReservationSid: reservation.sid,
    };
  }

  private follow(reservation: Reservation, url: string, { status, body }: WebhookResponse): void {
    const instruction = instructionIn(body);
    if (instruction === "none") return;
    if (instruction === "unreadable") {
      this.note(reservation, url, status, null, 40_001);
      return;
    }
    const name = String(instruction["instruction"]);
    const known = entryOf(INSTRUCTIONS, name);
    const errorCode = this.errorIn(reservation, instruction);
    this.note(reservation, url, status, name, errorCode);
    if (!known || errorCode !== null || reservation.status !== "pending") return;
    const postWork = instruction["post_work_activity_sid"];
    const postWorkActivitySid = postWork === undefined ? null : String(postWork);
    reservation.instruction = { name, postWorkActivitySid, parameters: instruction };
    if (name === "reject") {
      const activity = this.parts.workspace.activities.get(String(instruction["activity_sid"]));
      this.parts.reservations.reject(reservation, activity);
    } else if (!WITH_ACCEPT.includes(name) || String(instruction["accept"]) === "true") {
      this.parts.reservations.accept(reservation);
    }
  }

  /** The error Twilio's debugger would show; null for none. */
  private errorIn(reservation: Reservation, instruction: Instruction): number | null {
    const name = instruction["instruction"];
    if (name === undefined) return 40_005;
    const known = entryOf(INSTRUCTIONS, String(name));
    if (!known) return 55_555;
    const lacking = lackIn(known, instruction, reservation);
    if (lacking !== undefined) return lacking;
    const { activities } = this.parts.workspace;
    const activitySid = instruction[known.activityKey ?? ""];
    if (activitySid !== undefined && !activities.has(String(activitySid))) return known.badActivity ?? null;
    if (name === "conference" && reservation.transfer) return 40_151;
    return reservation.status === "pending" ? null : known.notPending;
  }

  private note(
    reservation: Reservation,
    url: string,
    status: number,
    instruction: string | null,
    errorCode: number | null,
  ): void {
    const at = this.parts.kernel.clock.now();
    this.notes.push({ at, reservationSid: reservation.sid, url, status, instruction, errorCode });
  }
}

/** The code of what an instruction, its worker or its task lacks. */
function lackIn({ needs, nobodyToCall, ofTask }: Rules, instruction: Instruction, { worker, task }: Reservation) {
  const need = Object.keys(needs).find((key) => instruction[key] === undefined);
  if (need !== undefined) return needs[need];
  const isSomebody = instruction["to"] !== undefined || lookUp(worker.parsed, ["contact_uri"]) !== null;
  if (nobodyToCall !== undefined && !isSomebody) return nobodyToCall;
  const has = (key: string) => lookUp(parsedAttributes(task), [key]) !== null;
  return ofTask && !ofTask.keys.some(has) ? ofTask.lacking : undefined;
}

/** "a `200 OK` HTTP response code and `Content-Type` header of "application/json"", or nothing at all. */
function isAnswer({ status, headers, body }: WebhookResponse): boolean {
  if (body.trim() === "") return status >= 200 && status < 300;
  return status === 200 && isJson(headers);
}

function isJson(headers: WebhookResponse["headers"]): boolean {
  const [, type = ""] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return /^application\/json\b/i.test(type);
}

/** No answer in time, one of a type that is not read, or none that is one. */
function errorOf({ status }: WebhookResponse): number {
  if (status === 0) return 11_205;
  return status === 200 ? 40_001 : 11_200;
}

/** `none` for no instruction, which is allowed: an empty body or `{}`. */
function instructionIn(body: string): Instruction | "none" | "unreadable" {
  if (body.trim() === "") return "none";
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return "unreadable";
    return Object.keys(parsed).length === 0 ? "none" : (parsed as Instruction);
  } catch {
    return "unreadable";
  }
}
