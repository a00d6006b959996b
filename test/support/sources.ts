/** The project's TypeScript files and what each imports, read with small expressions instead of a compiler. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ROOT } from "../../cli/root";

export type Source = {
  /** From the project's folder, with slashes. */
  file: string;
  text: string;
  /** Files of the project, as `file`; packages as they are written. */
  imports: { target: string; isType: boolean }[];
};

const FOLDERS = ["functions", "assets", "src", "simulator", "cli", "bench", "test", "traces"];
/** `import ... from "x"`, `export ... from "x"`, `import "x"`, `import("x")`, `require("x")`. */
const IMPORT =
  /^(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;

const pathOf = (file: string) => relative(ROOT, file).split(sep).join("/");

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => pathOf(join(ROOT, folder, name)));
}

export const files = FOLDERS.flatMap(filesIn);

function targetOf(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  const path = pathOf(join(ROOT, dirname(from), specifier));
  return [path, `${path}.ts`, `${path}/index.ts`].find((file) => files.includes(file)) ?? path;
}

export function importsOf(file: string, text: string): Source["imports"] {
  return [...text.matchAll(IMPORT)].map(([, type, from, bare, called]) => ({
    target: targetOf(file, from ?? bare ?? called ?? ""),
    isType: type !== undefined,
  }));
}

export const sources: readonly Source[] = files.map((file) => {
  const text = readFileSync(join(ROOT, file), "utf8");
  return { file, text, imports: importsOf(file, text) };
});

/** Code without what is said about it. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
