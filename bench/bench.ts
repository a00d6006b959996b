/** What a bench can find: numbers in the unit of their names, shares as `61/61`, and names. */
export type Figure = number | string | readonly string[];

export type Bench = {
  describes: string;
  measure: () => Promise<Record<string, Figure>>;
  /** Files of the project that are made of the code this bench looks at, for `--write`. */
  files?: () => readonly { path: string; text: string }[];
};
