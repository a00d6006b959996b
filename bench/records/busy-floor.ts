/** Contacts that come as a Poisson process, through the real handlers, on the simulated account with its Sync limits. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ORIGIN, playOnce } from "../../cli/play-once";
import { readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";
import type { Answer } from "../../simulator/account";
import type { SimulatedContact } from "../../simulator/people/people";
import { CLOSING_EVENTS } from "../../src/domain/task-event";
import { exponential, stream } from "../queueing-theory/random";
import { counted, type Delivery } from "./deliveries";

export type BusyFloor = { rate: number; seconds: number; feeds: number; latency: number; tickEvery: number };

export type BusyFigures = {
  contacts: number;
  recorded: number;
  recordedTwice: number;
  refused: number;
  /** The most that one object had in one second, by its kind. */
  peaks: Record<"ledgerWrites" | "feedWrites" | "historyWrites" | "historyReads", number>;
  invocationsAtOnce: number;
};

/**
 * The repository's policy with so many lists, open a minute longer than contacts come: at closing time everybody who waits
 * is sent away at once, and that is no chance.
 */
function policyFile(folder: string, { feeds, seconds }: BusyFloor): string {
  const policy = parse(readFileSync(join(ROOT, "floor.yaml"), "utf8")) as object;
  const file = join(folder, "floor.yaml");
  const minutes = Math.ceil(seconds / 60) + 1;
  const hours = { opens: "00:00", closes: `00:${String(minutes).padStart(2, "0")}` };
  writeFileSync(file, stringify({ ...policy, hours, records: { feeds } }));
  return file;
}

/** Everybody is somebody else, and hangs up after a while where nobody answers. */
function contactsOf({ rate, seconds }: BusyFloor): SimulatedContact[] {
  const gap = exponential(1 / rate).from(stream(1, 0, "arrivals"));
  const contacts: SimulatedContact[] = [];
  for (let at = gap(); at < seconds; at += gap()) {
    const nth = contacts.length + 1;
    contacts.push({
      arrivedAt: at,
      channel: "voice",
      from: `+1555${String(nth).padStart(7, "0")}`,
      customer: `customer-${nth}`,
      queue: "regular",
      handle: 30,
      patience: 5,
      wrapup: 0,
    });
  }
  return contacts;
}

const KINDS: readonly { kind: keyof BusyFigures["peaks"]; path: RegExp; isWrite: boolean }[] = [
  { kind: "ledgerWrites", path: /\/Maps\/ledger-\d+\//, isWrite: true },
  { kind: "feedWrites", path: /\/Lists\/feed-\d+\//, isWrite: true },
  { kind: "historyWrites", path: /\/Maps\/history-\d+\//, isWrite: true },
  { kind: "historyReads", path: /\/Maps\/history-\d+\//, isWrite: false },
];

/** Counts by object and second what is asked of Sync. */
class Meter {
  readonly peaks = { ledgerWrites: 0, feedWrites: 0, historyWrites: 0, historyReads: 0 };
  refused = 0;
  private readonly counts = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  note({ request: { path, method }, response }: Answer): void {
    const isWrite = method.toLowerCase() !== "get";
    const found = KINDS.find((kind) => kind.isWrite === isWrite && kind.path.test(path));
    if (response.status === 429) this.refused++;
    if (!found) return;
    const key = `${found.kind} ${found.path.exec(path)?.[0]} ${Math.floor(this.now() / 1000)}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    this.peaks[found.kind] = Math.max(this.peaks[found.kind], count);
  }
}

function mostAtOnce(deliveries: readonly Delivery[]): number {
  const changes = deliveries.flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 },
  ]);
  let most = 0;
  let now = 0;
  // At one moment who leaves makes room for who comes.
  for (const { by } of changes.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

export async function playBusyFloor(given: BusyFloor, progress: (done: number) => void): Promise<BusyFigures> {
  const folder = mkdtempSync(join(tmpdir(), "floorwalker-"));
  try {
    const file = policyFile(folder, given);
    const midnight = new Date("2026-01-05T00:00:00Z");
    const plan = {
      name: "busy",
      seed: 1,
      policy: readPolicy(file),
      policyFile: file,
      contacts: contactsOf(given),
      midnight,
    };
    let meter: Meter | undefined;
    let deliveries: Delivery[] = [];
    const { report } = await playOnce(plan, {
      root: ROOT,
      tickEvery: given.tickEvery,
      progress: ({ day }) => progress(day.outcomes.length / plan.contacts.length),
      prepare: async ({ account, environment }, answer) => {
        await account
          .client(() => "bench")
          .taskrouter.v1.workspaces(environment["WORKSPACE_SID"] ?? "")
          .update({ eventCallbackUrl: `${ORIGIN}/taskrouter/event-callback`, eventsFilter: CLOSING_EVENTS.join(",") });
        const { latency } = given;
        account.faults.set([{ kind: "latency", operation: "*", caller: "/*", min: latency, max: latency }]);
        const own = new Meter(() => account.clock.now());
        account.watch((told) => own.note(told));
        meter = own;
        const watched = counted(account, answer);
        ({ deliveries } = watched);
        return watched.answer;
      },
    });
    return {
      contacts: report.contacts,
      recorded: report.ledger.records,
      recordedTwice: report.ledger.duplicates,
      refused: meter?.refused ?? 0,
      peaks: meter?.peaks ?? { ledgerWrites: 0, feedWrites: 0, historyWrites: 0, historyReads: 0 },
      invocationsAtOnce: mostAtOnce(deliveries),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
