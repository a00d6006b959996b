/**
 * From event to reply: lock, parse, load (reads only), decide (pure), perform (effects as data), reply.
 *
 * `decide` gets no client and is synchronous, so it cannot do anything but decide. A rule that must happen once for
 * each task says which task it claims; the claim is taken before anything is read, and given back when a later step
 * fails, so that the next delivery does what this one could not.
 */
import { type Config, configOf } from "../config";
import { type Decision, nothing } from "../domain/decision";
import type { Policy } from "../domain/policy";
import { feedCountOf } from "../domain/records-policy";
import { retentionOf } from "../domain/retention";
import type { TaskSid } from "../domain/sid";
import { UncertainWriteError } from "../twilio/feed";
import { claimTask, releaseTask } from "../twilio/ledger";
import { OvertakenError, perform } from "../twilio/perform";
import type { Session } from "../twilio/session";
import type { Caller } from "./caller";
import { NotYetError } from "./errors";
import { fieldsOf, type Taken } from "./fields";
import type { Lock } from "./locks";
import { logDecision, logFailure } from "./log";
import { errorReply, type Reply, toResponse } from "./reply";
import { type FunctionContext, type FunctionEvent, type FunctionHandler, variablesOf } from "./runtime";

export type Rule<Input, State, Answer> = {
  /**
   * Typed inputs; none where the event is not this door's business.
   * @throws BadRequestError with every problem
   */
  parse(fields: FunctionEvent, config: Config, caller: Caller): readonly Input[];
  /** The task this input must be handled for only once. */
  claim?(input: Input): { taskSid: TaskSid; endedAt: Date };
  load(input: Input, session: Session, policy: Policy): Promise<State>;
  decide(input: Input, state: State, policy: Policy, now: Date): Decision<string, Answer>;
};

export type Endpoint<Input, State, Answer> = Rule<Input, State, Answer> & {
  /** Seconds within which the caller wants its answer. */
  deadline: number;
  /** Who may come in. */
  lock: Lock;
  /** What kinds of body; every other is refused. */
  takes: readonly Taken[];
  reply(decisions: readonly Decision<string, Answer | undefined>[]): Reply;
};

/** Milliseconds one REST call may take: the package's own default is longer than a Function lives. */
const CALL_TIMEOUT = 3000;
/** Milliseconds kept back from the deadline for the answer itself. */
const RESERVE = 500;

/** Kept between invocations of a warm instance, with its open connections. */
let client: Session["client"] | undefined;

function sessionOf(context: FunctionContext, config: Config, until: number): Session {
  client ??= context.getTwilioClient({ timeout: CALL_TIMEOUT });
  const { workspaceSid, syncServiceSid, alert, receiver, policy } = config;
  const kept = { feeds: feedCountOf(policy), retention: retentionOf(policy) };
  return { client, workspaceSid, syncServiceSid, ...kept, alert, receiver, until };
}

/** One invocation of a door. */
type Visit = { session: Session; policy: Policy; path: string };

/** So often a rule decides anew where its facts have been overtaken: people and programs change the same things. */
const ATTEMPTS = 5;

async function decideAndPerform<Input, State, Answer>(
  rule: Rule<Input, State, Answer>,
  input: Input,
  { session, policy, path }: Visit,
): Promise<Decision<string, Answer | undefined>> {
  for (let attempt = 1; attempt <= ATTEMPTS && (attempt === 1 || Date.now() < session.until); attempt++) {
    const state = await rule.load(input, session, policy);
    const decision = rule.decide(input, state, policy, new Date());
    try {
      await perform(session, decision.effects, (error) => logFailure(path, error));
      return decision;
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error;
    }
  }
  return nothing("overtaken");
}

/** Once for each claim: what fails gives it back. */
async function once<Input, State, Answer>(
  rule: Rule<Input, State, Answer>,
  input: Input,
  visit: Visit,
): Promise<Decision<string, Answer | undefined>> {
  const { session } = visit;
  const wanted = rule.claim?.(input);
  if (!wanted) return decideAndPerform(rule, input, visit);
  const claim = await claimTask(session, wanted.taskSid, wanted.endedAt);
  if (!claim) return nothing("already-recorded");
  try {
    return await decideAndPerform(rule, input, visit);
  } catch (error) {
    // What may have been written is not to be written by another as well.
    if (!(error instanceof UncertainWriteError)) await releaseTask(session, claim);
    throw error;
  }
}

/** Inputs of one event that are worked on at once. */
const AT_ONCE = 10;
/** Milliseconds without which nothing more is begun: what is begun and cut off is found by nobody for a while. */
const LEAST = 2000;

async function told<Input, State, Answer>(rule: Rule<Input, State, Answer>, input: Input, visit: Visit) {
  const decision = await once(rule, input, visit);
  logDecision(visit.path, decision.because, decision.effects);
  return decision;
}

/** Each input of an event; that one fails keeps none of the others from being done. */
async function everyOne<Input, State, Answer>(
  rule: Rule<Input, State, Answer>,
  inputs: readonly Input[],
  visit: Visit,
): Promise<Decision<string, Answer | undefined>[]> {
  const outcomes: PromiseSettledResult<Decision<string, Answer | undefined>>[] = [];
  for (let done = 0; done < inputs.length; done += AT_ONCE) {
    if (done > 0 && Date.now() + LEAST > visit.session.until) throw new NotYetError("the rest of the batch");
    const some = inputs.slice(done, done + AT_ONCE);
    outcomes.push(...(await Promise.allSettled(some.map((input) => told(rule, input, visit)))));
  }
  const decisions = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure) throw failure.reason;
  return decisions;
}

/** A Twilio Function's handler that answers in any case, exactly once. */
export function endpoint<Input, State, Answer>(door: Endpoint<Input, State, Answer>): FunctionHandler {
  const answer = async (context: FunctionContext, event: FunctionEvent, path: string): Promise<Reply> => {
    const config = configOf(variablesOf(context));
    const until = Date.now() + door.deadline * 1000 - RESERVE;
    const session = () => sessionOf(context, config, until);
    const caller = await door.lock.open({ event, session, config });
    const inputs = door.parse(fieldsOf(event, door.takes), config, caller);
    if (inputs.length === 0) return door.reply([]);
    const visit: Visit = { session: session(), policy: config.policy, path };
    return door.reply(await everyOne(door, inputs, visit));
  };
  return async (context, event, callback) => {
    const path = variablesOf(context)["PATH"] ?? "";
    let reply: Reply;
    try {
      reply = await answer(context, event, path);
    } catch (error) {
      logFailure(path, error);
      reply = errorReply(error);
    }
    callback(null, toResponse(reply, door.lock));
  };
}
