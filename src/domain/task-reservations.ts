/**
 * A task's reservations, as its events tell them: who was asked, when, and what came of it.
 * https://www.twilio.com/docs/taskrouter/api/reservations
 */
import { isSid, type WorkerSid } from "./sid";
import type { TaskEvent } from "./task-event";

/** Moments in milliseconds of the epoch; undefined where no event tells them. */
export type ReservationStory = {
  created: number | undefined;
  accepted: number | undefined;
  /** Wrap-up began. */
  wrapup: number | undefined;
  ended: number | undefined;
  /** The event that ended it, without `reservation.`. */
  end: string | undefined;
  worker: { sid: WorkerSid; name: string } | undefined;
};

const ENDS = ["rejected", "timeout", "canceled", "rescinded", "failed", "completed"];

const nothingYet = (): ReservationStory => ({
  created: undefined,
  accepted: undefined,
  wrapup: undefined,
  ended: undefined,
  end: undefined,
  worker: undefined,
});

/** @param events in order of time */
export function reservationsOf(events: readonly TaskEvent[]): ReservationStory[] {
  const bySid = new Map<string, ReservationStory>();
  for (const { type, at, data } of events) {
    const [kind, status = ""] = type.split(".");
    const sid = data["reservation_sid"];
    if (kind !== "reservation" || !sid) continue;
    const story = bySid.get(sid) ?? nothingYet();
    bySid.set(sid, story);
    const workerSid = data["worker_sid"];
    if (isSid("WK", workerSid)) story.worker ??= { sid: workerSid, name: data["worker_name"] ?? "" };
    if (status === "created" || status === "accepted" || status === "wrapup") story[status] ??= at.getTime();
    if (!ENDS.includes(status) || story.end) continue;
    story.ended = at.getTime();
    story.end = status;
  }
  return [...bySid.values()];
}

/** Those that somebody accepted, the first acceptance first. */
export function acceptedOf(reservations: readonly ReservationStory[]): (ReservationStory & { accepted: number })[] {
  return reservations
    .flatMap((story) => (story.accepted === undefined ? [] : [{ ...story, accepted: story.accepted }]))
    .sort((a, b) => a.accepted - b.accepted);
}
