import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type KnownNames, readTrace, TraceError } from "../../cli/trace";
import { formatTrace, type Trace, type TraceContact } from "../../traces/contact";

const folder = mkdtempSync(join(tmpdir(), "trace-"));
const path = join(folder, "day.csv");
afterAll(() => rmSync(folder, { recursive: true }));

const known: KnownNames = {
  queues: ["sales", "support"],
  channels: ["voice", "chat"],
  dispositions: (queue) => (queue === "sales" ? ["sold", "not-sold"] : []),
};

const header = "arrived_at,channel,from,queue,handle,patience,wrapup,language,customer,disposition";
const row = "28805.3,voice,+15552001042,sales,186.5,345,15,he,C-1042,sold";

const contact = (overrides: Partial<TraceContact> = {}): TraceContact => ({
  arrivedAt: 28805.3,
  channel: "voice",
  from: "+15552001042",
  queue: "sales",
  handle: 186.5,
  patience: 345,
  wrapup: 15,
  language: "he",
  customer: "C-1042",
  disposition: "sold",
  ...overrides,
});

function read(text: string | Buffer): Trace {
  writeFileSync(path, text);
  return readTrace(path, known);
}

/** What is wrong with a file, without its path. */
function problemsOf(text: string | Buffer): string[] {
  return errorOf(() => read(text)).problems.map((problem) => problem.replaceAll(path, "FILE"));
}

