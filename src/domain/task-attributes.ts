/** Task attributes: other people's as much as ours, so that nothing in them can be relied on. */
export type TaskAttributes = Readonly<Record<string, unknown>>;

/** Characters, white space included: https://www.twilio.com/docs/taskrouter/limits */
export const ATTRIBUTES_LIMIT = 4096;

/** The object under a key; an empty one where there is none. */
export function partOf(attributes: TaskAttributes, key: string): TaskAttributes {
  const value = attributes[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as TaskAttributes) : {};
}

export function textAt(attributes: TaskAttributes, key: string): string | undefined {
  const value = attributes[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}
