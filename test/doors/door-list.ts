/** The doors there are, as their own files say it: a new one is seen because it is there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { isScope, type Scope } from "../../src/domain/scoped-token";

export type DoorLock =
  | { is: "signature" }
  | { is: "flex"; role: string | undefined }
  | { is: "token"; anyOf: readonly Scope[] };

export type Door = {
  /** As in the URL. */
  path: string;
  lock: DoorLock;
  takes: readonly string[];
  /** Seconds. */
  deadline: number;
};

const FOLDER = join(ROOT, "functions");

function lockOf(text: string, file: string): DoorLock {
  const isProtected = file.endsWith(".protected.ts");
  if (isProtected !== (text === "signedByTwilio")) throw new Error(`${file}: its name says another lock than its code`);
  if (isProtected) return { is: "signature" };
  const names = [...text.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
  if (text.startsWith("flexUser(")) return { is: "flex", role: names[0] };
  if (text.startsWith("machine(") && names.every(isScope)) return { is: "token", anyOf: names.filter(isScope) };
  throw new Error(`${file}: there is no lock ${text}`);
}

const SHARED = join(ROOT, "src/http");
const shared = readdirSync(SHARED).map((file) => readFileSync(join(SHARED, file), "utf8"));

/** What doors have in common stands in one place, and is spread into each: `...captureDisposition`. */
function withShared(text: string): string {
  const names = [...text.matchAll(/\.\.\.(\w+)\b/g)].map(([, name]) => name);
  return [text, ...names.flatMap((name) => shared.filter((one) => one.includes(`export const ${name}: `)))].join("\n");
}

/** @throws Error where a function's file says no deadline, lock or kinds of body */
function doorOf(file: string): Door {
  const text = withShared(readFileSync(join(FOLDER, file), "utf8"));
  const [, deadline] = /^ {2}deadline: (\d+),$/m.exec(text) ?? [];
  const [, lock] = /\block: (\w+(?:\([^)]*\))?)/.exec(text) ?? [];
  const [, takes] = /^ {2}takes: \[(.+)\],$/m.exec(text) ?? [];
  if (!deadline || !lock || !takes) throw new Error(`${file}: deadline, lock and takes are not all said`);
  return {
    path: `/${file.replace(/(\.protected)?\.ts$/, "")}`,
    lock: lockOf(lock, file),
    takes: takes.split(", ").map((kind) => kind.replaceAll('"', "")),
    deadline: Number(deadline),
  };
}

export const doors: readonly Door[] = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort()
  .map(doorOf);
