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

/** There is no credential, or none that is good: which of them is not told. */
export class UnauthorizedError extends Error {
  override readonly name = "UnauthorizedError";
}

/** The credential is good, but not for this. */
export class ForbiddenError extends Error {
  override readonly name = "ForbiddenError";
}

/** The body is of a kind that this door does not take. */
export class UnsupportedMediaTypeError extends Error {
  override readonly name = "UnsupportedMediaTypeError";
}

/** What has been announced cannot be read yet: the caller is to come again. */
export class NotYetError extends Error {
  override readonly name = "NotYetError";
}
