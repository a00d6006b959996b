/** A report as people read it. */
import Table from "cli-table3";
import { DEFAULT_TRACE } from "./day-plan";
import type { FloorReport } from "./floor-report";
import { journalOf } from "./live-floor";
import type { SimulatedFloor } from "./simulated-floor";

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const seconds = (value: number) => `${value.toFixed(1)} s`;

/** The project's day is seed 1; any other seed makes another day of the same bank. */
const isMadeAnew = ({ trace, seed }: FloorReport) => trace === DEFAULT_TRACE && seed !== 1;

export function reportText(report: FloorReport, floor: SimulatedFloor): string {
  const table = new Table({
    head: [
      "queue",
      "offered",
      "answered",
      "abandoned",
      "service level",
      "speed of answer",
      "wait p50",
      "wait p90",
      "occupancy",
    ],
    colAligns: ["left", ...Array.from({ length: 8 }, () => "right" as const)],
    style: { head: [], border: [] },
  });
  for (const queue of report.queues) {
    table.push([
      queue.queue,
      queue.offered,
      queue.answered,
      queue.abandoned,
      // Of nothing offered no share was answered in time, and none was not.
      queue.offered === 0 ? "–" : percent(queue.serviceLevel),
      seconds(queue.averageSpeedOfAnswer),
      seconds(queue.waitP50),
      seconds(queue.waitP90),
      percent(queue.occupancy),
    ]);
  }
  const { calls, clock, ledger } = report;
  const lines = journalOf(floor.account, floor.syncServiceSid).flatMap((entry) => entry.lines);
  const counts = new Map<string, number>();
  for (const { because } of lines) counts.set(because, (counts.get(because) ?? 0) + 1);
  const decided = [...counts].map(([because, count]) => `${because} ${count}`).join(", ") || "nothing";
  return [
    `The day of ${report.trace}${isMadeAnew(report) ? `, made anew from seed ${report.seed}` : ""}: ${report.contacts} contacts.`,
    table.toString(),
    `Ledger      ${ledger.records} contacts recorded, ${ledger.duplicates} twice`,
    `Tick        ${decided}`,
    `Quality     ${report.sampled} contacts sampled`,
    `Alerts      ${floor.account.messaging.messages.length} text messages`,
    `REST calls  ${calls.total}: ${calls.perContact} a contact, ${calls.perTick} a tick, ${calls.perRound} a round of quality`,
    `Time        ${(clock.simulatedSeconds / 3600).toFixed(1)} simulated hours in ${clock.wallSeconds.toFixed(1)} s`,
  ].join("\n");
}
