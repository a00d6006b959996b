/**
 * Intervals for ratios of means, with control variates.
 *
 * With the controls x of expectation 0, a mean is read where the regression on them crosses x = 0; a ratio's error is that
 * of numerator minus ratio times denominator (the delta method), over the mean of the denominator.
 */
import tQuantile from "@stdlib/stats-base-dists-t-quantile";

export type Estimate = { value: number; standardError: number; degrees: number };

export type Interval = { value: number; low: number; high: number };

type Row = { over: number; under: number; controls: readonly number[] };

/** Fewer observations for a control would fit it to their chances. */
const OBSERVATIONS_PER_CONTROL = 8;

/**
 * The mean of `over` divided by the mean of `under`. Of the controls the first are used, as many as there are enough
 * observations for.
 */
export function ratio(rows: readonly Row[]): Estimate {
  const count = Math.floor(rows.length / OBSERVATIONS_PER_CONTROL);
  const design = rows.map(({ controls }) => [1, ...scaled(controls.slice(0, count), rows)]);
  const regress = leastSquares(design);
  const [over, under] = [regress(rows.map((row) => row.over)), regress(rows.map((row) => row.under))];
  const [top = Number.NaN] = over.coefficients;
  const [bottom = Number.NaN] = under.coefficients;
  const value = top / bottom;
  const { residual, varianceOfFirst, degrees } = regress(rows.map((row) => row.over - value * row.under));
  return { value, standardError: Math.sqrt(residual * varianceOfFirst) / Math.abs(bottom), degrees };
}

/** The interval that `share` of all experiments have their value in, when `rows` are to hold together (Bonferroni). */
export function intervalOf({ value, standardError, degrees }: Estimate, share: number, rows: number): Interval {
  const half = tQuantile(1 - (1 - share) / rows / 2, degrees) * standardError;
  return { value, low: value - half, high: value + half };
}

/** A function of independent estimates, by the delta method with numerical derivatives. */
export function combined(estimates: readonly Estimate[], of: (values: readonly number[]) => number): Estimate {
  const values = estimates.map(({ value }) => value);
  const variances = estimates.map(({ standardError }, index) => {
    const moved = values.map((value, other) => (other === index ? value + standardError : value));
    return (of(moved) - of(values)) ** 2;
  });
  return {
    value: of(values),
    standardError: Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0)),
    degrees: Math.min(...estimates.map(({ degrees }) => degrees)),
  };
}

/** Of about the same size all: the regression is not to lose digits to their units. */
function scaled(controls: readonly number[], rows: readonly Row[]): number[] {
  return controls.map((control, index) => {
    const squares = rows.reduce((sum, row) => sum + (row.controls[index] ?? 0) ** 2, 0);
    return squares === 0 ? 0 : control / Math.sqrt(squares / rows.length);
  });
}

type Fit = { coefficients: number[]; residual: number; varianceOfFirst: number; degrees: number };

/** Ordinary least squares; controls that say nothing new are left out. */
function leastSquares(design: readonly (readonly number[])[]): (values: readonly number[]) => Fit {
  const width = design[0]?.length ?? 0;
  const normal = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => design.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
  );
  const { inverse, rank } = inverted(normal);
  const degrees = design.length - rank;
  if (degrees < 1) throw new Error(`${design.length} observations are too few for ${rank - 1} controls`);
  return (values) => {
    const right = normal.map((_, i) =>
      design.reduce((sum, row, index) => sum + (row[i] ?? 0) * (values[index] ?? 0), 0),
    );
    const coefficients = inverse.map((row) => dot(row, right));
    const rest = design.reduce((sum, row, index) => sum + ((values[index] ?? 0) - dot(row, coefficients)) ** 2, 0);
    return { coefficients, residual: rest / degrees, varianceOfFirst: inverse[0]?.[0] ?? Number.NaN, degrees };
  };
}

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

/** By Gauss and Jordan; a row without a pivot of its own becomes zeros. */
function inverted(matrix: readonly (readonly number[])[]): { inverse: number[][]; rank: number } {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, ...row.map((_, other) => (other === index ? 1 : 0))]);
  const kept: number[] = [];
  for (let column = 0; column < size; column++) {
    const pivotRow = rows[column] ?? [];
    const pivot = pivotRow[column] ?? 0;
    if (pivot <= 1e-9 * (matrix[column]?.[column] ?? 0) || pivot === 0) continue;
    kept.push(column);
    const leading = pivotRow.map((value) => value / pivot);
    rows[column] = leading;
    for (const [index, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (index !== column && factor !== 0)
        rows[index] = row.map((value, place) => value - factor * (leading[place] ?? 0));
    }
  }
  const inverse = rows.map((row, i) =>
    row.slice(size).map((value, j) => (kept.includes(i) && kept.includes(j) ? value : 0)),
  );
  return { inverse, rank: kept.length };
}
