/** What the documentation of expressions and workflow configurations leaves open. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "expression: AND and OR without parentheses",
    documented: "nothing says which binds tighter",
    here: "AND binds tighter than OR",
  },
  {
    about: "expression: != with a missing key",
    documented: "a missing key resolves to NULL; comparisons between different types should be avoided",
    here: "values of different types are unequal: NULL != true is true, as public Flex workflows rely on",
  },
  {
    about: "expression: a number compared with a string of digits",
    documented:
      "comparisons between different types should be avoided, but an example of EvaluateWorkerAttributes has the string 6 in a queue of tech_support_skill > 5",
    here: "false, as for all values of different types",
  },
  {
    about: "expression: a list compared with null",
    documented:
      "scalar operators on arrays result in false, but the life cycle page filters by preferred_agents != null where preferred_agents is an array",
    here: "a list or an object is not null: != null is true, == null is false; any other comparison of a list is false",
  },
  {
    about: "expression: objects",
    documented: "nothing",
    here: "an object equals nothing, not even itself, and no list holds it",
  },
  {
    about: "expression: CONTAINS with numbers",
    documented: "whether the scalar value on the left contains the scalar value on the right",
    here: "false unless both are strings; upper and lower case differ",
  },
  {
    about: "expression: > and < of strings",
    documented: "nothing",
    here: "strings are compared by their UTF-16 units; booleans have no order",
  },
  {
    about: "expression: >- and <- before a digit",
    documented: "other ways of writing HAS and IN; nothing of level >-1",
    here: "level >-1 is greater than -1; in all other places they are HAS and IN",
  },
  {
    about: "expression: keywords in lower case",
    documented: "in capitals, but the known agent page has worker.activity_name in [...]",
    here: "keywords and true, false, null are read in any case",
  },
  {
    about: "expression: null, negative numbers, exponents",
    documented: "strings, integers, floating point numbers and booleans; examples use null",
    here: "null and negative numbers are read, exponents are refused",
  },
  {
    about: "expression: quotes inside strings",
    documented: "nothing",
    here: "a backslash takes the next character as it is; \\n is the letter n",
  },
  {
    about: "expression: NOT (...) and NOT HAS",
    documented: "nothing; NOT stands in NOT IN only",
    here: "refused",
  },
  {
    about: "expression: hyphens",
    documented: "hyphens are not supported in expressions",
    here: "refused in keys; inside a string they are characters like others",
  },
  {
    about: "expression: quoted keys",
    documented:
      'keys are unquoted strings, but the OpenAPI document\'s example of TargetWorkers is "language" == "spanish"',
    here: "what is in quotes is a string, so that example is false for every worker",
  },
  {
    about: "expression: the task's age",
    documented: "nothing in today's pages",
    here: "no such key: taskage is a task attribute like any other",
  },
  {
    about: "expression: brackets within each other",
    documented: "no limit",
    here: "at most 200",
  },
  {
    about: "workflow configuration: a filter without an expression",
    documented: "each filter has one",
    here: "matches every task",
  },
  {
    about: "workflow configuration: unknown keys",
    documented: "nothing",
    here: "kept in the text, and without effect",
  },
  {
    about: "workflow configuration: too long, or with a mistake in an expression",
    documented: "at most 1,038,576 bytes; no error codes",
    here: "400 with code 20001 and a message that names filter, target and position",
  },
  {
    about: "workflow configuration: keys without task. or worker. in a target's expression",
    documented: "all attributes must be prefixed",
    here: "accepted; they are null",
  },
  {
    about: "worker attributes in events",
    documented: "a published callback has the JSON with its slashes escaped, as if written anew",
    here: "as they were sent",
  },
];
