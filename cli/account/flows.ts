/**
 * Studio's flows, published as the folder `studio` has them. The commit message of a revision says which text it is, so
 * that a flow is known again however Studio writes it down, and one that was edited in Studio is not taken for ours.
 * https://www.twilio.com/docs/studio/rest-api/v2/flow
 */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type FlowSids, flowNameOf } from "./addresses";
import { sidOf } from "./changes";
import { channelsMissing, type FlowFile, fillIn, type Surroundings } from "./flow-definition";
import { type AccountSession, PAGE } from "./session";

const MARK = "floor setup";
const DIGITS = 12;

/** What stands in a revision that holds this definition. */
export function commitMessageOf(definition: object): string {
  const hash = createHash("sha256").update(JSON.stringify(definition)).digest("hex");
  return `${MARK} ${hash.slice(0, DIGITS)}`;
}

export type FlowOptions = {
  files: readonly FlowFile[];
  /** Whether ours replaces a definition that was edited in Studio. */
  replace: boolean;
};

/** Publishes ours, and tells of all flows of the account; in a dry run, also of those that would be made. */
export async function setUpFlows(
  session: AccountSession,
  surroundings: Surroundings,
  { files, replace }: FlowOptions,
): Promise<FlowSids> {
  const { client, changes, policy } = session;
  const { flows } = client.studio.v2;
  const existing = await flows.list(PAGE);
  const sids = new Map(existing.map(({ friendlyName, sid }) => [friendlyName, sid]));
  for (const file of files) {
    const what = `flow ${file.name}`;
    const missing = channelsMissing(file, policy);
    if (missing.length > 0) {
      changes.leaveAlone(what, `floor.yaml has no channel ${missing.join(", ")}`);
      continue;
    }
    const definition = fillIn(file, surroundings);
    const settings = { status: "published", definition, commitMessage: commitMessageOf(definition) } as const;
    const friendlyName = flowNameOf(file.name);
    const found = existing.find((flow) => flow.friendlyName === friendlyName);
    const standing = found && (await standingOf(session, found, definition));
    if (standing === "edited" && !replace) {
      changes.leaveAlone(
        what,
        `it was edited in Studio: bring that into studio/${file.name}.json, or give --replace-flows`,
      );
      continue;
    }
    const flow = await changes.ensure<{ sid: string }>(what, found, {
      create: () => flows.create({ friendlyName, ...settings }),
      isSame: () => standing === "same",
      update: ({ sid }) => flows(sid).update(settings),
    });
    sids.set(friendlyName, sidOf(flow));
  }
  return sids;
}

type Listed = { sid: string; status: string; commitMessage: string };

/** How a flow's latest revision stands to a definition of ours. */
async function standingOf(
  { client }: AccountSession,
  { sid, status, commitMessage }: Listed,
  definition: object,
): Promise<"same" | "older" | "edited"> {
  const isPublished = status === "published";
  if (isPublished && commitMessage === commitMessageOf(definition)) return "same";
  const { definition: theirs } = await client.studio.v2.flows(sid).fetch();
  if (isPublished && isDeepStrictEqual(theirs, definition)) return "same";
  return commitMessage?.startsWith(MARK) ? "older" : "edited";
}
