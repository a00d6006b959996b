/** Changes as people read them: a line each, and one line for many that only differ in a number. */
import { type Change, changeText } from "./changes";

/** `Sync map ledger-7` is the seventh of `Sync map ledger`. */
function placeOf(what: string): { series: string; place: number } | undefined {
  const [, series = "", place] = /^(.+)-(\d+)$/.exec(what) ?? [];
  return place === undefined ? undefined : { series, place: Number(place) };
}

function follows(before: Change, change: Change): boolean {
  const [one, next] = [placeOf(before.what), placeOf(change.what)];
  if (!one || !next || before.action !== change.action || before.because || change.because) return false;
  return one.series === next.series && next.place === one.place + 1;
}

export class ChangeLines {
  private pending: { first: Change; last: Change } | undefined;
  private readonly print: (line: string) => void;
  private readonly isDryRun: boolean;

  constructor(print: (line: string) => void, isDryRun: boolean) {
    this.print = print;
    this.isDryRun = isDryRun;
  }

  /** Printed as soon as what comes next is of another kind. What is as it should be is not told. */
  tell(change: Change): void {
    if (change.action === "unchanged") return;
    if (this.pending && follows(this.pending.last, change)) {
      this.pending.last = change;
      return;
    }
    this.end();
    this.pending = { first: change, last: change };
  }

  /** Nothing comes any more, or something else is to be printed. */
  end(): void {
    if (!this.pending) return;
    const { first, last } = this.pending;
    this.pending = undefined;
    const what = first === last ? first.what : `${first.what} to ${placeOf(last.what)?.place}`;
    this.print(changeText({ ...first, what }, this.isDryRun));
  }
}
