/**
 * A worker's moving result by one form: the mean of the latest scores. Where it crosses the policy's line, coaching is
 * assigned, with the contacts that show why; where it is back above the other line, it is over.
 */
import type { TaskSid } from "../sid";
import type { CoachingPolicy } from "./coaching-policy";

export type Score = {
  /** Of the scorecard. */
  key: string;
  taskSid: TaskSid;
  /** 0 to 1. */
  result: number;
  /** ISO 8601. */
  scoredAt: string;
};

export type Assignment = {
  /** ISO 8601. */
  since: string;
  /** The moving result that crossed the line. */
  result: number;
  /** The scorecard whose score crossed it: its key. */
  by: string;
  /** The contacts that pulled it down, lowest first. */
  contacts: readonly { taskSid: TaskSid; result: number }[];
};

/** Of one worker and one form. */
export type CoachingState = {
  /** The latest scores, oldest first. */
  scores: readonly Score[];
  /** Null while no coaching is assigned. */
  assignment: Assignment | null;
};

export type CoachingReason =
  | "scored-before"
  | "too-few-scores"
  | "above-the-line"
  | "coaching-assigned"
  | "coaching-goes-on"
  | "coaching-over";

export const noScores: CoachingState = { scores: [], assignment: null };

/** Contacts that show why coaching is assigned. */
const MOST_CONTACTS = 5;

const inTime = (one: Score, other: Score) =>
  one.scoredAt.localeCompare(other.scoredAt) || one.key.localeCompare(other.key);

export function movingResult(scores: readonly Score[]): number | null {
  if (scores.length === 0) return null;
  return scores.reduce((sum, { result }) => sum + result, 0) / scores.length;
}

/** What one more score makes of a worker's state. The order in which scores arrive does not matter, nor how often. */
export function decideCoaching(
  state: CoachingState,
  score: Score,
  policy: CoachingPolicy,
  now: Date,
): { because: CoachingReason; state: CoachingState } {
  if (state.scores.some(({ key, taskSid }) => key === score.key && taskSid === score.taskSid)) {
    return { because: "scored-before", state };
  }
  const scores = [...state.scores, score].sort(inTime).slice(-policy.scores);
  const result = movingResult(scores) ?? 1;
  if (scores.length < policy.fewest) return { because: "too-few-scores", state: { ...state, scores } };
  if (state.assignment) {
    if (result <= policy.endAbove) return { because: "coaching-goes-on", state: { ...state, scores } };
    return { because: "coaching-over", state: { scores, assignment: null } };
  }
  if (result >= policy.assignBelow) return { because: "above-the-line", state: { scores, assignment: null } };
  const contacts = [...scores]
    .sort((one, other) => one.result - other.result || inTime(one, other))
    .filter((shown) => shown.result < policy.assignBelow)
    .slice(0, MOST_CONTACTS)
    .map(({ taskSid, result: own }) => ({ taskSid, result: own }));
  return {
    because: "coaching-assigned",
    state: { scores, assignment: { since: now.toISOString(), result, by: score.key, contacts } },
  };
}
