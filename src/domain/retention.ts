/** For how long each kind of thing is kept in Sync, which ends items by itself: https://www.twilio.com/docs/sync/limits */
import type { Policy } from "./policy";

/** Seconds. */
export type Retention = {
  /** Ended contacts. */
  records: number;
  /** That a contact has been recorded, or is not to be. */
  claims: number;
  samples: number;
  webhooks: number;
  /** Scorecards, and what they make of a worker. */
  scorecards: number;
  journal: number;
};

const DAY = 86_400;
const DEFAULTS = { records: 30, samples: 30, webhooks: 30, scorecards: 180, journal: 30 };
/**
 * The Events API tells of a contact for so many days: whoever finds it there in the meantime must find the claim as well,
 * or would record it again. https://www.twilio.com/docs/taskrouter/api/event
 */
const EVENTS_TOLD = 30;

export function retentionOf({ privacy }: Pick<Policy, "privacy">): Retention {
  const days = { ...DEFAULTS, ...privacy?.keep };
  return {
    records: days.records * DAY,
    claims: Math.max(EVENTS_TOLD, days.records) * DAY,
    samples: days.samples * DAY,
    webhooks: days.webhooks * DAY,
    scorecards: days.scorecards * DAY,
    journal: days.journal * DAY,
  };
}
