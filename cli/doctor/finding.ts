/** What a check found: one line. */
export type Finding = {
  /** What was looked at: `sink`, `variables`. */
  check: string;
  /** A problem keeps the floor from working; a warning may, some day, or for some. */
  state: "ok" | "warning" | "problem";
  /** What is so, and what it means. */
  says: string;
  /** What to run or do next. */
  next?: string;
};

export const ok = (check: string, says: string): Finding => ({ check, state: "ok", says });
export const warning = (check: string, says: string, next: string): Finding => ({
  ...{ check, state: "warning", says, next },
});
export const problem = (check: string, says: string, next: string): Finding => ({
  ...{ check, state: "problem", says, next },
});

const WIDTH = { state: 8, check: 13 };

/** Never more than a line. */
export function findingText({ check, state, says, next }: Finding): string {
  const line = `${state.padEnd(WIDTH.state)} ${check.padEnd(WIDTH.check)} ${says}`;
  return (next === undefined ? line : `${line}. Next: ${next}`).replace(/\s*\n\s*/g, "; ");
}
