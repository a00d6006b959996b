/** Reads a day of contacts from a CSV file, and says everything that is wrong with it at once. */
import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { COLUMNS, type Column, REQUIRED_COLUMNS, type Trace, type TraceContact } from "../traces/contact";

/** The names a floor knows; a trace may use no others. */
export type KnownNames = {
  queues: readonly string[];
  channels: readonly string[];
  dispositions: (queue: string) => readonly string[];
};

const MOST_PROBLEMS_SHOWN = 20;

/** A trace that cannot be played. The message shows the first problems, a line each. */
export class TraceError extends Error {
  override readonly name = "TraceError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    const shown = problems.slice(0, MOST_PROBLEMS_SHOWN);
    const hidden = problems.length - shown.length;
    super([...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join("\n"), options);
    this.problems = problems;
  }
}

/** Contacts of the file in the order of arrival; those that arrive together stay in the order of the file. */
export function readTrace(path: string, known: KnownNames): Trace {
  const { header, rows, brokenAt } = tableOf(path);
  const problems: string[] = [];
  const report: Report = (line, what) => problems.push(`${path}:${line}: ${what}`);

  const columns = header && columnsOf(header, report);
  const arrivals = columns ? arrivalsOf(rows, columns, known, report) : [];
  if (brokenAt) report(brokenAt.line, brokenAt.what);
  if (rows.length === 0 && !brokenAt)
    problems.push(`${path}: has no contacts; expected a row for each below the header`);
  if (problems.length > 0) throw new TraceError(problems);
  return traceOf(arrivals);
}

type Report = (line: number, what: string) => void;

/** `line` is where the row starts in the file, from 1. */
type Row = { line: number; fields: readonly string[] };

type Table = { header: Row | undefined; rows: readonly Row[]; brokenAt: { line: number; what: string } | undefined };

function tableOf(path: string): Table {
  // One kind of line end, because csv-parse counts a CRLF within quotes as two lines.
  const text = textOf(path).replace(/\r\n?/g, "\n");
  if (text.trim() === "") throw new TraceError([`${path}: is empty; expected a header row: ${COLUMNS.join(",")}`]);

  const rows: Row[] = [];
  let lastLine = 0;
  const keep = (fields: string[], { lines }: { lines: number }): null => {
    rows.push({ line: lines - fields.reduce((sum, field) => sum + field.split("\n").length - 1, 0), fields });
    lastLine = lines;
    return null;
  };
  const brokenAt = parseRows(text, keep, () => lastLine);
  const [header, ...others] = rows;
  return { header, rows: others, brokenAt };
}

function textOf(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new TraceError([`${path}: ${unreadable(error)}`], { cause: error });
  }
}

function unreadable(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "no such file; check the path, or make a day with: npx tsx traces/make-bank-day.ts --seed 1 --out FILE";
    case "EISDIR":
      return "is a directory; expected a CSV file";
    case "EACCES":
      return "may not be read; check the permissions of the file";
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "is not UTF-8 text; save it as CSV in UTF-8";
    default:
      return `cannot be read (${error}); check the file and try again`;
  }
}

/** Hands over row after row, and answers where the quoting breaks, if it does: nothing after that can be told apart. */
function parseRows(
  text: string,
  keep: (fields: string[], info: { lines: number }) => null,
  lastLine: () => number,
): Table["brokenAt"] {
  try {
    parse(text, { trim: true, relax_column_count: true, skip_empty_lines: true, on_record: keep });
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code !== "CSV_QUOTE_NOT_CLOSED") {
      const what = `a quote inside a value; expected the whole value in quotes, and "" for a quote in it`;
      return { line: Number(error.lines), what };
    }
    const start = text.split("\n").findIndex((line, index) => index >= lastLine() && line.trim() !== "");
    return { line: start + 1, what: "a quote that opens in this row is never closed" };
  }
}

/** Where each column stands, and how many fields a row has. */
type Columns = { at: ReadonlyMap<Column, number>; width: number };

function columnsOf({ line, fields }: Row, report: Report): Columns | undefined {
  if (!fields.some(isColumn)) {
    report(line, `${shown(fields.join(","))} is not a header row; expected column names: ${COLUMNS.join(",")}`);
    return undefined;
  }
  const at = new Map<Column, number>();
  for (const [index, field] of fields.entries()) {
    if (!isColumn(field)) report(line, `column ${shown(field)} is unknown; expected only ${COLUMNS.join(", ")}`);
    else if (at.has(field)) report(line, `column ${shown(field)} is there twice; expected once`);
    else at.set(field, index);
  }
  for (const column of REQUIRED_COLUMNS.filter((name) => !at.has(name))) {
    report(line, `column ${shown(column)} is missing; expected at least ${REQUIRED_COLUMNS.join(", ")}`);
  }
  return { at, width: fields.length };
}

function isColumn(name: string): name is Column {
  return COLUMNS.some((column) => column === name);
}

type Arrival = { moment: Moment; contact: Omit<TraceContact, "arrivedAt"> };

/** Seconds from midnight, or milliseconds since the epoch. */
type Moment = { form: "seconds" | "date and time"; at: number };

