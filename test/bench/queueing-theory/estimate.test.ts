/** Intervals: how often they hold, and what the controls do for them. */
import { combined, intervalOf, ratio } from "../../../bench/queueing-theory/estimate";
import { stream } from "../../../bench/queueing-theory/random";

const draws = (experiment: number) => {
  const source = stream(1, experiment, "test");
  // Twelve uniform draws: near enough to a normal one.
  return () => Array.from({ length: 12 }, source).reduce((sum, draw) => sum + draw, -6);
};

describe("a ratio of means", () => {
  test("is the plain mean over 1 without controls", () => {
    const rows = [1, 2, 3, 6].map((over) => ({ over, under: 1, controls: [] }));

    const { value, standardError, degrees } = ratio(rows);

    expect({ value, degrees }).toEqual({ value: 3, degrees: 3 });
    expect(standardError).toBeCloseTo(Math.sqrt(14 / 3 / 4), 12);
  });

  test("is read where the control is as expected", () => {
    const rows = [-1, 0, 2, 3, 4, 5, 6, 7].map((control) => ({
      over: 10 + 3 * control,
      under: 2,
      controls: [control],
    }));

    expect(ratio(rows).value).toBeCloseTo(5, 12);
    expect(ratio(rows).standardError).toBeCloseTo(0, 6);
  });

  test("leaves out a control that says nothing new", () => {
    const rows = Array.from({ length: 24 }, (_, index) => ({
      over: index ** 2,
      under: 1,
      controls: [index, 2 * index, 0],
    }));

    expect(ratio(rows).degrees).toBe(22);
  });

  test("uses a control for eight observations, the first ones", () => {
    const rows = Array.from({ length: 16 }, (_, index) => ({
      over: index ** 2,
      under: 1,
      controls: [index, index ** 2, index ** 3],
    }));

    expect(ratio(rows).degrees).toBe(13);
    expect(ratio(rows.slice(0, 7)).degrees).toBe(6);
  });

  test("refuses fewer observations than controls", () => {
    expect(() => ratio([{ over: 1, under: 1, controls: [] }])).toThrow("1 observations are too few for 0 controls");
  });

  test("has its 90 % interval hold in about nine of ten experiments, controls or not", () => {
    const experiments = 1000;
    let [plain, controlled] = [0, 0];
    for (let experiment = 0; experiment < experiments; experiment++) {
      const draw = draws(experiment);
      const rows = Array.from({ length: 30 }, () => {
        const control = draw();
        return { over: 6 + 2 * control + draw(), under: 3 + 0.2 * draw(), controls: [control] };
      });
      const holds = (some: typeof rows | { over: number; under: number; controls: number[] }[]) => {
        const { low, high } = intervalOf(ratio(some), 0.9, 1);
        return low <= 2 && 2 <= high ? 1 : 0;
      };
      controlled += holds(rows);
      plain += holds(rows.map((row) => ({ ...row, controls: [] })));
    }

    // Three standard deviations of a share of 0.9 of 1000.
    expect(Math.abs(plain / experiments - 0.9)).toBeLessThan(0.03);
    expect(Math.abs(controlled / experiments - 0.9)).toBeLessThan(0.03);
  });
});

test("intervals of more rows are wider, so that all hold together", () => {
  const estimate = { value: 1, standardError: 0.1, degrees: 1e6 };

  expect(intervalOf(estimate, 0.99, 1).high).toBeCloseTo(1 + 0.1 * 2.5758, 4);
  expect(intervalOf(estimate, 0.99, 10).high).toBeCloseTo(1 + 0.1 * 3.2905, 4);
});

test("a function of estimates carries their errors on", () => {
  const [left, right] = [
    { value: 10, standardError: 0.3, degrees: 20 },
    { value: 4, standardError: 0.4, degrees: 9 },
  ];

  const difference = combined([left, right], ([a = 0, b = 0]) => a - b);

  expect(difference).toEqual({ value: 6, standardError: expect.closeTo(0.5, 12), degrees: 9 });
});
