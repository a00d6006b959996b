/** What a door refuses. Expected refusals of a rule are decisions, not errors. */

/** The caller's mistakes, all of them. */
export class BadRequestError extends Error {
  override readonly name = "BadRequestError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

/** The credential is missing, wrong or not allowed here: which of them is not told. */
export class UnauthorizedError extends Error {
  override readonly name = "UnauthorizedError";
}

/** What has been announced cannot be read yet: the caller is to come again. */
export class NotYetError extends Error {
  override readonly name = "NotYetError";
}
