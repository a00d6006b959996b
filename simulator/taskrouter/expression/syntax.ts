/** What an expression says, as plain data. */

export type Scalar = string | number | boolean | null;

/**
 * Steps into a JSON document, `a.b[0]`: names, and whole numbers from 0 for what a list holds. The first is a name other
 * than `true`, `false` and `null`.
 */
export type Path = readonly (string | number)[];

export type Value =
  | { kind: "constant"; value: Scalar }
  | { kind: "list"; items: readonly Value[] }
  | { kind: "key"; path: Path };

export const OPERATORS = ["==", "!=", ">", ">=", "<", "<=", "CONTAINS", "HAS", "IN", "NOT IN"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Condition =
  | { kind: "comparison"; operator: Operator; left: Value; right: Value }
  /** At least two. */
  | { kind: "and" | "or"; conditions: readonly Condition[] };

/** Words that are constants in any case, and so no keys. */
export const CONSTANTS: Readonly<Record<string, Scalar>> = { TRUE: true, FALSE: false, NULL: null };
