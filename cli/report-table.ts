/** A report as people read it. */
import Table from "cli-table3";
import type { Policy } from "../src/domain/policy";
import { DEFAULT_TRACE } from "./day-plan";
import type { FloorReport, QueueReport } from "./floor-report";
import { journalOf } from "./live-floor";
import type { SimulatedFloor } from "./simulated-floor";

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const seconds = (value: number) => `${value.toFixed(1)} s`;

/** The project's day is seed 1; any other seed makes another day of the same bank. */
const isMadeAnew = ({ trace, seed }: FloorReport) => trace === DEFAULT_TRACE && seed !== 1;

/** What `cli-table3` draws around cells: none of it, so that the table fits into a terminal of 80 columns. */
const BORDERS = [
  ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
  ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid"],
];
const HEAD = [
  "queue",
  "offered",
  "answered",
  "abandoned",
  "service\nlevel",
  "promised",
  "speed of\nanswer",
  "wait\np90",
  "occupancy",
];

function queueTable(queues: readonly QueueReport[], policy: Policy): string {
  const table = new Table({
    head: HEAD,
    colAligns: HEAD.map((_, column) => (column === 0 ? "left" : "right")),
    chars: { ...Object.fromEntries(BORDERS.map((name) => [name, ""])), middle: " " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const queue of queues) {
    table.push([
      queue.queue,
      queue.offered,
      queue.answered,
      queue.abandoned,
      // Of nothing offered no share was answered in time, and none was not.
      queue.offered === 0 ? "–" : percent(queue.serviceLevel),
      percent(policy.queues[queue.queue]?.promise.target ?? 0),
      seconds(queue.averageSpeedOfAnswer),
      seconds(queue.waitP90),
      percent(queue.occupancy),
    ]);
  }
  return table.toString();
}

/** How often the ticks decided what, a line each. */
function decisions(floor: SimulatedFloor): string {
  const counts = new Map<string, number>();
  for (const { lines } of journalOf(floor.account, floor.syncServiceSid)) {
    for (const { because } of lines) counts.set(because, (counts.get(because) ?? 0) + 1);
  }
  return [...counts].map(([because, count]) => `${because} ${count}`).join("\n            ") || "nothing";
}

export function reportText(report: FloorReport, floor: SimulatedFloor, policy: Policy): string {
  const { calls, clock, ledger } = report;
  return [
    `The day of ${report.trace}${isMadeAnew(report) ? `, made anew from seed ${report.seed}` : ""}: ${report.contacts} contacts.`,
    "",
    queueTable(report.queues, policy),
    "",
    "Service level: answered within the promise of floor.yaml, over offered.",
    "",
    `Ledger      ${ledger.records} contacts recorded, ${ledger.duplicates} twice`,
    `Ticks       ${decisions(floor)}`,
    `Quality     ${report.sampled} contacts sampled`,
    `Alerts      ${floor.account.messaging.messages.length} by text message`,
    `REST calls  ${calls.total}: ${calls.perContact} a contact, ${calls.perTick} a tick, ${calls.perRound} a round of quality`,
    `Time        ${(clock.simulatedSeconds / 3600).toFixed(1)} simulated hours in ${clock.wallSeconds.toFixed(1)} s`,
  ].join("\n");
}
