/**
 * Call: https://www.twilio.com/docs/voice/api/call-resource
 *
 * Modelled: all five operations on calls, calls from outside (`inbound`), a caller's keys and hanging up, status
 * callbacks, and TwiML as far as ./script goes; outcomes other than an answer where somebody asks for them
 * (`setOutcome`). Not modelled: recordings, calls per second, prices, child calls, conferences, whether From belongs to the
 * account.
 */
import { ACCOUNT, checkAccount, findIn } from "../api/account-path";
import { apiPage } from "../api/pages";
import type { Kernel } from "../kernel/kernel";
import { badParameter, type Operation, type Parameters, RestError, type RestRequest } from "../kernel/rest";
import type { Room } from "../kernel/room";
import { oneOf } from "../kernel/typed-parameters";
import type { Webhooks } from "../kernel/webhooks";
import { toCallBody } from "./call-body";
import { LIST_PARAMETERS, readCallFilter } from "./call-filter";
import {
  type Call,
  type CallOutcome,
  type Instructions,
  isOver,
  NEXT,
  type StatusCallback,
  type VoiceState,
} from "./model";
import {
  CREATE_PARAMETERS,
  type NewCall,
  readCall,
  readInstructions,
  readStatusCallback,
  readTimeLimit,
} from "./new-call";
import { CallProgress } from "./progress";
import { CallScript, type ScriptDoors } from "./script";

const LIST = `${ACCOUNT}/Calls.json`;
const ONE = `${ACCOUNT}/Calls/:Sid.json`;
/** Seconds that a call from outside may last. */
const INBOUND_LIMIT = 14_400;

/** What a number does with calls. */
export type NumberForCalls = {
  sid: string;
  instructions: Instructions | null;
  statusCallback: StatusCallback | null;
};

export type VoiceDoors = ScriptDoors & {
  /** The account's number, where it is one. */
  numberOf(phoneNumber: string): NumberForCalls | undefined;
  /** A call is over; whether it was in a flow or not. */
  over(call: Call): void;
  /** A caller presses keys; whether somebody had asked for it. */
  press(callSid: string, digits: string): boolean;
};

export class Voice implements Room {
  readonly operations: readonly Operation[];
  private state: VoiceState = { calls: new Map(), outcomes: new Map() };
  private readonly kernel: Kernel;
  private readonly doors: VoiceDoors;
  private readonly progress: CallProgress;
  private readonly script: CallScript;

  constructor(kernel: Kernel, webhooks: Webhooks, doors: VoiceDoors) {
    this.kernel = kernel;
    this.doors = doors;
    const current = () => this.state;
    this.progress = new CallProgress(kernel, webhooks, current, {
      answered: (call) => this.script.follow(call, call.instructions),
      over: (call) => {
        if (call.taskSid !== null) doors.flex.hangUp(call.taskSid);
        doors.over(call);
      },
    });
    this.script = new CallScript(kernel, webhooks, current, this.progress, doors);
    const toBody = (call: Call) => toCallBody(call, kernel.accountSid);
    const find = (request: RestRequest) => findIn(this.state.calls, kernel, request);
    this.operations = [
      {
        name: "CreateCall",
        method: "POST",
        path: LIST,
        parameters: CREATE_PARAMETERS,
        run: (request) => {
          checkAccount(kernel, request);
          return { status: 201, body: toBody(this.add("outbound-api", readCall(request.parameters))) };
        },
      },
      {
        name: "ListCall",
        method: "GET",
        path: LIST,
        parameters: LIST_PARAMETERS,
        run: (request) => {
          checkAccount(kernel, request);
          return apiPage(request, "calls", this.calls.toReversed().filter(readCallFilter(request.parameters)), toBody);
        },
      },
      { name: "FetchCall", method: "GET", path: ONE, run: (r) => ({ status: 200, body: toBody(find(r)) }) },
      {
        name: "UpdateCall",
        method: "POST",
        path: ONE,
        parameters: [
          "Url",
          "Method",
          "Status",
          "FallbackUrl",
          "FallbackMethod",
          "StatusCallback",
          "StatusCallbackMethod",
          "Twiml",
          "TimeLimit",
        ],
        run: (request) => {
          const call = find(request);
          this.update(call, request.parameters);
          return { status: 200, body: toBody(call) };
        },
      },
      {
        name: "DeleteCall",
        method: "DELETE",
        path: ONE,
        run: (request) => {
          const call = find(request);
          if (!isOver(call)) throw new RestError(409, 20009, "Cannot delete this resource before it is complete");
          this.state.calls.delete(call.sid);
          return { status: 204 };
        },
      },
    ];
  }

