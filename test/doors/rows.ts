/**
 * What the tests and benches of all doors must know of each: a door in `functions/` without a row here is an error.
 * To add one: what it does, what it makes of fields it does not know, a request that it decides on, and an arbitrary of
 * requests that are nearly or wholly right.
 */
import fc from "fast-check";
import { taskSid } from "../support/people";
import { mostly, nearly, planted, word } from "./arbitraries";

/** What a caller has to say; of a list, its items. */
export type Content = Readonly<Record<string, unknown>> | readonly unknown[];

/** What there is behind the doors. */
export type Scene = {
  workspaceSid: string;
  workerSid: string;
  /** A task that waits in the queue `regular`. */
  taskSid: string;
  /** A task that is over. */
  endedTaskSid: string;
  /** Milliseconds of the epoch. */
  now: number;
};

export type DoorRow = {
  /** What it changes, in the words of the people who run the floor. */
  effects: string;
  /** What becomes of fields that it does not know, and why. */
  otherFields: string;
  /** A request that is decided on. */
  right: (scene: Scene) => Content;
  /** Fields of which another value is somebody else's business, and no mistake. */
  others?: readonly string[];
  /** Whether it decides on a request without any field, although it knows some. */
  needsNothing?: boolean;
  /** Requests that are right, wrong in one field, or in several. */
  near: (scene: Scene) => fc.Arbitrary<Content>;
};

const contact = { channel: "voice", queue: "regular", from: "+15550100001", language: "en", customer: "grace-4711" };

const callback = ({ workspaceSid, now, endedTaskSid }: Scene) => ({
  EventType: "task.completed",
  Sid: `EV${"0".repeat(32)}`,
  WorkspaceSid: workspaceSid,
  TaskSid: endedTaskSid,
  TaskAge: "10",
  TimestampMs: String(now),
});

const cloudEvent = ({ workspaceSid, now, endedTaskSid }: Scene) => ({
  type: "com.twilio.taskrouter.task.completed",
  data: {
    payload: {
      workspace_sid: workspaceSid,
      task_sid: endedTaskSid,
      task_age: 10,
      timestamp: new Date(now).toISOString(),
    },
  },
});

const scorecardOf = ({ endedTaskSid, workerSid }: Scene) => ({
  key: "card-1",
  taskSid: endedTaskSid,
  workerSid,
  form: "conversation",
  scorer: { kind: "person", id: "ada" },
  answers: { identified: true, understood: 4, solution: "a_promise" },
});

const adjustment: DoorRow = {
  effects: "a line in the journal, and the worker's channel, where something differs",
  otherFields: "refused: whoever misspells `dryRun` does not want the worker changed",
  right: ({ workerSid }) => ({ workerSid, channel: "chat", capacity: 3, dryRun: false }),
  near: ({ workerSid }) =>
    nearly({
      workerSid: fc.constant(workerSid),
      channel: fc.constantFrom("chat", "voice"),
      capacity: fc.integer({ min: 0, max: 50 }),
      available: fc.constantFrom(true, false, "true", undefined),
      dryRun: fc.boolean(),
    }),
};

const disposition: Pick<DoorRow, "effects" | "otherFields" | "right" | "near"> = {
  effects:
    "the task's attribute `conversations`, and its end where that is asked; the claim and the feed, where it has ended",
  otherFields: "refused: a note under a wrong name would be lost",
  right: ({ taskSid: sid }) => ({ taskSid: sid, disposition: "resolved" }),
  near: ({ taskSid: sid }) =>
    nearly({
      taskSid: fc.constantFrom(sid, taskSid("dead")),
      disposition: fc.constantFrom("resolved", "follow-up", "order-placed"),
      fields: fc.constantFrom(undefined, { topic: "card" }, '{"topic":"loan"}', { amount: -1 }),
      note: planted,
      complete: fc.constantFrom(undefined, false, "false"),
    }),
};

