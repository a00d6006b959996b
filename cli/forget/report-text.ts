/** The report of `floor forget` as people read it. */
import Table from "cli-table3";
import { TABLE_STYLE } from "../table-style";
import { AT_TWILIO } from "./at-twilio";
import type { ForgetReport, StoreReport } from "./forget";

const DONE = { remove: "removed", strip: "taken out", mark: "marked as forgotten", nobody: "" } as const;

const hasFound = ({ stores }: ForgetReport) => stores.some(({ found, left }) => found + left > 0);

/** Whether there was anybody to forget. */
const isNobody = (report: ForgetReport): boolean =>
  report.contacts === 0 && report.openTasks.length === 0 && !hasFound(report);

const SOMETHING_LEFT = 1;
const NOBODY = 3;

/** 0 where nothing is left; a typing mistake must not look like success. */
export function exitCodeOf(report: ForgetReport): number {
  if (isNobody(report)) return NOBODY;
  const isUnfinished = report.openTasks.length > 0 || (!report.isDryRun && report.left > 0);
  return isUnfinished ? SOMETHING_LEFT : 0;
}

function storesTable({ stores, isDryRun }: ForgetReport): string {
  const head = ["store", "looked at", "about the person", isDryRun ? "would be" : "done", "left"];
  const table = new Table({ head, style: TABLE_STYLE });
  const done = ({ way, found, done: count }: StoreReport) =>
    found === 0 ? "" : `${isDryRun ? found : count} ${DONE[way]}`.trim();
  for (const store of stores) table.push([store.store, store.lookedAt, store.found, done(store), store.left]);
  return table.toString();
}

function verdict({ isDryRun, left, openTasks }: ForgetReport): string[] {
  const open =
    openTasks.length === 0
      ? []
      : [`Not over yet: ${openTasks.join(", ")}. Run it again when these contacts have ended.`];
  if (isDryRun) return ["Nothing was changed: this was a dry run.", ...open];
  if (left > 0) return [`${left} items were written while it ran: run it again.`, ...open];
  return ["Everything was read again: nothing is left.", ...open];
}

function elsewhere({ atTwilio: { inEventsApi, references } }: ForgetReport): string[] {
  const lists = Object.entries(references).filter(([, sids]) => sids.length > 0);
  return [
    "",
    `What is not the floor's to delete (the Events API tells of ${inEventsApi} of these contacts):`,
    ...AT_TWILIO.map(({ what, until, todo, url }) => `- ${what}: ${until}. ${todo} (${url})`),
    ...lists.map(([kind, sids]) => `References, ${kind}: ${sids.join(", ")}`),
  ];
}

export function reportText(report: ForgetReport): string {
  const hashes = report.hashes.join(", ");
  if (isNobody(report)) {
    return [
      `Nothing is kept under ${hashes}, and no open task is theirs.`,
      "Is it written as the contact had it, and is CUSTOMER_KEY the functions' key?",
    ].join("\n");
  }
  return [
    `${report.at}: the person under ${hashes}, ${report.contacts} ended contacts`,
    storesTable(report),
    ...verdict(report),
    ...elsewhere(report),
  ].join("\n");
}
