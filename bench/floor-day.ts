/** The day that comes with the project, through the built handlers and the real client. */
import { join } from "node:path";
import { planDay } from "../cli/day-plan";
import { playOnce } from "../cli/play-once";
import { ROOT } from "../cli/root";
import type { Bench } from "./bench";
import { median, rounded } from "./statistics";

const ROUNDS = 3;

/** What a tick spends on alerts and capacity changes, and on finding whose capacity to change. */
const OF_EFFECTS = [
  "api.CreateMessage",
  "taskrouter.UpdateWorkerChannel",
  "taskrouter.FetchWorkerChannel",
  "taskrouter.ListWorker",
];

export const floorDay: Bench = {
  describes:
    "REST calls a contact, a tick and a round of quality, and contacts a second, over the default day (median of three)",
  measure: async () => {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const plan = planDay({ seed: 1, policy: join(ROOT, "floor.yaml") });
      rounds.push(await playOnce(plan, { root: ROOT }));
    }
    const [first] = rounds;
    if (!first) throw new Error("no round was played");
    const { report, floor } = first;
    const { byOperation } = floor.account.requests.summary((caller) => caller === "/operations/tick");
    const ofEffects = OF_EFFECTS.reduce((sum, operation) => sum + (byOperation[operation] ?? 0), 0);
    const wallSeconds = median(rounds.map((round) => round.report.clock.wallSeconds));
    return {
      contacts: report.contacts,
      ledgerRecords: report.ledger.records,
      ledgerDuplicates: report.ledger.duplicates,
      restCallsPerContact: report.calls.perContact,
      restCallsPerTick: rounded(report.calls.perTick - ofEffects / floor.day.ticks),
      restCallsPerTickWithEffects: report.calls.perTick,
      restCallsPerRound: report.calls.perRound,
      ticks: floor.day.ticks,
      rounds: floor.day.rounds,
      sampled: report.sampled,
      wallSeconds: rounded(wallSeconds),
      contactsPerSecond: rounded(report.contacts / wallSeconds, 1),
    };
  },
};
