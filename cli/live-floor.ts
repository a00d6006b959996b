/** What the page of a live day shows: the figures so far, how they came about, and what the functions decided. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Express } from "express";
import type { Account } from "../simulator/account";
import type { JournalEntry } from "../src/domain/pulse";
import { STORES } from "../src/twilio/stores";
import type { FloorReport } from "./floor-report";
import { ROOT } from "./root";

export type Sample = { at: number; waiting: Record<string, number>; inHand: number };

export type LiveFigures = {
  report: FloorReport;
  now: string;
  /** Of the service level, by queue. */
  targets: Readonly<Record<string, number>>;
  isDone: boolean;
  samples: readonly Sample[];
  journal: readonly JournalEntry[];
  messages: number;
};

/** What waits and what is in hand at this moment. */
export function sampleOf(account: Account, queues: readonly string[]): Sample {
  const waiting: Record<string, number> = Object.fromEntries(queues.map((queue) => [queue, 0]));
  let inHand = 0;
  for (const { status, queue } of account.taskRouter.workspace.tasks.values()) {
    const name = queue?.friendlyName.replace(/_overflow$/, "") ?? "";
    if (status === "pending" || status === "reserved") waiting[name] = (waiting[name] ?? 0) + 1;
    if (status === "assigned" || status === "wrapping") inHand++;
  }
  return { at: account.clock.now() / 1000, waiting, inHand };
}

export function journalOf(account: Account, syncServiceSid: string): JournalEntry[] {
  const maps = account.sync.service(syncServiceSid)?.maps ?? [];
  const journal = maps.find(({ uniqueName }) => uniqueName === STORES.journal);
  return (journal?.items ?? []).map(({ data }) => data as JournalEntry);
}

const PAGE = join(ROOT, "cli/live-floor.html");
const CHART = join(ROOT, "node_modules/uplot/dist");

/** The page, its chart package, and its data. */
export function addLivePages(app: Express, figures: () => LiveFigures | undefined): void {
  app.get("/", (_request, response) => void response.type("html").send(readFileSync(PAGE, "utf8")));
  app.get("/chart.js", (_request, response) => response.sendFile(join(CHART, "uPlot.iife.min.js")));
  app.get("/chart.css", (_request, response) => response.sendFile(join(CHART, "uPlot.min.css")));
  app.get("/figures.json", (_request, response) => {
    const current = figures();
    if (current) response.json(current);
    else response.status(503).json({ message: "the day has not begun" });
  });
}
