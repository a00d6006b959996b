/**
 * What an answered call does: https://www.twilio.com/docs/voice/twiml
 *
 * Modelled: <Say>, <Play> (which takes no time), <Pause>, <Redirect>, <Hangup>, and <Enqueue workflowSid> with a <Task>
 * (https://www.twilio.com/docs/taskrouter/twiml-queue-calls), in which the call stays until somebody hangs up. Any other
 * verb ends the call, as does TwiML that cannot be had; the call's `problem` says why.
 */
import type { Kernel } from "../kernel/kernel";
import { isWebUrl } from "../kernel/typed-parameters";
import type { Webhooks } from "../kernel/webhooks";
import type { FlexDoor } from "../studio/flex-door";
import { callAttributes } from "../studio/flex-widgets";
import { isObject, type Json } from "../studio/model";
import type { Call, Instructions, VoiceState } from "./model";
import { type CallProgress, callForm } from "./progress";
import { readTwiml, TwimlError, type Verb } from "./twiml";

const NEXT_VERB = "voice.verb";
const SECONDS_PER_WORD = 0.4;
/** Seconds that a task of a call waits. https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
const TASK_TIMEOUT = 86_400;
/** https://www.twilio.com/docs/api/errors/11200 */
const RETRIEVAL_FAILURE = "11200";

/** Seconds until the next verb; "stay" until something happens from outside; "over" where the call has ended. */
type Done = number | "stay" | "over";

export type ScriptDoors = {
  flex: FlexDoor;
  /** The call enters a flow; false where the flow does not take it. */
  enterFlow(call: Call, flowSid: string): boolean;
};

export class CallScript {
  private readonly kernel: Kernel;
  private readonly webhooks: Webhooks;
  private readonly progress: CallProgress;
  private readonly doors: ScriptDoors;

  constructor(
    kernel: Kernel,
    webhooks: Webhooks,
    current: () => VoiceState,
    progress: CallProgress,
    doors: ScriptDoors,
  ) {
    this.kernel = kernel;
    this.webhooks = webhooks;
    this.progress = progress;
    this.doors = doors;
    kernel.clock.on(NEXT_VERB, ({ sid, turn }: { sid: string; turn: number }) => {
      const call = current().calls.get(sid);
      if (call?.status === "in-progress" && call.turn === turn) this.goOn(call);
    });
  }

  /** Follows new instructions from now on. */
  follow(call: Call, instructions: Instructions | null): void {
    call.turn++;
    call.instructions = instructions;
    if (instructions?.kind === "twiml") this.run(call, instructions.twiml);
    else if (instructions?.kind === "url") this.plan(call, 0, [redirectTo(instructions.url, instructions.method)]);
    else if (instructions?.kind !== "flow" || !this.doors.enterFlow(call, instructions.flowSid)) {
      this.giveUp(call, "there is nothing to answer it with");
    }
  }

  private run(call: Call, twiml: string): void {
    try {
      this.plan(call, 0, readTwiml(twiml));
    } catch (error) {
      if (!(error instanceof TwimlError)) throw error;
      this.giveUp(call, error.message);
    }
  }

  private plan(call: Call, seconds: number, verbs: Verb[]): void {
    const { clock } = this.kernel;
    call.verbs = verbs;
    call.next = clock.set(clock.now() + seconds * 1000, NEXT_VERB, { sid: call.sid, turn: call.turn });
  }

  private goOn(call: Call): void {
    const [verb, ...others] = call.verbs;
    if (!verb) {
      this.progress.become(call, "completed");
      return;
    }
    const done = this.perform(call, verb);
    if (typeof done === "number") this.plan(call, done, others);
  }

  private perform(call: Call, verb: Verb): Done {
    switch (verb.name) {
      case "Say":
        return wordsOf(verb.text) * SECONDS_PER_WORD * Number(verb.attributes["loop"] ?? 1);
      case "Play":
        return 0;
      case "Pause":
        return Number(verb.attributes["length"] ?? 1);
      case "Hangup":
        this.progress.become(call, "completed");
        return "over";
      case "Redirect":
        this.redirect(call, verb);
        return "stay";
      case "Enqueue":
        return this.enqueue(call, verb);
      default:
        return this.giveUp(call, `the simulated account does not model <${verb.name}>`);
    }
  }

  private enqueue(call: Call, { attributes, children }: Verb): Done {
    const workflowSid = attributes["workflowSid"];
    if (workflowSid === undefined)
      return this.giveUp(call, "the simulated account models <Enqueue> with workflowSid only");
    const task = children.find(({ name }) => name === "Task");
    const written = parse(task?.text.trim() || "{}");
    if (!written) return this.giveUp(call, "the <Task> is not a JSON object");
    const { accountSid } = this.kernel;
    const made = this.doors.flex.sendToFlex({
      workflowSid,
      channel: "voice",
      attributes: JSON.stringify({ ...callAttributes({ ...call, accountSid, callSid: call.sid }), ...written }),
      priority: Number(task?.attributes["priority"] ?? 0),
      timeout: Number(task?.attributes["timeout"] ?? TASK_TIMEOUT),
      from: call.sid,
    });
    if ("refusal" in made) return this.giveUp(call, made.refusal);
    call.taskSid = made.taskSid;
    return "stay";
  }

  private redirect(call: Call, { text, attributes }: Verb): void {
    const before = call.instructions?.kind === "url" ? call.instructions : undefined;
    const url = before === undefined ? text.trim() : new URL(text.trim(), before.url).toString();
    if (!isWebUrl(url)) {
      this.giveUp(call, `<Redirect> to '${url}'`);
      return;
    }
    const method = attributes["method"]?.toUpperCase() === "GET" ? "GET" : "POST";
    const fallback = before ?? { fallbackUrl: null, fallbackMethod: "POST" as const };
    call.instructions = { ...fallback, kind: "url", url, method };
    this.fetch(call, { url, method, form: callForm(call, this.kernel.accountSid) });
  }

  /** Asks for TwiML; of the fallback URL where there is none. */
  private fetch(call: Call, request: Parameters<Webhooks["send"]>[0]): void {
    const { turn } = call;
    const isStill = () => call.status === "in-progress" && call.turn === turn;
    const failed = () => {
      if (isStill()) this.fallBack(call, request.url);
    };
    this.webhooks.send(request).then(({ status, body }) => {
      if (status < 200 || status >= 300) failed();
      else if (isStill()) this.run(call, body);
    }, failed);
  }

  private fallBack(call: Call, failedUrl: string): void {
    const { instructions } = call;
    if (instructions?.kind !== "url" || instructions.fallbackUrl === null || instructions.fallbackUrl === failedUrl) {
      this.giveUp(call, `${failedUrl} has no TwiML`);
      return;
    }
    const form = { ...callForm(call, this.kernel.accountSid), ErrorCode: RETRIEVAL_FAILURE, ErrorUrl: failedUrl };
    this.fetch(call, { url: instructions.fallbackUrl, method: instructions.fallbackMethod, form });
  }

  private giveUp(call: Call, problem: string): Done {
    call.problem = problem;
    this.progress.become(call, "completed");
    return "over";
  }
}

const redirectTo = (url: string, method: string): Verb => ({
  name: "Redirect",
  attributes: { method },
  text: url,
  children: [],
});

const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;

function parse(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
