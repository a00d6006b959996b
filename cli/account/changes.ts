/** Resources of an account that are made what they ought to be: found, created or updated, and told of. */

/** What was done to one resource; in a dry run, what would be. */
export type Change = {
  action: "created" | "updated" | "unchanged" | "deleted" | "left alone";
  what: string;
  /** Why it was left alone, and what to do about it. */
  because?: string;
};

/** Stands for the SID of what a dry run would create. */
const NOT_YET = "(not there yet)";

/** The SID of a resource that may only be planned. */
export const sidOf = (item: { sid: string } | undefined): string => item?.sid ?? NOT_YET;

export type ChangesOptions = {
  /** Whether nothing is to be written. */
  isDryRun?: boolean;
  /** Hears of each change as soon as it is done. */
  tell?: (change: Change) => void;
};

export class Changes {
  readonly list: Change[] = [];
  private readonly options: ChangesOptions;

  constructor(options: ChangesOptions = {}) {
    this.options = options;
  }

  get isDryRun(): boolean {
    return this.options.isDryRun === true;
  }

  note(change: Change): void {
    this.list.push(change);
    this.options.tell?.(change);
  }

  leaveAlone(what: string, because: string): void {
    this.note({ action: "left alone", what, because });
  }

  /** Writes, except in a dry run, and notes it once it is done. */
  async write<Result>(action: Change["action"], what: string, run: () => Promise<Result>): Promise<Result | undefined> {
    const result = this.isDryRun ? undefined : await run();
    this.note({ action, what });
    return result;
  }

  /**
   * Creates what is missing and updates what differs.
   * @param found undefined means missing
   * @returns undefined only in a dry run, for what it would create
   */
  async ensure<Item>(
    what: string,
    found: Item | undefined,
    steps: {
      create: () => Promise<Item>;
      isSame?: (item: Item) => boolean;
      update?: (item: Item) => Promise<Item>;
    },
  ): Promise<Item | undefined> {
    if (found === undefined) return this.write("created", what, steps.create);
    const { update } = steps;
    if (!update || steps.isSame?.(found) !== false) {
      this.note({ action: "unchanged", what });
      return found;
    }
    return (await this.write("updated", what, () => update(found))) ?? found;
  }
}

/** What was not left as it was, or will not be. */
export const differences = (changes: readonly Change[]): Change[] =>
  changes.filter(({ action }) => action !== "unchanged");

const CONDITIONAL: Readonly<Record<Change["action"], string>> = {
  created: "would be created",
  updated: "would be updated",
  deleted: "would be deleted",
  unchanged: "as it should be",
  "left alone": "left alone",
};

/** One line. */
export function changeText({ action, what, because }: Change, isDryRun: boolean): string {
  const word = isDryRun ? CONDITIONAL[action] : action;
  return `${word.padEnd(isDryRun ? 16 : 10)} ${what}${because === undefined ? "" : `: ${because}`}`;
}
