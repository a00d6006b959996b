/** JSON that comes from outside. */

/** A JSON object. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What JSON text says; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object that JSON text says; undefined where it says anything else. */
export function parsedObject(text: string): Json | undefined {
  const value = parsed(text);
  return isObject(value) ? value : undefined;
}

/** A copy of JSON data that shares nothing with it. */
export const copyOf = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;
