/** Whether what was measured agrees with what is known, row by row. */
import { combined, type Estimate, type Interval, intervalOf, ratio } from "./estimate";
import { DERIVED, INGREDIENTS, type Published, ROWS, type Row } from "./rows";
import type { Observation } from "./system";
import type { SystemName } from "./systems";

/** All intervals of a seed hold together in this share of experiments. */
export const CONFIDENCE = 0.99;
/** The widest half-width, as a share of the value, unless the published interval is wider. */
export const WIDEST = 0.03;

export type Verdict = {
  seed: number;
  system: string;
  measure: string;
  source: string;
  note: string | undefined;
  /** Exact, or as published; of a bound the bound. */
  expected: Published & { kind: "exact" | "published" | "at least" };
  ours: Interval;
  /** The exact value lies in our interval; the published interval overlaps ours; ours lies above the bound. */
  inside: boolean;
  /** Whether our interval is narrow enough to say so. */
  narrow: boolean;
};

type Known = Readonly<Partial<Record<SystemName, readonly Observation[]>>>;

/** The verdicts of one seed, on the systems that were simulated. */
export function compare(seed: number, observations: Known): Verdict[] {
  const rows = ROWS.filter(({ system }) => observations[system]);
  const derived = DERIVED.filter(({ of }) => of.every(({ system }) => observations[system]));
  const total = rows.length + derived.length;
  const verdictOf = (row: Row): Verdict => {
    const { system, measure, source, note } = row;
    const ours = intervalOf(estimateOf(row, observations), CONFIDENCE, total);
    const expected =
      "exact" in row
        ? { kind: "exact" as const, value: row.exact, low: row.exact, high: row.exact }
        : { kind: "published" as const, ...row.published };
    const inside = ours.low <= expected.high && ours.high >= expected.low;
    return { seed, system, measure, source, note, expected, ours, inside, narrow: isNarrow(ours, expected) };
  };
  return [
    ...rows.map(verdictOf),
    ...derived.map(({ of, value, atLeast, measure, source, note }): Verdict => {
      const parts = of.map((part) => {
        const row = [...ROWS, ...INGREDIENTS].find(
          (other) => other.system === part.system && other.measure === part.measure,
        );
        if (!row) throw new Error(`nobody measures ${part.measure} of ${part.system}`);
        return estimateOf(row, observations);
      });
      const ours = intervalOf(combined(parts, value), CONFIDENCE, total);
      const expected = { kind: "at least" as const, value: atLeast, low: atLeast, high: Number.POSITIVE_INFINITY };
      const system = of.map((part) => part.system).join(", ");
      const inside = ours.low >= atLeast;
      return { seed, system, measure, source, note, expected, ours, inside, narrow: isNarrow(ours, expected) };
    }),
  ];
}

function isNarrow({ value, low, high }: Interval, { low: from, high: to }: Published): boolean {
  const half = (high - low) / 2;
  return half <= WIDEST * Math.abs(value) || (Number.isFinite(to) && half <= (to - from) / 2);
}

function estimateOf({ system, over, under }: Pick<Row, "system" | "over" | "under">, observations: Known): Estimate {
  const ofSystem = observations[system] ?? [];
  return ratio(
    ofSystem.map(({ tally, controls }) => ({ over: over(tally), under: under ? under(tally) : 1, controls })),
  );
}
