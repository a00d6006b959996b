/**
 * Studio of an account: flows, and the executions that contacts set going. https://www.twilio.com/docs/studio
 *
 * A contact runs the revision that is published; a test user runs the latest.
 */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import type { Room } from "../kernel/room";
import type { StudioContext } from "./context";
import { executionOperations } from "./executions";
import { flowOperations, webhookUrl } from "./flows";
import { type Execution, type Flow, type Json, latest, latestPublished, type StudioState } from "./model";
import { Runner, type Start } from "./runner";
import { callOf, type StudioDoors } from "./visit";

export type Arrival = {
  flowSid: string;
  trigger: "incomingMessage" | "incomingCall" | "incomingConversationMessage" | "incomingRequest";
  /** Who comes, and what they come to: phone numbers or other identifiers. */
  contactAddress: string;
  flowAddress: string;
  /** Twilio's parameters of the message, call or conversation. */
  parameters?: Json;
  /** The SID of the message or call. */
  startedBy?: string;
};

/** What templates call each trigger's parameters. */
const GIVEN = {
  incomingMessage: "message",
  incomingCall: "call",
  incomingConversationMessage: "conversation",
  incomingRequest: "request",
} as const;

export class Studio implements Room {
  readonly operations: readonly Operation[];
  private state: StudioState = { flows: new Map(), executions: new Map() };
  private readonly accountSid: string;
  private readonly doors: StudioDoors;
  private readonly runner: Runner;

  constructor(kernel: Kernel, doors: StudioDoors) {
    this.accountSid = kernel.accountSid;
    this.doors = doors;
    this.runner = new Runner(kernel, doors, () => this.state);
    const context: StudioContext = { kernel, runner: this.runner, state: () => this.state };
    this.operations = [
      ...flowOperations(context),
      ...executionOperations(context, (flow, given) => this.start(flow, given)),
    ];
  }

  /** The flow that a number's VoiceUrl or SmsUrl leads to. */
  flowBehind(url: string): string | undefined {
    return [...this.state.flows.keys()].find((sid) => url === webhookUrl(this.accountSid, sid));
  }

  /**
   * A contact comes to a flow. The execution's SID; undefined where the flow is not published, or admits one call of a
   * caller at a time and has one.
   */
  startFor({ flowSid, trigger, contactAddress, flowAddress, parameters = {}, startedBy }: Arrival): string | undefined {
    const flow = this.state.flows.get(flowSid);
    if (!flow) return undefined;
    const given = { [GIVEN[trigger]]: parameters };
    return this.start(flow, { trigger, contactAddress, flowAddress, given, data: {}, startedBy })?.sid;
  }

  /** A contact writes; whether an execution had asked for it. @param message Twilio's parameters of the message */
  reply(contactAddress: string, flowAddress: string, message: Json): boolean {
    return this.active().some(
      (execution) =>
        execution.contactAddress === contactAddress &&
        execution.flowAddress === flowAddress &&
        this.runner.happen(execution, "reply", "incomingMessage", { inbound: message }),
    );
  }

  /** A caller presses keys; whether an execution had asked for it. */
  press(callSid: string, digits: string): boolean {
    const execution = this.executionOfCall(callSid);
    return execution !== undefined && this.runner.happen(execution, "digits", "keypress", { Digits: digits });
  }

  /** A call is over: what waited for its end goes on, anything else ends. */
  callEnded(callSid: string): void {
    const execution = this.executionOfCall(callSid);
    if (!execution) return;
    const taskSid = execution.context.widgets[execution.widget]?.["task_sid"];
    if (typeof taskSid === "string") this.doors.flex.hangUp(taskSid);
    if (!this.runner.happen(execution, "call", "callComplete")) this.runner.end(execution, "HANGUP");
  }

  save(): StudioState {
    return this.state;
  }

  restore(saved: StudioState): void {
    this.state = saved;
  }

  private active(): Execution[] {
    return [...this.state.executions.values()].filter(({ status }) => status === "active");
  }

  private executionOfCall(callSid: string): Execution | undefined {
    return this.active().find((execution) => callOf(execution) === callSid);
  }

  private start(flow: Flow, given: Omit<Start, "flowSid" | "revision">): Execution | undefined {
    const isTested = flow.testUsers.includes(given.contactAddress);
    const revision = isTested ? latest(flow) : latestPublished(flow);
    if (!revision) return undefined;
    const { definition } = revision;
    const isOneAtATime = given.trigger === "incomingCall" && definition.flags?.allow_concurrent_calls === false;
    const isBusy = this.active().some(
      ({ flowSid, contactAddress }) => flowSid === flow.sid && contactAddress === given.contactAddress,
    );
    if (isOneAtATime && isBusy) return undefined;
    return this.runner.start({ ...given, flowSid: flow.sid, revision: revision.revision }, definition.initial_state);
  }
}
