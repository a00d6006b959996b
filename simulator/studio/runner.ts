/**
 * How executions go from widget to widget. https://www.twilio.com/docs/studio/rest-api/v2/execution
 *
 * Every widget is entered by an appointment on the clock, so that between two widgets an execution is plain data. An
 * execution ends after 1,000 steps (https://www.twilio.com/docs/api/errors/81000), and where it comes to one widget for
 * the eleventh time and that widget is a Run Function or its own successor
 * (https://www.twilio.com/docs/api/errors/81001).
 */
import { isoSeconds, type Kernel } from "../kernel/kernel";
import {
  copyOf,
  type Execution,
  type ExecutionContext,
  type Json,
  type Step,
  type StudioState,
  type TriggerKind,
  type Waiting,
  type Widget,
} from "./model";
import { callOf, type Outcome, type StudioDoors, WidgetError } from "./visit";
import { runWidget } from "./widgets";

const ENTER = "studio.enter";
const TIMEOUT = "studio.timeout";
const MAXIMUM_STEPS = 1000;
const MAXIMUM_VISITS = 10;
/** What a step that ends an execution leads to. */
const ENDED = "Ended";

type Timeout = { sid: string; event: string };

export type Start = {
  flowSid: string;
  revision: number;
  trigger: TriggerKind;
  contactAddress: string;
  flowAddress: string;
  /** What templates see as `trigger`. */
  given: Json;
  data: Json;
  startedBy?: string | undefined;
};

export class Runner {
  private readonly kernel: Kernel;
  private readonly doors: StudioDoors;
  private readonly current: () => StudioState;

  constructor(kernel: Kernel, doors: StudioDoors, current: () => StudioState) {
    this.kernel = kernel;
    this.doors = doors;
    this.current = current;
    kernel.clock.on(ENTER, (sid: string) => this.enter(sid));
    kernel.clock.on(TIMEOUT, ({ sid, event }: Timeout) => {
      const execution = current().executions.get(sid);
      if (execution?.waiting) this.leave(execution, { event });
    });
  }

  start({ given, data, startedBy, ...start }: Start, initial: string): Execution {
    const { clock, sids } = this.kernel;
    const sid = sids.next("FN");
    const now = clock.now();
    const context: ExecutionContext = {
      trigger: given,
      contact: { channel: { address: start.contactAddress } },
      flow: { sid, flow_sid: start.flowSid, channel: { address: start.flowAddress }, data, variables: {} },
      widgets: {},
    };
    const execution: Execution = {
      ...start,
      sid,
      status: "active",
      endedReason: null,
      startedBy: startedBy ?? sid,
      context,
      widget: initial,
      waiting: null,
      visits: {},
      steps: [],
      createdAt: now,
      updatedAt: now,
    };
    this.current().executions.set(sid, execution);
    this.publishExecution("started", execution);
    clock.set(now, ENTER, sid);
    return execution;
  }

  /** Something from outside has happened; whether the execution waited for that, and went on by the event. */
  happen(execution: Execution, what: Waiting["for"], event: string, result?: Json): boolean {
    if (execution.waiting?.for !== what) return false;
    this.leave(execution, { event, result });
    return true;
  }

  /** Ends an execution wherever it is. */
  end(execution: Execution, reason: string): void {
    if (execution.status === "ended") return;
    this.stopWaiting(execution);
    execution.status = "ended";
    execution.endedReason = reason;
    execution.updatedAt = this.kernel.clock.now();
    this.publishExecution("ended", execution);
    const callSid = callOf(execution);
    if (callSid !== undefined) this.doors.flowOfCallEnded?.(callSid);
  }

  private enter(sid: string): void {
    const execution = this.current().executions.get(sid);
    if (execution?.status !== "active") return;
    const widget = this.widgetOf(execution);
    const visits = (execution.visits[widget.name] ?? 0) + 1;
    execution.visits[widget.name] = visits;
    if (this.isLooping(execution, widget, visits)) {
      this.fail(execution, new WidgetError(81001, "The Widget has exceeded max steps in a loop"));
      return;
    }
    if (execution.steps.length >= MAXIMUM_STEPS) {
      this.fail(execution, new WidgetError(81000, "The Execution has exceeded max steps allowed for a flow"));
      return;
    }
    const still = () => execution.status === "active" && this.current().executions.get(sid) === execution;
    const settle = (outcome: Outcome) => {
      if (still()) this.settle(execution, outcome);
    };
    const fail = (error: unknown) => {
      if (!(error instanceof WidgetError)) throw error;
      if (still()) this.fail(execution, error);
    };
    try {
      const { clock, accountSid } = this.kernel;
      const outcome = runWidget({ execution, widget, doors: this.doors, clock, accountSid });
      if (outcome instanceof Promise) outcome.then(settle).catch(fail);
      else settle(outcome);
    } catch (error) {
      fail(error);
    }
  }