/** Arrivals of the rows that are sound; each problem of the others is reported. */
function arrivalsOf(rows: readonly Row[], columns: Columns, known: KnownNames, report: Report): Arrival[] {
  const arrivals: Arrival[] = [];
  let first: { form: Moment["form"]; line: number } | undefined;
  for (const { line, fields } of rows) {
    if (fields.length !== columns.width) {
      report(line, `number of fields is ${fields.length}; expected ${columns.width}, as in the header`);
      continue;
    }
    const cellOf: CellOf = (column) =>
      cellAt(fields, columns.at.get(column), (what) => report(line, `column ${column}: ${what}`));
    const moment = momentIn(cellOf("arrived_at"));
    if (moment) first ??= { form: moment.form, line };
    if (moment && first && moment.form !== first.form) {
      cellOf("arrived_at")?.reject(
        `is in ${moment.form}; expected ${first.form} as in line ${first.line}, throughout the file`,
      );
    }
    const contact = contactIn(cellOf, known);
    if (moment && contact) arrivals.push({ moment, contact });
  }
  return arrivals;
}

type Cell = { value: string; reject(what: string): undefined };

/** The row's cell of that column, where the header has the column. */
type CellOf = (column: Column) => Cell | undefined;

function cellAt(
  fields: readonly string[],
  index: number | undefined,
  report: (what: string) => void,
): Cell | undefined {
  if (index === undefined) return undefined;
  const value = fields[index] ?? "";
  return {
    value,
    reject: (what) => {
      report(`${shown(value)} ${what}`);
      return undefined;
    },
  };
}

function contactIn(cellOf: CellOf, known: KnownNames): Arrival["contact"] | undefined {
  const channel = nameIn(cellOf("channel"), "channel", known.channels);
  const from = filled(cellOf("from"), "the caller's address, such as +15552001042")?.value;
  const queue = nameIn(cellOf("queue"), "queue", known.queues);
  const handle = secondsIn(filled(cellOf("handle"), SECONDS), SECONDS);
  const patience = secondsIn(optional(cellOf("patience")), `${SECONDS}, or nothing for a customer who never gives up`);
  const wrapup = secondsIn(optional(cellOf("wrapup")), `${SECONDS}, or nothing for 0`) ?? 0;
  const language = optional(cellOf("language"))?.value;
  const customer = optional(cellOf("customer"))?.value;
  const disposition =
    queue && nameIn(optional(cellOf("disposition")), `disposition of queue ${queue}`, known.dispositions(queue));
  if (channel === undefined || from === undefined || queue === undefined || handle === undefined) return undefined;
  return { channel, from, queue, handle, patience, wrapup, language, customer, disposition };
}

const SECONDS = "seconds, 0 or more";

const MOMENT = "seconds from midnight such as 28805.3, or a date and time such as 2026-03-02T08:00:05Z";

function optional(cell: Cell | undefined): Cell | undefined {
  return cell?.value === "" ? undefined : cell;
}

function filled(cell: Cell | undefined, expected: string): Cell | undefined {
  return cell?.value.trim() === "" ? cell.reject(`is empty; expected ${expected}`) : cell;
}

function nameIn(cell: Cell | undefined, kind: string, known: readonly string[]): string | undefined {
  const expected = known.length > 0 ? `one of ${known.join(", ")}` : "none, for there are none";
  const { value, reject } = filled(cell, expected) ?? {};
  if (value === undefined || known.includes(value)) return value;
  return reject?.(`is not a known ${kind}; expected ${expected}`);
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function secondsIn(cell: Cell | undefined, expected: string): number | undefined {
  if (!cell) return undefined;
  const seconds = DECIMAL.test(cell.value) ? Number(cell.value) : Number.NaN;
  if (!Number.isFinite(seconds)) return cell.reject(`is not a finite number; expected ${expected}`);
  return seconds < 0 ? cell.reject(`is negative; expected ${expected}`) : seconds;
}

function momentIn(arrivedAt: Cell | undefined): Moment | undefined {
  const cell = filled(arrivedAt, MOMENT);
  if (!cell) return undefined;
  const dateAndTime = DATE_AND_TIME.exec(cell.value);
  if (dateAndTime) {
    const at = epochOf(dateAndTime);
    if (at === undefined) return cell.reject(`is a date and time that does not exist; expected ${MOMENT}`);
    return { form: "date and time", at };
  }
  const seconds = secondsIn(cell, MOMENT);
  return seconds === undefined ? undefined : { form: "seconds", at: seconds };
}

/** Date, time, and the hours and minutes of the zone. */
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|([+-]\d\d):?(\d\d)?)?$/i;

/** Milliseconds; undefined for 30 February and the like, which `Date` takes for the days that follow. */
function epochOf([, date, time, zoneHours = "+00", zoneMinutes = "00"]: RegExpExecArray): number | undefined {
  const midnight = Date.parse(`${date}T00:00Z`);
  const at = Date.parse(`${date}T${time}${zoneHours}:${zoneMinutes}`);
  if (Number.isNaN(midnight) || Number.isNaN(at)) return undefined;
  return new Date(midnight).toISOString().slice(0, 10) === date ? at : undefined;
}

function traceOf(arrivals: readonly Arrival[]): Trace {
  const sorted = arrivals.toSorted((a, b) => a.moment.at - b.moment.at);
  const earliest = sorted[0]?.moment;
  if (earliest?.form !== "date and time") {
    return { day: undefined, contacts: sorted.map(({ moment, contact }) => ({ arrivedAt: moment.at, ...contact })) };
  }
  const day = new Date(earliest.at).toISOString().slice(0, 10);
  const midnight = Date.parse(`${day}T00:00Z`);
  return {
    day,
    contacts: sorted.map(({ moment, contact }) => ({ arrivedAt: (moment.at - midnight) / 1000, ...contact })),
  };
}

const LONGEST_VALUE_SHOWN = 60;

/** On one line, whatever the value. */
function shown(value: string): string {
  const short = value.length > LONGEST_VALUE_SHOWN ? `${value.slice(0, LONGEST_VALUE_SHOWN - 1)}…` : value;
  return `'${short.replace(/\p{Cc}/gu, " ")}'`;
}
