import { InvalidArgumentError } from "commander";

/** A day or a moment, as people type it on a command line. */
export function momentArgument(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) {
    throw new InvalidArgumentError(
      "must be a day or a moment in ISO 8601, such as 2026-01-05 or 2026-01-05T09:00:00Z.",
    );
  }
  return moment;
}
