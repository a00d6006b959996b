/**
 * What keeps contacts from being lost, doubled or told wrongly, each with how it is switched off: another text in the
 * place of its own, in a build of the functions that is made for the test. A safeguard that has moved is an error here.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../cli/root";
import type { HostedBuild } from "../../simulator/functions/hosted-build";

export type Safeguard = {
  name: string;
  /** Below `src`. */
  file: string;
  own: string;
  instead: string;
};

export const SAFEGUARDS: readonly Safeguard[] = [
  {
    name: "who finds a contact claimed leaves it to who has claimed it",
    file: "http/endpoint.ts",
    own: `if (!claim) return nothing("already-recorded");`,
    instead: "",
  },
  {
    name: "a claim is given back when its record cannot be written",
    file: "http/endpoint.ts",
    own: "if (!(error instanceof UncertainWriteError)) await releaseTask(session, claim);",
    instead: "",
  },
  {
    name: "a claim that got no answer is looked up, for a refusal may be its own doing",
    file: "twilio/ledger.ts",
    own: "return clearedUp(session, { taskSid, by: claim.by, make, error });",
    instead: "return make().catch(() => undefined);",
  },
  {
    name: "a record that got no answer is looked for before it is written again",
    file: "twilio/feed.ts",
    own: "if (found) return;",
    instead: "",
  },
  {
    name: "a refused call is made again",
    file: "twilio/patience.ts",
    own: "repeated(until, call, (error) => statusOf(error) === 429);",
    instead: "repeated(until, call, () => false);",
  },
  {
    name: "events count in the order of time, whatever order they are told in",
    file: "domain/task-event.ts",
    own: "return [...distinct.values()].sort((a, b) => a.at.getTime() - b.at.getTime());",
    instead: "return [...distinct.values()];",
  },
  {
    name: "an event that is told twice counts once",
    file: "domain/task-event.ts",
    own: "new Map(events.map((event) => [event.sid, event]))",
    instead: "new Map(events.map((event, place) => [String(place), event]))",
  },
  {
    name: "what is incomplete is written again when everything is told",
    file: "domain/record-verdict.ts",
    own: "if (newest && isOfTick(newest, now))",
    instead: "if (newest && !newest.record.isComplete)",
  },
  {
    name: "what seemed complete is held against the events",
    file: "domain/record-verdict.ts",
    own: "if (newest && told && !newest.isAmbiguous && saysTheSame(newest.record, told))",
    instead: "if (newest?.record.isComplete)",
  },
  {
    name: "a contact that nobody has claimed is recorded",
    file: "domain/record-verdict.ts",
    own: "if (newest && isOfTick(newest, now))",
    instead: "if (!newest && !claim) return { is: 'in-progress' }; if (newest && isOfTick(newest, now))",
  },
  {
    name: "a claim without a record is finished",
    file: "domain/record-verdict.ts",
    own: "if (newest && isOfTick(newest, now))",
    instead: "if (!newest && claim) return { is: 'in-progress' }; if (newest && isOfTick(newest, now))",
  },
  {
    name: "a contact that somebody may be at is left alone",
    file: "domain/record-verdict.ts",
    own: "now.getTime() - lastTouched(evidence) < IN_PROGRESS",
    instead: "false",
  },
  {
    name: "of several runs at once one writes a record: the claim says which",
    file: "twilio/repair.ts",
    own: "if (revision === undefined) return;",
    instead: "",
  },
  {
    name: "a disposition that came late stays when a record is written again",
    file: "domain/record-verdict.ts",
    own: "return told && late ? withLateDisposition(told, late) : told;",
    instead: "return told;",
  },
];

/** The functions without one of their safeguards. */
export async function without({ file, own, instead, name }: Safeguard, whole: HostedBuild): Promise<HostedBuild> {
  const path = join(ROOT, "src", file);
  const [before, after, ...others] = readFileSync(path, "utf8").split(own);
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`${file} does not have the safeguard '${name}' once: say where it is now`);
  }
  const { outputFiles } = await build({
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
    entryPoints: [join(ROOT, "assets/lib.private.ts")],
    external: ["twilio"],
    plugins: [
      {
        name: "without-a-safeguard",
        setup: (builder) =>
          builder.onLoad({ filter: new RegExp(`src/${file.replaceAll(".", "\\.")}$`) }, () => ({
            contents: before + instead + after,
            loader: "ts",
          })),
      },
    ],
  });
  const content = outputFiles[0]?.contents;
  if (!content) throw new Error("the library was not built");
  const assets = whole.assets.map((asset) => (asset.path === "/lib.js" ? { ...asset, content } : asset));
  return { ...whole, assets };
}
