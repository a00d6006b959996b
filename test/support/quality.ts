/** A quality policy in which every risk has a weight of its own. */
import type { QualityPolicy } from "../../src/domain/quality-policy";

export const qualityPolicy: QualityPolicy = {
  seed: "autumn",
  threshold: 10,
  random: 0,
  risks: {
    shortTalk: { below: 20, weight: 1 },
    longWait: { above: 120, weight: 2 },
    longHold: { above: 60, weight: 3 },
    repeat: { atLeast: 2, weight: 4 },
    transfers: { atLeast: 1, weight: 5 },
    refusals: { atLeast: 2, weight: 6 },
    sadDisposition: { weight: 7 },
    missingDisposition: { weight: 8 },
    newWorker: { contacts: 20, days: 5, weight: 9 },
  },
  quotas: { atLeast: 0, atMost: 4 },
  patience: 600,
};

/** The codes of tests that are the end of a contact that went badly. */
export const isSad = (code: string): boolean => code === "complaint";
