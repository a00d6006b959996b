/** Where the account's answers differ from Twilio's OpenAPI documents on purpose, and why. */

export type Deviation = {
  /** As `taskrouter.CreateTask`. */
  operations: readonly string[];
  /** From the resource down, as `links.workspace` or `types[].schema_version`; in a list, from the listed resource down. */
  property: string;
  /** With the public address of what shows it. */
  reason: string;
};

export const deviations: readonly Deviation[] = [];