  private isLooping(execution: Execution, widget: Widget, visits: number): boolean {
    const isOwnSuccessor = execution.steps.at(-1)?.from === widget.name;
    return visits > MAXIMUM_VISITS && (widget.type === "run-function" || isOwnSuccessor);
  }

  private settle(execution: Execution, outcome: Outcome): void {
    if ("event" in outcome) {
      this.leave(execution, outcome);
      return;
    }
    const { clock } = this.kernel;
    this.keep(execution, outcome.result);
    const { wait, seconds, timeout } = outcome;
    const waiting: Waiting = { for: wait, timeout: null };
    if (seconds !== undefined && timeout !== undefined) {
      const subject: Timeout = { sid: execution.sid, event: timeout };
      waiting.timeout = clock.set(clock.now() + seconds * 1000, TIMEOUT, subject);
    }
    execution.waiting = waiting;
  }

  private leave(execution: Execution, outcome: Extract<Outcome, { event: string }>): void {
    const { clock } = this.kernel;
    const widget = this.widgetOf(execution);
    this.stopWaiting(execution);
    this.keep(execution, outcome.result);
    const next =
      outcome.next === undefined ? widget.transitions.find(({ event }) => event === outcome.event)?.next : outcome.next;
    this.record(execution, outcome.event, next ?? ENDED);
    if (!next) {
      this.end(execution, "FLOW_END");
      return;
    }
    execution.widget = next;
    execution.updatedAt = clock.now();
    clock.set(clock.now(), ENTER, execution.sid);
  }

  private fail(execution: Execution, { code, message }: WidgetError): void {
    const status = code === 20501 ? 501 : 400;
    this.keep(execution, { error: { code, message, status } });
    this.record(execution, "error", ENDED);
    this.end(execution, "ERROR");
  }

  /** What a widget found out is added to what it knew. */
  private keep(execution: Execution, result: Json | undefined): void {
    if (!result) return;
    const { widgets } = execution.context;
    widgets[execution.widget] = { ...widgets[execution.widget], ...result };
  }

  private record(execution: Execution, name: string, to: string): void {
    const { clock, sids } = this.kernel;
    const { name: from, type } = this.widgetOf(execution);
    const context = copyOf(execution.context) as unknown as Json;
    const step: Step = { sid: sids.next("FT"), name, type, from, to, context, createdAt: clock.now() };
    execution.steps.push(step);
    this.doors.publish?.("com.twilio.studio.flow.step.ended", {
      step_sid: step.sid,
      execution_sid: execution.sid,
      account_sid: this.kernel.accountSid,
      flow_sid: execution.flowSid,
      flow_revision: execution.revision,
      name,
      transitioned_from: from,
      transitioned_to: to,
      date_created: isoSeconds(step.createdAt),
    });
  }

  private publishExecution(what: "started" | "ended", execution: Execution): void {
    this.doors.publish?.(`com.twilio.studio.flow.execution.${what}`, {
      execution_sid: execution.sid,
      account_sid: this.kernel.accountSid,
      flow_sid: execution.flowSid,
      contact_channel_address: execution.contactAddress,
      status: execution.status,
      ...(execution.endedReason === null ? {} : { ended_reason: execution.endedReason }),
      date_created: isoSeconds(execution.createdAt),
      date_updated: isoSeconds(execution.updatedAt),
      started_by: execution.startedBy,
      flow_revision: execution.revision,
    });
  }

  private stopWaiting(execution: Execution): void {
    if (execution.waiting?.timeout) this.kernel.clock.cancel(execution.waiting.timeout);
    execution.waiting = null;
  }

  private widgetOf({ flowSid, revision, widget }: Execution): Widget {
    const flow = this.current().flows.get(flowSid);
    const definition = flow?.revisions.find((one) => one.revision === revision)?.definition;
    const found = definition?.states.find(({ name }) => name === widget);
    if (!found) throw new Error(`no widget ${widget} in revision ${revision} of ${flowSid}`);
    return found;
  }
}
