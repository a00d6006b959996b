/**
 * How long workers were in which activity: https://www.twilio.com/docs/taskrouter/api/worker-statistics
 *
 * Every stay counts with the part of it that lies in the window; the average, minimum and maximum are of stays.
 */
import type { Activity } from "../model";
import { waitDuration } from "./cumulative";
import type { Window } from "./windows";

/** From when to when a worker was in an activity; milliseconds since the epoch. */
export type Stay = { activitySid: string; from: number; to: number };

/** Seconds. */
export type ActivityDuration = {
  sid: string;
  friendly_name: string;
  avg: number;
  min: number;
  max: number;
  total: number;
};

export function activityDurations(
  activities: Iterable<Pick<Activity, "sid" | "friendlyName">>,
  stays: readonly Stay[],
  window: Window,
): ActivityDuration[] {
  const secondsBy = new Map<string, number[]>();
  for (const { activitySid, from, to } of stays) {
    const milliseconds = Math.min(to, window.to) - Math.max(from, window.from);
    if (milliseconds <= 0) continue;
    const found = secondsBy.get(activitySid);
    const seconds = Math.floor(milliseconds / 1000);
    if (found) found.push(seconds);
    else secondsBy.set(activitySid, [seconds]);
  }
  return Array.from(activities, ({ sid, friendlyName }) => ({
    ...waitDuration(secondsBy.get(sid) ?? []),
    sid,
    friendly_name: friendlyName,
  }));
}
