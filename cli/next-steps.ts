/** What is to be run, or done by hand, after `floor setup`. */
import { type Change, differences } from "./account/changes";

const DOCTOR = "npm run floor -- doctor";

const areVariablesNew = (changes: readonly Change[]) =>
  changes.some(({ action, what }) => action === "created" && what.startsWith("variable"));

/** Of functions that run elsewhere than in the account, the doctor knows nothing. */
function elsewhere(changes: readonly Change[], functionsUrl: string): string {
  if (areVariablesNew(changes)) {
    return `\nNext: start the functions at ${functionsUrl}, or start them again, for they need the new variables`;
  }
  return differences(changes).length === 0 ? "Everything is set up." : "\nNothing else is to be done.";
}

/**
 * @param isDeployed whether a deployment is there
 * @param elsewhereAt where the functions run, if not in the account
 */
export function nextSteps(
  changes: readonly Change[],
  { isDeployed, elsewhereAt }: { isDeployed: boolean; elsewhereAt?: string | undefined },
): string {
  if (elsewhereAt !== undefined) return elsewhere(changes, elsewhereAt);
  if (differences(changes).length === 0 && isDeployed) return `Everything is set up. Next: ${DOCTOR}`;
  if (!isDeployed) {
    return [
      "\nThe functions are not deployed yet. Next: npm run deploy, then npm run floor -- setup --scheduler-token:",
      "Event Streams and Studio can call them only then.",
    ].join("\n");
  }
  return areVariablesNew(changes)
    ? `\nNext: npm run deploy, for the functions need the new variables; then ${DOCTOR}`
    : `\nNext: ${DOCTOR}`;
}
