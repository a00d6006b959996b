/** A bench and what it measures; figures are numbers, in the unit of their names. */
export type Bench = { describes: string; measure: () => Promise<Record<string, number>> };
