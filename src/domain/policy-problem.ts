/** What is wrong with a policy that its schema cannot say, and the words all checks share. */

/** Where, as keys from the root, and what is wrong there. */
export type PolicyProblem = { path: readonly (string | number)[]; message: string };

const listed = (names: readonly string[]) => names.join(", ") || "none";

/** A name that must be a key of `known`. */
export function unknown(path: PolicyProblem["path"], what: string, given: string, known: object): PolicyProblem[] {
  if (Object.hasOwn(known, given)) return [];
  return [{ path, message: `no ${what} '${given}' (there is: ${listed(Object.keys(known))})` }];
}

/** Names of a list that stand in it before. */
export function repeated(path: PolicyProblem["path"], names: readonly string[]): PolicyProblem[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: [...path, index], message: `'${name}' is there already` }] : [],
  );
}
