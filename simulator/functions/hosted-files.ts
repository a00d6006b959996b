/**
 * A build's files on disk, for functions get paths of them (`Runtime.getAssets()["/lib.js"].path`) and may read them
 * however they like. They are written to a temporary folder when somebody first asks where they are.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { normalize } from "node:path/posix";
import type { HostedBuild } from "./hosted-build";

const folders = new Set<string>();

function remove(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

process.once("exit", () => {
  for (const folder of folders) remove(folder);
});

export class HostedFiles {
  private readonly build: HostedBuild;
  private folder: string | undefined;

  constructor(build: HostedBuild) {
    this.build = build;
  }

  /** The file of the function at `/studio/route-contact`. */
  functionFile(path: string): string {
    return join(this.root(), "functions", `${normalize(path)}.js`);
  }

  /** The file of the asset at `/lib.js`. */
  assetFile(path: string): string {
    return join(this.root(), "assets", normalize(path));
  }

  /** Whether a file is one of the build's, and not of a package. */
  has(file: string): boolean {
    return this.folder !== undefined && file.startsWith(this.folder);
  }

  /** Removes them; they are written again when they are needed. Otherwise that is done when the process ends. */
  remove(): void {
    if (this.folder !== undefined) remove(this.folder);
    this.folder = undefined;
  }

  private root(): string {
    if (this.folder !== undefined) return this.folder;
    this.folder = mkdtempSync(join(tmpdir(), "hosted-build-"));
    folders.add(this.folder);
    for (const { path, content } of this.build.functions) write(this.functionFile(path), content);
    for (const { path, content } of this.build.assets) write(this.assetFile(path), content);
    return this.folder;
  }
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
