/** Scorecards, as somebody has handed them in. */
import type { Scorecard } from "../../src/domain/coaching/scorecard";
import { ANA, afterNoon, taskSid } from "./people";

export const scorecard = (given: Partial<Scorecard> = {}): Scorecard => ({
  key: "card-1",
  taskSid: taskSid("1"),
  workerSid: ANA.sid,
  form: "conversation",
  scorer: { kind: "person", id: "grace" },
  answers: {},
  comment: null,
  scoredAt: afterNoon(0).toISOString(),
  ...given,
});
