/**
 * What Twilio's documentation leaves open: each switch has the value that seems likeliest, and can be set to another
 * (`new Account({ switches: {...} })`, or `PUT /_simulator/switches`) to see whether one's code minds.
 */

import { SettingsError } from "./settings-error";

export type Switches = {
  /** Whether lists of tasks and workers carry `attributes`, as single resources do. */
  listsCarryAttributes: boolean;
  /** Whom a task is offered to when a reservation has timed out: the same target again, or the next. */
  afterReservationTimeout: "next-target" | "same-target";
  /** What becomes of a PageSize above 1000, which https://www.twilio.com/docs/api/errors/20007 says is too large. */
  largePageSize: "refused" | "clipped";
};

/** What is known of one switch. */
export type SwitchDescription<Value> = {
  standard: Value;
  values: readonly Value[];
  /** What it decides, as a sentence. */
  says: string;
};

export const SWITCHES: { readonly [Name in keyof Switches]: SwitchDescription<Switches[Name]> } = {
  listsCarryAttributes: {
    standard: true,
    values: [true, false],
    says: "Lists of tasks and workers carry attributes, as single resources do.",
  },
  afterReservationTimeout: {
    standard: "next-target",
    values: ["next-target", "same-target"],
    says: "Whom a task is offered to when a reservation has timed out.",
  },
  largePageSize: {
    standard: "refused",
    values: ["refused", "clipped"],
    says: "What becomes of a PageSize above 1000: refused with 20007, or taken for 1000.",
  },
};

export function standardSwitches(): Switches {
  const standard = Object.entries(SWITCHES).map(([name, description]) => [name, description.standard]);
  return Object.fromEntries(standard) as Switches;
}

/**
 * Sets some switches and leaves the others.
 *
 * @throws SettingsError where one of them cannot be set, and then sets none
 */
export function setSwitches(switches: Switches, given: Readonly<Record<string, unknown>>): void {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const description = Object.hasOwn(SWITCHES, name) ? SWITCHES[name as keyof Switches] : undefined;
    if (!description) return [`there is no switch '${name}'; there is: ${Object.keys(SWITCHES).join(", ")}`];
    const values: readonly unknown[] = description.values;
    if (values.includes(value)) return [];
    return [`${name} is one of ${values.map((one) => JSON.stringify(one)).join(", ")}, not ${JSON.stringify(value)}`];
  });
  if (problems.length > 0) throw new SettingsError(problems);
  Object.assign(switches, given);
}
