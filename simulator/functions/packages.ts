/**
 * Packages that a build may require: those it asks for, at versions it asks for, out of what is installed where the
 * process runs. https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { satisfies } from "semver";
import type { HostedBuild } from "./hosted-build";

/** As Node's own, so that code which looks for a package that may be there finds out in the same way. */
export class MissingPackageError extends Error {
  override readonly name = "MissingPackageError";
  readonly code = "MODULE_NOT_FOUND";
}

/** `@twilio/runtime-handler` of `@twilio/runtime-handler/dev`. */
const nameOf = (id: string): string => /^(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id;

export type InstalledPackage = { folder: string; version: string };

/** Where the process was started is where packages are installed. */
const project = (): NodeJS.Require => createRequire(join(process.cwd(), "package.json"));

/** A package as it is installed where the process runs. */
export function installedPackage(name: string): InstalledPackage | undefined {
  const places = project().resolve.paths(name) ?? [];
  const folder = places.map((place) => join(place, name)).find((path) => existsSync(join(path, "package.json")));
  if (folder === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { folder, version };
}

export class Packages {
  private readonly wanted: HostedBuild["packages"];
  private readonly project = project();

  constructor(wanted: HostedBuild["packages"]) {
    this.wanted = wanted;
  }

  /**
   * The file that `require(id)` of the build's own code loads.
   *
   * @throws MissingPackageError for a package the build does not ask for, or not at the version installed
   */
  resolve(id: string): string {
    this.check(nameOf(id));
    return this.project.resolve(id);
  }

  /** @throws MissingPackageError where the build may not require a package of this name */
  check(name: string): void {
    const installed = installedPackage(name)?.version;
    if (this.wanted === undefined) {
      if (installed === undefined) throw missing(name, "it is not installed here");
      return;
    }
    const version = Object.hasOwn(this.wanted, name) ? this.wanted[name] : undefined;
    if (version === undefined) throw missing(name, "the build does not ask for it");
    if (installed === undefined) throw missing(name, `the build asks for ${version}, and none is installed here`);
    if (!satisfies(installed, version)) {
      throw missing(name, `the build asks for ${version}, and ${installed} is installed here`);
    }
  }
}

const missing = (name: string, why: string) => new MissingPackageError(`Cannot find module '${name}': ${why}`);
