/** operations/coaching: who is being coached and why, and whether scorers mean the same. */
import { type Calibration, calibrationsOf } from "../domain/coaching/calibration";
import { type Assignment, movingResult } from "../domain/coaching/moving-result";
import type { Scorecard } from "../domain/coaching/scorecard";
import type { Decision } from "../domain/decision";
import type { Policy } from "../domain/policy";
import { readCoachings, readScorecards, type WorkerCoaching } from "../twilio/scorecards";
import type { Session } from "../twilio/session";

/** What is read within a Function's time; `floor calibration` reads everything. */
const MOST_SCORECARDS = 3000;
const MOST_WORKERS = 3000;

export type CoachingFigures = { scorecards: readonly Scorecard[]; workers: readonly WorkerCoaching[] };

export type CoachingReport = {
  workers: readonly {
    workerSid: string;
    form: string;
    scores: number;
    /** 0 to 1. */
    movingResult: number | null;
    assignment: Assignment | null;
  }[];
  calibrations: readonly Calibration[];
  /** False where there is more than could be read here. */
  isWhole: boolean;
};

export async function loadCoaching(_what: unknown, session: Session): Promise<CoachingFigures> {
  const [scorecards, workers] = await Promise.all([
    readScorecards(session, MOST_SCORECARDS),
    readCoachings(session, MOST_WORKERS),
  ]);
  return { scorecards, workers };
}

export function reportCoaching(
  _what: unknown,
  { scorecards, workers }: CoachingFigures,
  { forms = {} }: Policy,
): Decision<"coaching-reported", CoachingReport> {
  const answer: CoachingReport = {
    workers: workers.map(({ workerSid, form, state }) => ({
      workerSid,
      form,
      scores: state.scores.length,
      movingResult: movingResult(state.scores),
      assignment: state.assignment,
    })),
    calibrations: calibrationsOf(scorecards, forms),
    isWhole: scorecards.length < MOST_SCORECARDS && workers.length < MOST_WORKERS,
  };
  return { because: "coaching-reported", effects: [], answer };
}
