/**
 * How fast the simulated account is, against two yardsticks that do nothing, each measured in the same run: a bare heap of
 * events, and a bare HTTP server.
 */
import type { Bench } from "./bench";
import { measureEngine } from "./simulator-speed/engine";
import { measureServer } from "./simulator-speed/server";
import { rounded } from "./statistics";

/** Contacts of a trace: a large floor's day or two. */
const CONTACTS = { full: 200_000, quick: 5_000 };
const ROUNDS = { full: 5, quick: 1 };

export const simulatorSpeed: Bench = {
  describes:
    "TaskRouter's events a second over a bare heap's with as many pending, for contacts planned as in a day and drawn one " +
    "by one; and requests a second over a bare node:http server's, in equal parts: create a task, fetch it, list 50 " +
    "workers, write a Sync map item, accept a reservation",
  measure: async ({ quick }) => {
    const size = quick ? "quick" : "full";
    const planned = await measureEngine(CONTACTS[size], ROUNDS[size], true);
    const drawn = await measureEngine(CONTACTS[size], ROUNDS[size], false);
    const server = await measureServer(quick);
    const byKind = Object.entries(server.shareOfBareServerByKind);
    return {
      shareOfBareHeap: rounded(planned.shareOfBareHeap),
      pending: planned.pending,
      taskRouterEventsPerSecond: Math.round(planned.taskRouterEventsPerSecond),
      bareHeapEventsPerSecond: Math.round(planned.bareHeapEventsPerSecond),
      contactsPerSecond: Math.round(planned.contactsPerSecond),
      eventsSampled: planned.eventsSampled,
      shareOfBareHeapDrawnOneByOne: rounded(drawn.shareOfBareHeap),
      pendingDrawnOneByOne: drawn.pending,
      contactsPerSecondDrawnOneByOne: Math.round(drawn.contactsPerSecond),
      shareOfBareServer: rounded(server.shareOfBareServer),
      ...Object.fromEntries(byKind.map(([kind, share]) => [`shareOfBareServer.${kind}`, rounded(share)])),
      requestsPerSecond: Math.round(server.requestsPerSecond),
      bareRequestsPerSecond: Math.round(server.bareRequestsPerSecond),
      processorShare: rounded(server.processorShare),
      bareProcessorShare: rounded(server.bareProcessorShare),
    };
  },
};
