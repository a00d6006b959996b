/** Do scorers mean the same? Every scorecard that is kept is read for it. */
import Table from "cli-table3";
import type { Twilio } from "twilio";
import { type Calibration, calibrationsOf } from "../src/domain/coaching/calibration";
import type { Scorecard } from "../src/domain/coaching/scorecard";
import type { Policy } from "../src/domain/policy";
import { STORES } from "../src/twilio/stores";
import { TABLE_STYLE } from "./table-style";

const PAGE = 100;

/** @param told how many scorecards have been read so far */
export async function readCalibrations(
  { client, syncServiceSid }: { client: Twilio; syncServiceSid: string },
  { forms = {} }: Policy,
  told: (scorecards: number) => void,
): Promise<readonly Calibration[]> {
  const cards: Scorecard[] = [];
  const items = client.sync.v1.services(syncServiceSid).syncMaps(STORES.scorecards).syncMapItems;
  await items.each({ pageSize: PAGE, callback: ({ data }) => told(cards.push(data as Scorecard)) });
  return calibrationsOf(cards, forms);
}

const shown = (value: number | null) => (value === null ? "-" : value.toFixed(2));

/** A row for each form and pair, and below it one for each question. */
export function calibrationTable(calibrations: readonly Calibration[]): string {
  const table = new Table({
    head: ["form", "scorers", "contacts", "answers", "agreement", "kappa"],
    style: TABLE_STYLE,
  });
  for (const { form, scorers, contacts, whole, questions } of calibrations) {
    table.push([form, scorers.join(" and "), contacts, whole.answers, shown(whole.agreement), shown(whole.kappa)]);
    for (const [name, { answers, agreement, kappa }] of Object.entries(questions)) {
      table.push([`  ${name}`, "", "", answers, shown(agreement), shown(kappa)]);
    }
  }
  return table.toString();
}
