/** What the policy says of scorecards, of coaching, and of dispositions that drift. */
import * as v from "valibot";
import { count, described, name, share } from "../policy-values";

const common = {
  label: described(v.string(), "The question, as people read it."),
  weight: described(v.optional(v.pipe(v.number(), v.gtValue(0, "must be above 0"))), "Its share in the result; 1."),
  optional: described(v.optional(v.boolean()), "Whether it may be left out where it does not apply."),
};

const question = v.variant("kind", [
  v.strictObject({
    kind: v.literal("yes-no"),
    ...common,
    fatal: described(v.optional(v.boolean()), "Whether a no makes the whole result 0."),
  }),
  v.strictObject({ kind: v.literal("scale"), ...common, from: v.number(), to: v.number() }),
  v.strictObject({
    kind: v.literal("choice"),
    ...common,
    options: described(v.record(name, share), "What can be answered, and what it is worth, 0 to 1."),
  }),
]);

export const formsSchema = described(
  v.record(name, v.strictObject({ label: v.string(), questions: v.record(name, question) })),
  "The forms by which contacts are scored.",
);

export const coachingSchema = v.strictObject({
  scores: described(count, "How many of a worker's latest scores the moving result is made of."),
  fewest: described(count, "Fewer scores say nothing about a worker."),
  assignBelow: described(share, "A moving result below this assigns coaching."),
  endAbove: described(share, "Coaching is over when the moving result is back above this."),
});

export const driftSchema = v.strictObject({
  contacts: described(
    v.pipe(count, v.minValue(10, "must be at least 10")),
    "How many contacts of a queue are looked at together.",
  ),
  share: described(share, "A code that ends fewer of them is never an alert."),
  times: described(v.pipe(v.number(), v.gtValue(1, "must be above 1")), "How many times its usual share it must be."),
});

export type Question = v.InferOutput<typeof question>;
export type Form = { label: string; questions: Readonly<Record<string, Question>> };
export type CoachingPolicy = v.InferOutput<typeof coachingSchema>;
export type DriftPolicy = v.InferOutput<typeof driftSchema>;

type Problem = { path: readonly string[]; message: string };

/** What the schemas cannot say. */
export function formProblems(forms: Readonly<Record<string, Form>>): Problem[] {
  return Object.entries(forms).flatMap(([form, { questions }]) => {
    const path = ["forms", form, "questions"];
    if (Object.keys(questions).length === 0) return [{ path, message: "must hold at least one question" }];
    return Object.entries(questions).flatMap(([key, given]) => {
      if (given.kind === "scale" && given.from >= given.to) {
        return [{ path: [...path, key, "to"], message: `must be above from (${given.from})` }];
      }
      if (given.kind === "choice" && Object.keys(given.options).length < 2) {
        return [{ path: [...path, key, "options"], message: "must offer at least two" }];
      }
      return [];
    });
  });
}

export function coachingProblems({ scores, fewest, assignBelow, endAbove }: CoachingPolicy): Problem[] {
  return [
    ...(fewest > scores ? [{ path: ["coaching", "fewest"], message: `must not be above scores (${scores})` }] : []),
    ...(endAbove < assignBelow
      ? [{ path: ["coaching", "endAbove"], message: `must not be below assignBelow (${assignBelow})` }]
      : []),
  ];
}