  /** In the order in which they were made. */
  get calls(): readonly Call[] {
    return [...this.state.calls.values()];
  }

  /** What becomes of calls to somebody from now on; null for an answer. */
  setOutcome(to: string, outcome: CallOutcome | null): void {
    if (outcome) this.state.outcomes.set(to, outcome);
    else this.state.outcomes.delete(to);
  }

  /**
   * Somebody calls one of the account's numbers, which answers at once.
   *
   * @throws Error where the number is not the account's
   */
  inbound({ from, to }: { from: string; to: string }): Call {
    const number = this.doors.numberOf(to);
    if (!number) throw new Error(`${to} is not a number of the account`);
    return this.add("inbound", {
      from,
      to,
      instructions: number.instructions,
      statusCallback: number.statusCallback,
      phoneNumberSid: number.sid,
      timeout: 0,
      timeLimit: INBOUND_LIMIT,
      detection: null,
    });
  }

  /** A flow that a call was in has ended: so does the call, unless it has left the flow. */
  flowEnded(callSid: string): void {
    if (this.state.calls.get(callSid)?.instructions?.kind === "flow") this.hangUp(callSid);
  }

  /** The other end hangs up. */
  hangUp(callSid: string): void {
    const call = this.state.calls.get(callSid);
    if (call && !isOver(call)) this.progress.become(call, "completed");
  }

  /** A caller presses keys; whether somebody had asked for it. */
  press(callSid: string, digits: string): boolean {
    return this.doors.press(callSid, digits);
  }

  save(): VoiceState {
    return this.state;
  }

  restore(saved: VoiceState): void {
    this.state = saved;
  }

  private add(
    direction: Call["direction"],
    given: Omit<NewCall, "instructions"> & Pick<Call, "instructions"> & { phoneNumberSid?: string },
  ): Call {
    const { clock, sids } = this.kernel;
    const now = clock.now();
    const call: Call = {
      phoneNumberSid: this.doors.numberOf(given.from)?.sid ?? null,
      ...given,
      sid: sids.next("CA"),
      direction,
      status: direction === "inbound" ? "ringing" : "queued",
      sequence: 0,
      answeredBy: null,
      verbs: [],
      turn: 0,
      taskSid: null,
      problem: null,
      createdAt: now,
      updatedAt: now,
      startedAt: null,
      endedAt: null,
      next: null,
      limit: null,
    };
    this.state.calls.set(call.sid, call);
    this.progress.begin(call);
    return call;
  }

  private update(call: Call, parameters: Parameters): void {
    const status = oneOf(parameters, "Status", ["canceled", "completed"]);
    const instructions = readInstructions(parameters);
    const statusCallback = readStatusCallback(parameters);
    const timeLimit = readTimeLimit(parameters);
    if (Object.keys(parameters).length === 0) throw badParameter("Status, Url or Twiml is required");
    if (instructions && call.status !== "in-progress") {
      throw new RestError(400, 21220, "Call is not in-progress. Cannot redirect.");
    }
    if (statusCallback) call.statusCallback = statusCallback;
    if (timeLimit !== undefined) this.progress.limitTo(call, timeLimit);
    if (status === "completed" && !isOver(call)) this.progress.become(call, "completed");
    if (status === "canceled" && NEXT[call.status].includes("canceled")) this.progress.become(call, "canceled");
    if (instructions && !isOver(call)) this.leaveFor(call, instructions);
  }

  /** What the call was in is over for it. */
  private leaveFor(call: Call, instructions: Instructions): void {
    if (call.taskSid !== null) this.doors.flex.hangUp(call.taskSid);
    call.taskSid = null;
    call.updatedAt = this.kernel.clock.now();
    const left = call.instructions;
    this.script.follow(call, instructions);
    if (left?.kind === "flow") this.doors.over(call);
  }
}
