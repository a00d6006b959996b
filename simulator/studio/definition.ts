/**
 * Whether a flow definition holds together, with every problem and its place:
 * https://www.twilio.com/docs/studio/rest-api/v2/flow-validate
 */
import * as v from "valibot";
import { RestError } from "../kernel/rest";
import type { Definition, Widget } from "./model";
import { definitionSchema, schemaOf } from "./widget-schemas";

/** `property_path` is a JSON pointer behind `#`, as `#/states/0/name`. */
export type DefinitionProblem = { message: string; property_path: string };

/** 400 with all problems in `details.errors`. */
class InvalidDefinition extends RestError {
  private readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    super(400, 20001, "Flow definition is invalid");
    this.problems = problems;
  }

  override toBody() {
    return { ...super.toBody(), details: { errors: this.problems } };
  }
}

type Path = readonly (string | number)[];

const pathOf = (path: Path): string => ["#", ...path].join("/");

type Issue = { message: string; path?: readonly { key: unknown }[] | undefined };

const problemOf = (issue: Issue, base: Path = []): DefinitionProblem => ({
  message: issue.message,
  property_path: pathOf([...base, ...(issue.path ?? []).map(({ key }) => String(key))]),
});

/** @throws RestError with all problems in its body */
export function readDefinition(json: string): Definition {
  const parsed = parse(json);
  const read = v.safeParse(definitionSchema, parsed);
  if (!read.success) throw new InvalidDefinition(read.issues.map((issue) => problemOf(issue)));
  const definition: Definition = read.output;
  const problems = [
    ...initialProblems(definition),
    ...duplicateProblems(definition),
    ...definition.states.flatMap((widget, at) => widgetProblems(definition, widget, ["states", at])),
  ];
  if (problems.length > 0) throw new InvalidDefinition(problems);
  return definition;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InvalidDefinition([{ message: "Definition is not valid JSON", property_path: "#" }]);
  }
}

function initialProblems({ initial_state, states }: Definition): DefinitionProblem[] {
  const initial = states.find(({ name }) => name === initial_state);
  const property_path = "#/initial_state";
  if (!initial) return [{ message: `there is no state '${initial_state}'`, property_path }];
  if (initial.type !== "trigger") return [{ message: `the state '${initial_state}' is not a trigger`, property_path }];
  return [];
}

function duplicateProblems({ states }: Definition): DefinitionProblem[] {
  return states.flatMap(({ name }, at) =>
    states.findIndex((other) => other.name === name) === at
      ? []
      : [{ message: `another state is called '${name}'`, property_path: pathOf(["states", at, "name"]) }],
  );
}

function widgetProblems({ states }: Definition, widget: Widget, at: Path): DefinitionProblem[] {
  const names = states.map(({ name }) => name);
  const dangling = widget.transitions.flatMap(({ next }, index) =>
    next && !names.includes(next)
      ? [{ message: `there is no state '${next}'`, property_path: pathOf([...at, "transitions", index, "next"]) }]
      : [],
  );
  const schema = schemaOf(widget.type);
  if (!schema) return dangling;
  const events: readonly string[] = schema.events;
  const strange = widget.transitions.flatMap(({ event }, index) =>
    events.includes(event)
      ? []
      : [
          {
            message: `a ${widget.type} has no event '${event}'`,
            property_path: pathOf([...at, "transitions", index, "event"]),
          },
        ],
  );
  const properties = v.safeParse(schema.properties, widget.properties ?? {});
  const wrong = properties.success ? [] : properties.issues.map((issue) => problemOf(issue, [...at, "properties"]));
  return [...dangling, ...strange, ...wrong];
}
