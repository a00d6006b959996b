/** Whether what a policy says of dispositions fits together. */
import { CONTENT, DEFAULT_NOTE, type DispositionField, INSIGHTS_LIMIT } from "./disposition-policy";
import type { Policy } from "./policy";
import { type PolicyProblem, repeated, unknown } from "./policy-problem";

type Path = PolicyProblem["path"];

export function dispositionProblems(policy: Policy): PolicyProblem[] {
  return [...queueProblems(policy), ...codeProblems(policy), ...fieldProblems(policy), ...noteProblems(policy)];
}

/** Fields that are asked for must be there. */
function askedProblems(path: Path, names: readonly string[] | undefined, { dispositionFields }: Policy) {
  const asked = names ?? [];
  return [
    ...asked.flatMap((name, index) => unknown([...path, index], "disposition field", name, dispositionFields ?? {})),
    ...repeated(path, asked),
  ];
}

function queueProblems(policy: Policy): PolicyProblem[] {
  return Object.entries(policy.queues).flatMap(([name, queue]) => {
    const path = ["queues", name, "dispositions"];
    const { dispositions: codes, dispositionRequired, dispositionFields: fields } = queue;
    return [
      ...codes.flatMap((code, index) => unknown([...path, index], "disposition", code, policy.dispositions)),
      ...repeated(path, codes),
      ...(dispositionRequired && codes.length === 0
        ? [{ path: ["queues", name, "dispositionRequired"], message: "there is no code that a contact could end with" }]
        : []),
      ...askedProblems(["queues", name, "dispositionFields"], fields, policy),
    ];
  });
}

const codeProblems = (policy: Policy): PolicyProblem[] =>
  Object.entries(policy.dispositions).flatMap(([code, { fields }]) =>
    askedProblems(["dispositions", code, "fields"], fields, policy),
  );

function tooLong(path: Path, { maximum, insights }: { maximum: number; insights: string }): PolicyProblem[] {
  if (insights === CONTENT || maximum <= INSIGHTS_LIMIT) return [];
  const message = `must be at most ${INSIGHTS_LIMIT} characters: Flex Insights cuts ${insights} there (not content)`;
  return [{ path: [...path, "maximum"], message }];
}

/** Of one field by itself. */
function ownProblems(path: Path, field: DispositionField): PolicyProblem[] {
  if (field.type === "text") return tooLong(path, field);
  if (field.type === "choice") return repeated([...path, "options"], field.options);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = field;
  return minimum <= maximum
    ? []
    : [{ path: [...path, "maximum"], message: `must not be below the minimum (${minimum})` }];
}

/** One column of a report means one thing, so each field has a key of its own, even where two never meet. */
function fieldProblems({ dispositionFields = {} }: Policy): PolicyProblem[] {
  const fields = Object.entries(dispositionFields);
  return fields.flatMap(([name, field], index) => {
    const path = ["dispositionFields", name];
    const before = fields.slice(0, index).find(([, { insights }]) => insights === field.insights)?.[0];
    return [
      ...(before ? [{ path: [...path, "insights"], message: `${field.insights} is where '${before}' goes` }] : []),
      ...ownProblems(path, field),
    ];
  });
}

function noteProblems({ dispositionNote, dispositionFields = {} }: Policy): PolicyProblem[] {
  const note = dispositionNote ?? DEFAULT_NOTE;
  const own = dispositionNote ? tooLong(["dispositionNote"], dispositionNote) : [];
  const taken = Object.entries(dispositionFields).find(([, { insights }]) => insights === note.insights)?.[0];
  if (taken === undefined) return own;
  const message = dispositionNote
    ? `${note.insights} is where '${taken}' goes`
    : `${note.insights} is where the note goes: name another place, or give dispositionNote one`;
  const path = dispositionNote ? ["dispositionNote", "insights"] : ["dispositionFields", taken, "insights"];
  return [...own, { path, message }];
}
