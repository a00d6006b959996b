/** The token with which a scheduler starts whatever is done again and again: made where there is none yet. */
import type { Scope } from "../src/domain/scoped-token";
import { isSid } from "../src/domain/sid";
import type { Changes } from "./account/changes";
import { createToken, type Floor, listTokens } from "./tokens";

const NAME = "scheduler";
const DAYS = 365;
/** What a scheduler starts. */
export const SCHEDULED = ["tick", "run-quality", "reconcile"] as const satisfies readonly Scope[];
/** Makes another one. */
export const CREATE_TOKEN = `npm run floor -- token create --name ${NAME} --scopes ${SCHEDULED.join(",")}`;

/** None where a dry run has found no place for them yet. */
async function tokensOf(floor: Floor): ReturnType<typeof listTokens> {
  if (!isSid("IS", floor.syncServiceSid)) return [];
  try {
    return await listTokens(floor);
  } catch (error) {
    if ((error as { status?: number }).status === 404) return [];
    throw error;
  }
}

/** @returns the text of a new one, which is kept nowhere */
export async function schedulerToken(floor: Floor, changes: Changes, now: Date): Promise<string | undefined> {
  const what = "scheduler's token";
  const tokens = await tokensOf(floor);
  const found = tokens.find(({ name, scopes, expiresAt }) => {
    const opensAll = SCHEDULED.every((scope) => scopes.includes(scope));
    return name === NAME && opensAll && new Date(expiresAt) > now;
  });
  if (found) {
    const since = `it is ${found.id} and ends on ${found.expiresAt.slice(0, 10)}; its text is kept nowhere`;
    changes.leaveAlone(what, `${since}: \`${CREATE_TOKEN}\` makes another`);
    return undefined;
  }
  return changes.write("created", what, () => createToken(floor, { name: NAME, scopes: SCHEDULED, days: DAYS }, now));
}
