/**
 * Filters of the 2010 API such as DateSent, DateSent< and DateSent>: on, on and before, on and after. A date stands for
 * its whole UTC day; the bare name with a time of day, as the Node.js client sends it, stands for that day too.
 */
import { badParameter, type Parameters, text } from "../kernel/rest";

const DAY = 86_400_000;

/** Milliseconds since the epoch; the end is not part of it. */
type Span = { from: number; until: number };

/** The three names of a filter. */
export const dateFilterNames = (name: string): readonly string[] => [name, `${name}<`, `${name}>`];

function readSpan(parameters: Parameters, name: string): Span | undefined {
  const value = text(parameters, name);
  if (value === undefined || value === "") return undefined;
  const from = Date.parse(value);
  if (Number.isNaN(from)) throw badParameter(`${name} '${value}' is not a date`);
  return { from, until: /^\d{4}-\d{2}-\d{2}$/.test(value) ? from + DAY : from + 1000 };
}

const dayOf = ({ from }: Span): Span => {
  const midnight = Math.floor(from / DAY) * DAY;
  return { from: midnight, until: midnight + DAY };
};

/** What has no such moment passes only where no date is asked for. */
export function readDateFilter(parameters: Parameters, name: string): (at: number | null) => boolean {
  const on = readSpan(parameters, name);
  const before = readSpan(parameters, `${name}<`);
  const after = readSpan(parameters, `${name}>`);
  if (!on && !before && !after) return () => true;
  const day = on && dayOf(on);
  const from = Math.max(day?.from ?? 0, after?.from ?? 0);
  const until = Math.min(day?.until ?? Number.POSITIVE_INFINITY, before?.until ?? Number.POSITIVE_INFINITY);
  return (at) => at !== null && at >= from && at < until;
}
