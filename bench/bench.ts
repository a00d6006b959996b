/** What a bench can find: numbers in the unit of their names, shares as `61/61`, and names. */
export type Figure = number | string | readonly string[];

/** What stands behind the figures, where a bench compares one thing at a time. */
export type BenchRow = Readonly<Record<string, string | number | boolean>>;

export type BenchOptions = {
  /** A smaller measurement, in seconds where the whole takes minutes; its figures are not to be quoted. */
  quick: boolean;
  /** Takes the rows. */
  tell: (rows: readonly BenchRow[]) => void;
};

export type Bench = {
  describes: string;
  measure: (options: BenchOptions) => Promise<Record<string, Figure>>;
  /** Files of the project that are made of the code this bench looks at, for `--write`. */
  files?: () => readonly { path: string; text: string }[];
};
