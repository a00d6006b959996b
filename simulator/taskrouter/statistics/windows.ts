/**
 * The window of time that cumulative statistics are of: `Minutes`, or `StartDate` and `EndDate`.
 * https://www.twilio.com/docs/taskrouter/api/workspace-statistics: the last 15 minutes where nothing is said, and at most
 * 30 days back.
 */
import { badParameter, integer, type Parameters, text } from "../../kernel/rest";

/** Milliseconds since the epoch, both ends included. */
export type Window = { from: number; to: number };

export const WINDOW_PARAMETERS = ["Minutes", "StartDate", "EndDate"] as const;

const MINUTE = 60_000;
const DEFAULT_MINUTES = 15;
const MAXIMUM_MINUTES = 30 * 24 * 60;

/** A date of a request. @throws RestError 400 */
export function momentIn(parameters: Parameters, name: string): number | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw badParameter(`${name} must be an ISO 8601 date, not '${value}'`);
  return at;
}

/** @throws RestError 400 for a window of more than 30 days, one that ends before it starts, or both ways of saying it */
export function windowIn(parameters: Parameters, now: number): Window {
  const minutes = integer(parameters, "Minutes", 1, MAXIMUM_MINUTES);
  const start = momentIn(parameters, "StartDate");
  const end = momentIn(parameters, "EndDate");
  if (minutes !== undefined && (start ?? end) !== undefined) {
    throw badParameter("Minutes cannot be combined with StartDate and EndDate");
  }
  const to = Math.min(end ?? now, now);
  const from = start ?? to - (minutes ?? DEFAULT_MINUTES) * MINUTE;
  if (from > to) throw badParameter("StartDate must be before EndDate");
  if (now - from > MAXIMUM_MINUTES * MINUTE) throw badParameter("StartDate must be within the last 30 days");
  return { from, to };
}

/** The thresholds of `SplitByWaitTime`, in seconds; undefined where none were sent. @throws RestError 400 */
export function thresholdsIn(parameters: Parameters): number[] | undefined {
  const value = text(parameters, "SplitByWaitTime");
  if (value === undefined) return undefined;
  return value.split(",").map((part) => {
    if (!/^\s*\d+\s*$/.test(part)) throw badParameter(`SplitByWaitTime must be seconds with commas, not '${value}'`);
    return Number(part);
  });
}
