/** What makes a contact worth a second look, each with the weight that the policy gives it. */
import type { ContactRecord } from "../contact-record";
import type { QualityPolicy } from "../quality-policy";
import type { Standing } from "./standing";

export type RiskReason =
  | "short-talk"
  | "long-wait"
  | "long-hold"
  | "repeat-contact"
  | "transferred"
  | "refused"
  | "sad-disposition"
  | "no-disposition"
  | "new-worker";

export type Risk = { reason: RiskReason; weight: number };

/** What a contact's risks are judged by. */
export type RiskTerms = {
  policy: QualityPolicy;
  /** Whether a disposition is the end of a contact that went badly. */
  isSad: (code: string) => boolean;
};

const DAY = 86_400_000;

function isNew({ seen, firstSeenAt }: Standing, rule: { contacts: number; days: number }, at: Date): boolean {
  return seen < rule.contacts || at.getTime() - firstSeenAt.getTime() < rule.days * DAY;
}

type Fits = (record: ContactRecord, standing: Standing, at: Date) => boolean;

/** The rules that the policy has, in the order in which reasons are told. What is unknown fits none. */
function rulesOf({
  policy: { risks },
  isSad,
}: RiskTerms): { reason: RiskReason; rule: { weight: number } | undefined; fits: Fits }[] {
  const { shortTalk, longWait, longHold, repeat, transfers, refusals, sadDisposition, missingDisposition, newWorker } =
    risks;
  const least = (value: number | null, rule: { atLeast: number } | undefined) =>
    rule !== undefined && value !== null && value >= rule.atLeast;
  const over = (value: number | null, rule: { above: number } | undefined) =>
    rule !== undefined && value !== null && value > rule.above;
  return [
    {
      reason: "short-talk",
      rule: shortTalk,
      fits: ({ talked }) => shortTalk !== undefined && talked < shortTalk.below,
    },
    { reason: "long-wait", rule: longWait, fits: ({ waited }) => over(waited, longWait) },
    { reason: "long-hold", rule: longHold, fits: ({ held }) => over(held, longHold) },
    { reason: "repeat-contact", rule: repeat, fits: ({ recentContacts }) => least(recentContacts, repeat) },
    { reason: "transferred", rule: transfers, fits: (record) => least(record.transfers, transfers) },
    { reason: "refused", rule: refusals, fits: ({ rejections, timeouts }) => least(rejections + timeouts, refusals) },
    {
      reason: "sad-disposition",
      rule: sadDisposition,
      fits: ({ disposition }) => disposition !== null && isSad(disposition.code),
    },
    { reason: "no-disposition", rule: missingDisposition, fits: ({ isDispositionMissing }) => isDispositionMissing },
    {
      reason: "new-worker",
      rule: newWorker,
      fits: (_record, standing, at) => newWorker !== undefined && isNew(standing, newWorker, at),
    },
  ];
}

/** @param standing of the worker who had the contact, before it */
export function risksOf(record: ContactRecord, standing: Standing, terms: RiskTerms, at: Date): Risk[] {
  return rulesOf(terms).flatMap(({ reason, rule, fits }) =>
    rule !== undefined && fits(record, standing, at) ? [{ reason, weight: rule.weight }] : [],
  );
}
