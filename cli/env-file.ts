/** The file with the functions' variables: read, and completed without touching what stands in it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";

export type Variables = Readonly<Record<string, string>>;

/** @returns none where there is no such file */
export function readEnvFile(file: string): Variables {
  return existsSync(file) ? (parseEnv(readFileSync(file, "utf8")) as Variables) : {};
}

/** Those that the file lacks or has empty. */
export const missingIn = (present: Variables, wanted: Variables): Variables =>
  Object.fromEntries(Object.entries(wanted).filter(([name]) => !present[name]));

/** The text with the variables: on their lines where they stand empty, else at its end. */
export function withVariables(text: string, variables: Variables): string {
  let completed = text;
  for (const [name, value] of Object.entries(variables)) {
    const line = new RegExp(`^${name}=.*$`, "m");
    const isThere = line.test(completed);
    const separator = completed === "" || completed.endsWith("\n") ? "" : "\n";
    completed = isThere
      ? completed.replace(line, () => `${name}=${value}`)
      : `${completed}${separator}${name}=${value}\n`;
  }
  return completed;
}

/** At once or not at all, and readable by this user only where the file is new. */
export function addToEnvFile(file: string, variables: Variables, template: string): void {
  const text = readFileSync(existsSync(file) ? file : template, "utf8");
  const beside = `${file}.new`;
  writeFileSync(beside, withVariables(text, variables), { mode: 0o600 });
  renameSync(beside, file);
}
