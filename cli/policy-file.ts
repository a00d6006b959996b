/** Reads floor.yaml, and says everything that is wrong with it at once, with line numbers. */
import { readFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { type Policy, policySchema } from "../src/domain/policy";
import { policyProblems } from "../src/domain/policy-problems";

/** A policy that cannot be used. The message has a line for each problem. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

type Path = readonly (string | number)[];

/** The line of the value at a path; of the nearest part around it where there is none. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

type Problem = { path: Path; message: string };

function problemsOf(value: unknown, result: v.SafeParseResult<typeof policySchema>): readonly Problem[] {
  if (result.success) return policyProblems(result.output);
  const issues = result.issues.map((issue) => ({
    path: (issue.path ?? []).map(({ key }) => key as string | number),
    message: issue.expected === "never" ? "is not known here" : missing(issue) ? "is missing" : issue.message,
  }));
  // What is well formed is checked for fit as well, so that one reading tells everything.
  const broken = issues.map(({ path }) => path.join("."));
  const isToldAlready = (path: Path) => broken.some((place) => `${path.join(".")}.`.startsWith(`${place}.`));
  return [...issues, ...policyProblems(value as Policy).filter(({ path }) => !isToldAlready(path))];
}

/** A key that is not there at all, rather than one with a wrong value. */
const missing = (issue: v.BaseIssue<unknown>): boolean => issue.kind === "schema" && issue.input === undefined;

/**
 * @returns the policy with every default that the file leaves out
 * @throws PolicyError naming file, line and place of every problem
 */
export function parsePolicy(text: string, file: string): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new PolicyError(
      document.errors.map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`),
    );
  }
  const value: unknown = document.toJS();
  const result = v.safeParse(policySchema, value);
  const problems = problemsOf(value, result).map(({ path, message }) => ({
    line: lineOf(document, lines, path),
    text: `${path.join(".") || "policy"}: ${message}`,
  }));
  if (problems.length > 0 || !result.success) {
    const inOrder = problems.sort((a, b) => a.line - b.line);
    throw new PolicyError(inOrder.map(({ line, text: problem }) => `${file}:${line}: ${problem}`));
  }
  return result.output;
}

/** @throws PolicyError also where there is no such file */
export function readPolicy(file: string): Policy {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new PolicyError([`${file}: cannot be read; give another file with --policy`]);
  }
  return parsePolicy(text, file);
}

/** For editors: the first line of floor.yaml names it. */
export function policyJsonSchema(): object {
  return { title: "floor.yaml", ...toJsonSchema(policySchema, { errorMode: "ignore" }) };
}
