/** How many contacts a second the records take: on paper by the documented limits, and played. */
import ora from "ora";
import type { Bench } from "./bench";
import { playBusyFloor } from "./records/busy-floor";
import { functionsRate, INVOCATIONS, listsFor, paper, syncRate } from "./records/paper";
import { rounded } from "./statistics";

const RATE = 50;
const SECONDS = { full: 120, quick: 20 };
/** Nobody documents how long Sync and TaskRouter take: assumptions, in seconds. */
const LATENCIES = [0.05, 0.1, 0.2];
const LATENCY = 0.1;
const TICK_EVERY = 10;
const LISTS = [1, 2, 4, 8, 12, 16, 32];
const DAY = 86_400;

export const recordsCapacity: Bench = {
  describes: `contacts a second until Sync or the Functions are at their limit, and ${RATE} a second played`,
  measure: async ({ quick, tell }) => {
    const feeds = listsFor(RATE);
    tell(
      paper(
        [...new Set([...LISTS, feeds])].sort((a, b) => a - b),
        LATENCIES,
      ).map(({ what, shards, perContact, hour, day }) => ({
        what,
        "how many": shards,
        "of a contact": perContact,
        "contacts a second, an hour": hour,
        "contacts a second, a day": day,
      })),
    );
    const calls = INVOCATIONS.reduce((sum, invocation) => sum + invocation.calls, 0);
    const functions = functionsRate(calls * LATENCY);
    const sync = syncRate(1, feeds, DAY);
    const spinner = ora({ text: "playing" }).start();
    const seconds = quick ? SECONDS.quick : SECONDS.full;
    const played = await playBusyFloor(
      { rate: RATE, seconds, feeds, latency: LATENCY, tickEvery: TICK_EVERY },
      (share) => {
        spinner.text = `${Math.round(100 * share)} % of ${seconds} s with ${RATE} contacts a second`;
      },
    ).finally(() => spinner.stop());
    const { ledgerWrites, feedWrites, historyWrites, historyReads } = played.peaks;
    return {
      contactsPerSecondPlayed: RATE,
      secondsPlayed: seconds,
      feeds,
      contacts: played.contacts,
      recorded: played.recorded,
      recordedTwice: played.recordedTwice,
      refusedWith429: played.refused,
      peakSecondOfALedgerMap: ledgerWrites,
      peakSecondOfAFeedList: feedWrites,
      peakSecondOfAHistoryMap: historyWrites,
      peakSecondOfReadsOfAHistoryMap: historyReads,
      functionsAtOnce: played.invocationsAtOnce,
      contactsPerSecondOfOneFeedOverADay: rounded(syncRate(1, 1, DAY), 1),
      contactsPerSecondOfTheseFeedsOverADay: rounded(sync, 1),
      contactsPerSecondOfTheFunctions: rounded(functions, 1),
      bindsFirst: functions < sync ? "Functions" : "Sync",
    };
  },
};
