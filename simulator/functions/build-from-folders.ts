/**
 * Reads what is hosted from folders, by the rules with which `twilio-run` names what it uploads: every nested `.js` file
 * of the functions folder is a function, every file of the assets folder an asset.
 * https://www.twilio.com/docs/labs/serverless-toolkit/developing
 */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { lookup } from "mime-types";
import type { HostedAsset, HostedBuild, HostedFunction, Visibility } from "./hosted-build";

export type BuildFolders = {
  functionsFolder: string;
  /** None, where it is left out. */
  assetsFolder?: string;
};

const UNKNOWN_TYPE = "application/octet-stream";

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".DS_Store")
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `studio/door.protected.js` is `/studio/door.js`, protected. */
function placeOf(folder: string, file: string): { path: string; visibility: Visibility } {
  const name = relative(folder, file).split(sep).join("/");
  const suffix = /\.(protected|private)(\.[^./]*)?$/.exec(name);
  const visibility = suffix?.[1] as Visibility | undefined;
  if (suffix === null || visibility === undefined) return { path: `/${name}`, visibility: "public" };
  return { path: `/${name.slice(0, suffix.index)}${suffix[2] ?? ""}`, visibility };
}

function functionOf(folder: string, file: string): HostedFunction {
  const { path, visibility } = placeOf(folder, file);
  return { path: path.replace(/\.js$/, ""), visibility, content: readFileSync(file, "utf8") };
}

function assetOf(folder: string, file: string): HostedAsset {
  const place = placeOf(folder, file);
  return { ...place, content: readFileSync(file), contentType: lookup(place.path) || UNKNOWN_TYPE };
}

/** A build that may require whatever is installed, as under `twilio-run`. */
export function hostedBuildOf({ functionsFolder, assetsFolder }: BuildFolders): HostedBuild {
  const scripts = filesUnder(functionsFolder).filter((file) => extname(file) === ".js");
  return {
    functions: scripts.map((file) => functionOf(functionsFolder, file)),
    assets: assetsFolder === undefined ? [] : filesUnder(assetsFolder).map((file) => assetOf(assetsFolder, file)),
    packages: undefined,
  };
}
