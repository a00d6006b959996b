/** Settings from outside that cannot be: rules of faults, switches. */
import * as v from "valibot";

/** The message names everything that is wrong with them. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

/** What a schema finds wrong, each with its place. @param whole what is named where no part of it is to blame */
export const problemsOf = (issues: readonly v.BaseIssue<unknown>[], whole: string): string[] =>
  issues.map((issue) => `${v.getDotPath(issue) ?? whole}: ${issue.message}`);
