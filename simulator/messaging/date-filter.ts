/**
 * The filters DateSent, DateSent< and DateSent> of the 2010 API: on, on and before, on and after. A date stands for
 * its whole UTC day; DateSent with a time of day, as the Node.js client sends it, stands for that day too.
 */
import { badParameter, type Parameters, text } from "../kernel/rest";

const DAY = 86_400_000;

/** Milliseconds since the epoch; the end is not part of it. */
type Span = { from: number; until: number };

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

/** A message that has not been sent passes only where no date is asked for. */
export function readDateFilter(parameters: Parameters): (sentAt: number | null) => boolean {
  const on = readSpan(parameters, "DateSent");
  const before = readSpan(parameters, "DateSent<");
  const after = readSpan(parameters, "DateSent>");
  if (!on && !before && !after) return () => true;
  const day = on && dayOf(on);
  const from = Math.max(day?.from ?? 0, after?.from ?? 0);
  const until = Math.min(day?.until ?? Number.POSITIVE_INFINITY, before?.until ?? Number.POSITIVE_INFINITY);
  return (sentAt) => sentAt !== null && sentAt >= from && sentAt < until;
}
