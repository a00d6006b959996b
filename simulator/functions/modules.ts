/**
 * CommonJS modules of a build and of the packages it requires, loaded once each, with what the platform puts into their
 * scope in the place of the machine's: `Date`, timers, `console`, `https`.
 */
import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, extname, join } from "node:path";
import { compileFunction, constants } from "node:vm";
import type { HostedFiles } from "./hosted-files";
import { MissingPackageError, type Packages } from "./packages";

export type ModuleScope = Readonly<Record<string, unknown>>;

export type ModulesOptions = {
  files: HostedFiles;
  packages: Packages;
  /** What modules find by these names without requiring it. */
  scope: ModuleScope;
  /** What `require` gives for Node's own modules, by name without `node:`, where it is not Node's. */
  builtins: Readonly<Record<string, unknown>>;
};

type Module = { exports: unknown };

/** What Node puts around a module. */
const WRAPPER = "exports, require, module, __filename, __dirname";

const SCRIPTS = [".js", ".cjs"];

export class Modules {
  private readonly loaded = new Map<string, Module>();
  /** Where packages are that somebody has asked for. */
  private readonly files = new Map<string, string | undefined>();
  private readonly options: ModulesOptions;
  private readonly names: string[];
  private readonly values: unknown[];

  constructor(options: ModulesOptions) {
    this.options = options;
    this.names = Object.keys(options.scope);
    this.values = Object.values(options.scope);
  }

  /** What the module of a file exports. */
  load(file: string): unknown {
    const known = this.loaded.get(file);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    this.loaded.set(file, module);
    try {
      this.run(file, module);
    } catch (error) {
      this.loaded.delete(file);
      throw error;
    }
    return module.exports;
  }

  /** What `require(id)` of the build's own code gives. */
  requirePackage(id: string): unknown {
    return this.load(this.options.packages.resolve(id));
  }

  /** What a package exports, where somebody has required it. */
  requiredPackage(id: string): unknown {
    return this.loaded.get(this.fileOf(id) ?? "")?.exports;
  }

  private fileOf(id: string): string | undefined {
    if (this.files.has(id)) return this.files.get(id);
    let file: string | undefined;
    try {
      file = this.options.packages.resolve(id);
    } catch (error) {
      if (!(error instanceof MissingPackageError)) throw error;
    }
    this.files.set(id, file);
    return file;
  }

  private run(file: string, module: Module): void {
    // A function of its own within the scope: code may declare a `Twilio` of its own, as over a global.
    const text = `return function (${WRAPPER}) {${readFileSync(file, "utf8").replace(/^#!.*/, "")}\n};`;
    const compiled = compileFunction(text, this.names, {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const body = compiled(...this.values) as (...given: unknown[]) => void;
    body.call(module.exports, module.exports, this.requireOf(file), module, file, dirname(file));
  }

  private requireOf(file: string): object {
    const native = createRequire(file);
    const { files, packages, builtins } = this.options;
    const isOwn = files.has(file);
    const resolve = (id: string) => {
      const isPackage = isOwn && !isBuiltin(id) && !/^[./]/.test(id);
      return isPackage ? packages.resolve(id) : native.resolve(id);
    };
    const require = (id: string): unknown => {
      const name = id.replace(/^node:/, "");
      if (Object.hasOwn(builtins, name)) return builtins[name];
      if (isBuiltin(id)) return native(id);
      const resolved = resolve(id);
      return isCommonJs(resolved) ? this.load(resolved) : native(resolved);
    };
    return Object.assign(require, { resolve, cache: {} });
  }
}

/** Whether a file is a script that is no ES module, by its extension and the package it belongs to. */
function isCommonJs(file: string): boolean {
  if (!SCRIPTS.includes(extname(file))) return false;
  return extname(file) === ".cjs" || typeOf(dirname(file)) !== "module";
}

const types = new Map<string, unknown>();

function typeOf(folder: string): unknown {
  if (types.has(folder)) return types.get(folder);
  const type = typeIn(folder);
  types.set(folder, type);
  return type;
}

function typeIn(folder: string): unknown {
  try {
    return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { type?: string }).type;
  } catch {
    const parent = dirname(folder);
    return parent === folder ? undefined : typeOf(parent);
  }
}
