/** What stands behind the figures, where a bench compares one thing at a time. */
export type BenchRow = Readonly<Record<string, string | number | boolean>>;

export type BenchOptions = {
  /** A smaller measurement, in seconds where the whole takes minutes; its figures are not to be quoted. */
  quick: boolean;
  /** Takes the rows. */
  tell: (rows: readonly BenchRow[]) => void;
};

/** A bench and what it measures; figures are numbers, in the unit of their names. */
export type Bench = { describes: string; measure: (options: BenchOptions) => Promise<Record<string, number>> };
