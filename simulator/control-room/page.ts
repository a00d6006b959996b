/** What every page of the control room is given, and how it reads what it is sent. */
import type { Express, NextFunction, Request, Response } from "express";
import * as v from "valibot";
import type { Account } from "../account";
import type { Pace } from "./pace";

export type ControlRoom = {
  app: Express;
  /** The account of this moment. */
  account: () => Account;
  pace: Pace;
  /** Begins again with a new account. */
  reset: () => void;
};

/** A request that cannot be done, with everything that is wrong with it. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly problems: readonly string[];

  constructor(status: number, ...problems: string[]) {
    super(problems.join("; "));
    this.status = status;
    this.problems = problems;
  }
}

/** @throws ControlError with all that is wrong with a body */
export function read<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body ?? {});
  if (parsed.success) return parsed.output;
  throw new ControlError(
    400,
    ...parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "the body"}: ${issue.message}`),
  );
}

type Problem = { status?: number; message?: string; problems?: readonly string[] };

/** Errors that carry `problems` are of the request's making; so is a body that is not JSON. */
export function answerError(error: Problem, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const problems = error.problems ?? [error.message ?? "failed"];
  const status = error.status ?? (error.problems ? 400 : 500);
  response.status(status).json({ message: problems.join("; "), problems });
}