export const ROWS: Readonly<Record<string, DoorRow>> = {
  "/event-streams/sink": {
    effects: "one claim and one record in the feed for each contact that ended",
    otherFields: "ignored: Twilio adds fields to its events",
    right: (scene) => [cloudEvent(scene)],
    near: (scene) => {
      const { type, data } = cloudEvent(scene);
      const payload = nearly({
        workspace_sid: fc.constant(data.payload.workspace_sid),
        task_sid: fc.constant(data.payload.task_sid),
        task_age: fc.integer({ min: 0, max: 86_400 }),
        timestamp: fc.constant(data.payload.timestamp),
      });
      const event = nearly({ type: fc.constant(type), data: payload.map((told) => ({ payload: told })) });
      return fc.array(event, { minLength: 1, maxLength: 4 });
    },
  },
  "/flex/adjust-worker": adjustment,
  "/flex/capture-disposition": disposition,
  "/operations/adjust-worker": adjustment,
  "/operations/capture-disposition": disposition,
  "/operations/coaching": {
    effects: "none",
    otherFields: "ignored: there is nothing to choose",
    right: () => ({}),
    near: () => fc.dictionary(word, planted, { maxKeys: 3 }),
  },
  "/operations/contact-records": {
    effects: "none",
    otherFields: "refused: a filter that is not understood would let everything through",
    right: () => ({ limit: 10, format: "json", outcome: "answered" }),
    needsNothing: true,
    near: () =>
      nearly({
        limit: fc.integer({ min: 1, max: 500 }),
        format: fc.constantFrom("json", "ndjson", "csv"),
        sampled: fc.constantFrom(true, false, "true"),
        outcome: fc.constantFrom("answered", "abandoned"),
        endedSince: fc.constantFrom("2026-01-05T12:00:00Z", undefined),
        worker: fc.oneof(planted, fc.constant(undefined)),
      }),
  },
  "/operations/metrics": {
    effects: "none",
    otherFields: "ignored: collectors add what they are told to",
    right: () => ({}),
    near: () => fc.dictionary(word, planted, { maxKeys: 3 }),
  },
  "/operations/quality": {
    effects: "samples, webhooks that are due, and how far the feed has been looked at",
    otherFields: "ignored: schedulers send what they like",
    right: () => ({}),
    near: () => fc.dictionary(word, planted, { maxKeys: 3 }),
  },
  "/operations/scorecards": {
    effects: "the scorecard, its worker's moving result, and the news where coaching is assigned",
    otherFields: "refused: an answer that was put beside the answers would be lost",
    right: scorecardOf,
    near: (scene) => {
      const { answers, scorer, ...right } = scorecardOf(scene);
      return nearly({
        ...Object.fromEntries(Object.entries(right).map(([name, value]) => [name, fc.constant(value)])),
        key: fc.constantFrom("card-1", "card-2", "card:3"),
        scorer: mostly(scorer, nearly({ kind: fc.constantFrom("person", "software"), id: fc.constant("bob") })),
        answers: mostly(
          answers,
          nearly({
            identified: fc.boolean(),
            understood: fc.integer({ min: 1, max: 5 }),
            solution: fc.constant("nothing"),
          }),
        ),
        comment: fc.oneof(planted, fc.constant(undefined), fc.constant(null)),
      });
    },
  },
  "/operations/reconcile": {
    effects: "claims and records of contacts whose records are missing or wrong, and one line in the journal a run",
    otherFields: "refused: a misspelt bound would be another window",
    right: () => ({ dryRun: true }),
    needsNothing: true,
    near: ({ now }) =>
      nearly({
        since: fc.constantFrom(new Date(now - 60_000).toISOString(), undefined),
        until: fc.constantFrom(new Date(now).toISOString(), undefined),
        cursor: fc.constantFrom(undefined, undefined, "r1_abc"),
        dryRun: fc.constantFrom(true, false, "true", undefined),
      }),
  },
  "/operations/tick": {
    effects:
      "the pulse, the journal, customers' histories, and as the policy says text messages and one worker's capacity",
    otherFields: "ignored: schedulers send what they like",
    right: () => ({}),
    near: () => fc.dictionary(word, planted, { maxKeys: 3 }),
  },
  "/studio/capture-disposition": disposition,
  "/studio/route-contact": {
    effects: "none: Studio makes the task of what is answered",
    otherFields: "ignored: Studio flows send what they like besides",
    right: () => contact,
    near: () =>
      nearly({
        channel: fc.constantFrom("voice", "chat"),
        queue: fc.constantFrom("regular", "new", "stock", "internet"),
        from: planted,
        language: fc.constantFrom("en", "pt-BR", "", undefined),
        customer: fc.oneof(planted, fc.constant(undefined)),
      }),
  },
  "/taskrouter/event-callback": {
    effects: "as `/event-streams/sink`",
    otherFields: "ignored: Twilio adds fields to its events",
    right: callback,
    others: ["WorkspaceSid"],
    near: (scene) => {
      const right = callback(scene);
      return nearly({
        Sid: fc.constant(right.Sid),
        EventType: fc.constantFrom("task.completed", "task.canceled", "task.created"),
        WorkspaceSid: fc.constant(right.WorkspaceSid),
        TaskSid: fc.constant(right.TaskSid),
        TaskAge: fc.integer({ min: 0, max: 86_400 }).map(String),
        TimestampMs: fc.constant(right.TimestampMs),
      });
    },
  },
};

/** @throws Error where a door has none */
export function rowOf(path: string): DoorRow {
  const row = ROWS[path];
  if (!row) throw new Error(`${path} has no row in test/doors/rows.ts`);
  return row;
}