function errorOf(work: () => unknown): TraceError {
  try {
    work();
  } catch (error) {
    if (error instanceof TraceError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const withCell = (column: string, value: string): string => {
  const cells = row.split(",");
  cells[header.split(",").indexOf(column)] = value;
  return `${header}\n${cells.join(",")}\n`;
};

const withMoments = (...moments: string[]): string =>
  [header, ...moments.map((moment) => row.replace("28805.3", moment))].join("\n");

describe("a sound trace", () => {
  test.each([
    { how: "with all columns", text: `${header}\n${row}\n` },
    { how: "without a last line end", text: `${header}\n${row}` },
    { how: "with the line ends of Windows", text: `${header}\r\n${row}\r\n` },
    { how: "with the line ends of old Macs", text: `${header}\r${row}\r` },
    { how: "with a byte order mark", text: `\uFEFF${header}\n${row}\n` },
    { how: "with blank lines", text: `\n${header}\n\n   \n${row}\n\n` },
    { how: "with spaces around values", text: `${header.replaceAll(",", ", ")}\n ${row.replaceAll(",", " , ")}\n` },
    { how: "with quotes", text: `${header}\n"${row.replaceAll(",", '","')}"\n` },
  ])("is read $how", ({ text }) => {
    expect(read(text)).toEqual({ day: undefined, contacts: [contact()] });
  });

  test("may have its columns in any order", () => {
    const reversed = [header, row].map((line) => line.split(",").reverse().join(","));

    expect(read(reversed.join("\n")).contacts).toEqual([contact()]);
  });

  test("may leave out the optional columns", () => {
    const text = "arrived_at,channel,from,queue,handle,patience\n28805.3,voice,+15552001042,sales,186.5,345\n";

    expect(read(text).contacts).toEqual([
      contact({ wrapup: 0, language: undefined, customer: undefined, disposition: undefined }),
    ]);
  });

  test("may leave the optional values empty, and then the customer never gives up", () => {
    expect(read(`${header}\n28805.3,voice,+15552001042,sales,186.5,,,,,\n`).contacts).toEqual([
      contact({ patience: undefined, wrapup: 0, language: undefined, customer: undefined, disposition: undefined }),
    ]);
  });

  test("is sorted by arrival, and those who arrive together stay in the order of the file", () => {
    const rows = ["9,a", "8,b", "9,c", "8,d"].map((start) => {
      const [moment, name] = start.split(",");
      return `${moment},voice,web:${name},sales,60,60,,,,`;
    });

    const { contacts } = read([header, ...rows].join("\n"));

    expect(contacts.map(({ from }) => from)).toEqual(["web:b", "web:d", "web:a", "web:c"]);
  });

  test.each([
    { moments: ["0"], day: undefined, arrivals: [0] },
    { moments: ["90000", "1e2"], day: undefined, arrivals: [100, 90000] },
    { moments: ["2026-03-02T08:00:05Z"], day: "2026-03-02", arrivals: [28805] },
    { moments: ["2026-03-02T08:00:05"], day: "2026-03-02", arrivals: [28805] },
    { moments: ["2026-03-02 08:00"], day: "2026-03-02", arrivals: [28800] },
    { moments: ["2026-03-02T08:00:05.25Z"], day: "2026-03-02", arrivals: [28805.25] },
    { moments: ["2026-03-02T08:00:05+02:00"], day: "2026-03-02", arrivals: [21605] },
    { moments: ["2026-03-02T08:00:05-0530"], day: "2026-03-02", arrivals: [48605] },
    { moments: ["2026-03-02T01:00:00+02"], day: "2026-03-01", arrivals: [82800] },
    { moments: ["2026-03-03T00:00:01Z", "2026-03-02T23:59:59Z"], day: "2026-03-02", arrivals: [86399, 86401] },
    { moments: ["2024-02-29T12:00:00Z"], day: "2024-02-29", arrivals: [43200] },
  ])("that arrives at $moments has day $day and seconds $arrivals", ({ moments, day, arrivals }) => {
    const trace = read(withMoments(...moments));

    expect(trace.day).toBe(day);
    expect(trace.contacts.map(({ arrivedAt }) => arrivedAt)).toEqual(arrivals);
  });

  test("reads back as it was written, whatever the values", () => {
    const word = fc
      .string({ unit: fc.constantFrom(..."a1 ,;\"'\néש"), minLength: 1 })
      .filter((text) => text.trim() !== "");
    const seconds = fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const contacts = fc.array(
      fc.record({
        arrivedAt: seconds,
        channel: fc.constantFrom("voice", "chat"),
        from: word,
        queue: fc.constant("sales"),
        handle: seconds,
        patience: fc.option(seconds, { nil: undefined }),
        wrapup: seconds,
        language: fc.option(word, { nil: undefined }),
        customer: fc.option(word, { nil: undefined }),
        disposition: fc.constantFrom("sold", undefined),
      }),
      { minLength: 1 },
    );

    fc.assert(
      fc.property(contacts, (day) => {
        expect(read(formatTrace(day)).contacts).toEqual(day.toSorted((a, b) => a.arrivedAt - b.arrivedAt));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe("the example in traces", () => {
  const example = join(__dirname, "../../traces/example.csv");
  const bank: KnownNames = {
    queues: ["regular", "new", "stock", "internet"],
    channels: ["voice", "chat"],
    dispositions: () => ["resolved", "escalated", "order-placed", "follow-up"],
  };

  test("is a sound trace", () => {
    const { day, contacts } = readTrace(example, bank);

    expect(day).toBe("2026-03-02");
    expect(contacts.map(({ arrivedAt }) => arrivedAt)).toEqual([28805, 28821.4, 28870, 28920, 29025]);
  });

  test("is the one its README shows", () => {
    const readme = readFileSync(join(__dirname, "../../traces/README.md"), "utf8");

    expect(readme).toContain(readFileSync(example, "utf8"));
  });
});

describe("a bad value", () => {
  const moment = "seconds from midnight such as 28805.3, or a date and time such as 2026-03-02T08:00:05Z";

  test.each([
    ["arrived_at", "", `is empty; expected ${moment}`],
    ["arrived_at", "-1", `is negative; expected ${moment}`],
    ["arrived_at", "noon", `is not a finite number; expected ${moment}`],
    ["arrived_at", "Infinity", `is not a finite number; expected ${moment}`],
    ["arrived_at", "2026-03-02", `is not a finite number; expected ${moment}`],
    ["arrived_at", "2026-02-30T08:00:00Z", `is a date and time that does not exist; expected ${moment}`],
    ["arrived_at", "2026-03-02T25:00:00Z", `is a date and time that does not exist; expected ${moment}`],
    ["arrived_at", "2026-03-02T08:00:00+99:00", `is a date and time that does not exist; expected ${moment}`],
    ["channel", "", "is empty; expected one of voice, chat"],
    ["channel", "fax", "is not a known channel; expected one of voice, chat"],
    ["from", "", "is empty; expected the caller's address, such as +15552001042"],
    ["queue", "", "is empty; expected one of sales, support"],
    ["queue", "Sales", "is not a known queue; expected one of sales, support"],
    ["handle", "", "is empty; expected seconds, 0 or more"],
    ["handle", "-0.1", "is negative; expected seconds, 0 or more"],
    ["handle", "NaN", "is not a finite number; expected seconds, 0 or more"],
    ["handle", "0x10", "is not a finite number; expected seconds, 0 or more"],
    ["handle", "1e999", "is not a finite number; expected seconds, 0 or more"],
    ["patience", "-1", "is negative; expected seconds, 0 or more, or nothing for a customer who never gives up"],
    [
      "patience",
      "Infinity",
      "is not a finite number; expected seconds, 0 or more, or nothing for a customer who never gives up",
    ],
    ["wrapup", "-1", "is negative; expected seconds, 0 or more, or nothing for 0"],
    ["wrapup", "soon", "is not a finite number; expected seconds, 0 or more, or nothing for 0"],
    ["disposition", "lost", "is not a known disposition of queue sales; expected one of sold, not-sold"],
  ])("in %s: '%s' %s", (column, value, what) => {
    expect(problemsOf(withCell(column, value))).toEqual([`FILE:2: column ${column}: '${value}' ${what}`]);
  });

  test("is named where a queue has no dispositions at all", () => {
    expect(problemsOf(withCell("queue", "support"))).toEqual([
      "FILE:2: column disposition: 'sold' is not a known disposition of queue support; expected none, for there are none",
    ]);
  });

  test("is shortened in the message when it is over 60 characters, and kept on one line", () => {
    const tail = " is not a known queue; expected one of sales, support";

    expect(problemsOf(withCell("queue", "q".repeat(60)))).toEqual([`FILE:2: column queue: '${"q".repeat(60)}'${tail}`]);
    expect(problemsOf(withCell("queue", "q".repeat(61)))).toEqual([
      `FILE:2: column queue: '${"q".repeat(59)}…'${tail}`,
    ]);
    expect(problemsOf(withCell("queue", '"sa\nles"'))).toEqual([`FILE:2: column queue: 'sa les'${tail}`]);
  });
});

describe("a file that cannot be played", () => {
  const columns = "arrived_at, channel, from, queue, handle, patience";

  test.each([
    {
      problem: "is empty",
      text: "",
      says: [`FILE: is empty; expected a header row: ${header}`],
    },
    {
      problem: "has only blank lines and a byte order mark",
      text: "\uFEFF\r\n \r\n",
      says: [`FILE: is empty; expected a header row: ${header}`],
    },
    {
      problem: "has no rows",
      text: `${header}\n\n`,
      says: ["FILE: has no contacts; expected a row for each below the header"],
    },
    {
      problem: "has no header",
      text: "28805.3,voice,web:ann,sales,1,1\n28806,voice,web:bob,sales,1,1\n",
      says: [`FILE:1: '28805.3,voice,web:ann,sales,1,1' is not a header row; expected column names: ${header}`],
    },
    {
      problem: "has semicolons for commas",
      text: "\nqueue;handle\nsales;1\n",
      says: [`FILE:2: 'queue;handle' is not a header row; expected column names: ${header}`],
    },
    {
      problem: "lacks a column",
      text: "arrived_at,channel,from,queue,patience\n1,voice,web:ann,sales,1\n",
      says: [`FILE:1: column 'handle' is missing; expected at least ${columns}`],
    },
    {
      problem: "has a column twice",
      text: `${header},queue\n${row},support\n`,
      says: ["FILE:1: column 'queue' is there twice; expected once"],
    },
    {
      problem: "has an unknown column",
      text: `${header},agent\n${row},dan\n`,
      says: [`FILE:1: column 'agent' is unknown; expected only ${header.replaceAll(",", ", ")}`],
    },
    {
      problem: "has a row that is too short and one that is too long",
      text: `${header}\n28805.3,voice\n${row}\n${row},more\n`,
      says: [
        "FILE:2: number of fields is 2; expected 10, as in the header",
        "FILE:4: number of fields is 11; expected 10, as in the header",
      ],
    },
    {
      problem: "mixes the forms of time",
      text: withMoments("28805.3", "2026-03-02T08:00:05Z", "28806"),
      says: [
        "FILE:3: column arrived_at: '2026-03-02T08:00:05Z' is in date and time; expected seconds as in line 2, throughout the file",
      ],
    },
    {
      problem: "mixes them the other way round",
      text: withMoments("2026-03-02T08:00:05Z", "28805.3"),
      says: [
        "FILE:3: column arrived_at: '28805.3' is in seconds; expected date and time as in line 2, throughout the file",
      ],
    },
    {
      problem: "opens a quote and never closes it",
      text: `${header}\n${row}\n\n28806,voice,"web:ann,sales,1,1,,,,\n${row}\n`,
      says: ["FILE:4: a quote that opens in this row is never closed"],
    },
    {
      problem: "opens a quote in its header and never closes it",
      text: `"${header}\n${row}\n`,
      says: ["FILE:1: a quote that opens in this row is never closed"],
    },
    {
      problem: "has a quote inside a value",
      text: `${header}\n${row}\n28806,voice,web:"ann",sales,1,1,,,,\n${row}\n`,
      says: ['FILE:3: a quote inside a value; expected the whole value in quotes, and "" for a quote in it'],
    },
    {
      problem: "has text after a quoted value",
      text: `${header}\n28806,voice,"web"ann,sales,1,1,,,,\n`,
      says: ['FILE:2: a quote inside a value; expected the whole value in quotes, and "" for a quote in it'],
    },
    {
      problem: "is not in UTF-8",
      text: Buffer.from(`${header}\n${row.replace("C-1042", "Ren\u00e9")}\n`, "latin1"),
      says: ["FILE: is not UTF-8 text; save it as CSV in UTF-8"],
    },
  ])("$problem", ({ text, says }) => {
    expect(problemsOf(text)).toEqual(says);
  });

  test("is not there", () => {
    expect(errorOf(() => readTrace("no/such/day.csv", known)).message).toBe(
      "no/such/day.csv: no such file; check the path, or make a day with: npx tsx traces/make-bank-day.ts --seed 1 --out FILE",
    );
  });

  test("is a directory", () => {
    expect(errorOf(() => readTrace(folder, known)).message).toBe(`${folder}: is a directory; expected a CSV file`);
  });
});

describe("a message", () => {
  test("lists what is wrong in every column of every row", () => {
    const text = `${header}\n-1,fax,,tea,x,y,z,,,\n${row}\n1,voice\n`;

    expect(problemsOf(text).map((problem) => problem.slice(0, problem.indexOf("'")))).toEqual([
      ...["arrived_at", "channel", "from", "queue", "handle", "patience", "wrapup"].map(
        (name) => `FILE:2: column ${name}: `,
      ),
      "FILE:4: number of fields is 2; expected 10, as in the heade",
    ]);
  });

  test("names problems of the header and of the rows together", () => {
    expect(problemsOf(`agent,${header}\ndan,${row.replace("voice", "fax")}\n`)).toHaveLength(2);
  });

  test.each([
    { lineEnd: "\n", name: "Unix" },
    { lineEnd: "\r\n", name: "Windows" },
    { lineEnd: "\r", name: "old Macs" },
  ])("counts lines as an editor does, with quoted line ends and blank lines of $name", ({ lineEnd }) => {
    const twoLines = row.replace("C-1042", `"C${lineEnd}${lineEnd}1042"`);
    const bad = row.replace("voice", "fax");
    const lines = ["", header, twoLines, "", bad, twoLines.replace("voice", "fax"), bad];

    const problems = problemsOf(`\uFEFF${lines.join(lineEnd)}${lineEnd}`);

    expect(problems.map((problem) => problem.split(":")[1])).toEqual(["7", "8", "11"]);
  });

  test.each([
    { bad: 20, lines: 20, last: /^FILE:21: column channel/ },
    { bad: 21, lines: 21, last: /^and 1 more$/ },
    { bad: 500, lines: 21, last: /^and 480 more$/ },
  ])("of $bad problems has $lines lines", ({ bad, lines, last }) => {
    const text = [header, ...Array.from({ length: bad }, () => row.replace("voice", "fax"))].join("\n");

    const error = errorOf(() => read(text));

    expect(error.problems).toHaveLength(bad);
    expect(error.message.split("\n")).toHaveLength(lines);
    expect(error.message.split("\n").at(-1)?.replace(path, "FILE")).toMatch(last);
  });

  test("comes with the name of its error and the cause", () => {
    const error = errorOf(() => readTrace("no/such/day.csv", known));

    expect(error.name).toBe("TraceError");
    expect(error.cause).toMatchObject({ code: "ENOENT" });
  });
});
