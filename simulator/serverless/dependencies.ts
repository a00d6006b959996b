/**
 * The packages of a build: https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies
 *
 * Modelled: 100 packages, the two that every build has, exact versions of the runtime handler that the platform knows
 * (npm's are others: https://github.com/twilio-labs/serverless-toolkit/issues/564), and the refusals in the platform's
 * words. Nothing is downloaded: a package comes from those that are installed where this process runs, in a version that
 * the build allows, or the build is refused as one is that npm does not have.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gte, satisfies } from "semver";
import { installedPackage } from "../functions/packages";
import { isObject, parsed } from "../kernel/json";
import { badParameter } from "../kernel/rest";
import type { BuildOutcome, Dependency } from "./model";

export const RUNTIME_HANDLER = "@twilio/runtime-handler";
const MAXIMUM_PACKAGES = 100;
const HANDLER_DOCUMENTATION = "https://www.twilio.com/docs/serverless/functions-assets/handler";
/**
 * Of the runtime handler, as that page lists them, and 2.0.3, which Twilio's toolkit pins
 * (https://github.com/twilio-labs/serverless-toolkit/pull/558). 2.1.0 is on npm, and refused.
 */
const HANDLERS = ["1.0.1", "1.1.0", "1.1.1", "1.1.3", "1.2.0", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5"].concat([
  "1.3.0",
  "1.3.1",
  "2.0.0",
  "2.0.1",
  "2.0.3",
  "2.1.2",
]);
const STANDARD_HANDLER = "2.0.1";
/** https://www.twilio.com/en-us/changelog/node-js-v24-is-now-available-for-twilio-functions */
const NODE24_HANDLER = { asksFor: "1.2.0", gets: "2.1.2" };

const refused = (why: string) => badParameter(`Some dependencies could not be validated. ${why}`);

/** JSON; the toolkit puts the list into another pair of quotation marks. @throws RestError */
export function dependenciesIn(sent: string | undefined): Dependency[] {
  if (sent === undefined || sent === "") return [];
  const list = parsed(sent.replace(/^"([\s\S]*)"$/, "$1"));
  if (!Array.isArray(list)) throw badParameter("Dependencies must be a JSON list of objects with name and version");
  if (list.length > MAXIMUM_PACKAGES) throw badParameter(`A build has at most ${MAXIMUM_PACKAGES} dependencies`);
  const dependencies = list.map(dependencyOf);
  const names = dependencies.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refused(`${twice} is there more than once`);
  return dependencies;
}

function dependencyOf(one: unknown): Dependency {
  const { name, version } = isObject(one) ? one : {};
  if (typeof name !== "string" || !/^(@[\w.~-]+\/)?[\w.~-]+$/.test(name)) throw refused("A package has no valid name");
  if (typeof version !== "string") throw refused(`${name} has no version`);
  return { name, version };
}

/** What is built: with the two packages that every build has, and the exact version of each. */
export type Installation = {
  dependencies: readonly Dependency[];
  packages: Readonly<Record<string, string>>;
  outcome: BuildOutcome;
};

/** @throws RestError for a version that there is not */
export function install(asked: readonly Dependency[], runtime: string): Installation {
  const isThere = (name: string) => asked.some((dependency) => dependency.name === name);
  const dependencies = [
    ...asked.map((one) => (one.name === RUNTIME_HANDLER ? { ...one, version: handlerFor(one.version, runtime) } : one)),
    ...(isThere("twilio") ? [] : [{ name: "twilio", version: "*" }]),
    ...(isThere(RUNTIME_HANDLER) ? [] : [{ name: RUNTIME_HANDLER, version: handlerFor(STANDARD_HANDLER, runtime) }]),
  ];
  const installed = dependencies.map(installedOf);
  return {
    dependencies,
    packages: Object.fromEntries(installed.map(({ name, version }) => [name, version])),
    outcome: installed.some(({ isNative }) => isNative) ? "failed" : "completed",
  };
}

function handlerFor(version: string, runtime: string): string {
  if (!HANDLERS.includes(version)) {
    const why = `No matching version found for ${RUNTIME_HANDLER}@${version}.`;
    throw refused(`${why} You can find the valid versions at ${HANDLER_DOCUMENTATION}`);
  }
  if (runtime !== "node24") return version;
  if (gte(version, NODE24_HANDLER.asksFor)) return NODE24_HANDLER.gets;
  throw refused(`${RUNTIME_HANDLER}@${version} is too old for ${runtime}: upgrade to ${NODE24_HANDLER.gets}`);
}

type Installed = Dependency & { isNative: boolean };

function installedOf({ name, version }: Dependency): Installed {
  // The platform's own, which functions do not ask for; it need not be installed here.
  if (name === RUNTIME_HANDLER) return { name, version, isNative: false };
  const found = installedPackage(name);
  const range = version === "" || version === "latest" ? "*" : version;
  if (found === undefined || !satisfies(found.version, range)) {
    const instead = found === undefined ? "it is not installed" : `${found.version} is installed`;
    throw refused(`No matching version found for ${name}@${version}: ${instead} where the simulated account runs`);
  }
  // https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies: nothing is compiled there.
  return { name, version: found.version, isNative: existsSync(join(found.folder, "binding.gyp")) };
}
