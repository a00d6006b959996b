/** Whatever is sent to a door, it answers, names what is wrong, and repeats no secret. The bench sends ten times more. */
import { Centre } from "../doors/centre";
import { doors } from "../doors/door-list";
import { fuzz } from "../doors/fuzz";

test.each(doors)("$path stands a hundred strange requests", async (door) => {
  const { inputs, credentialed, accepted, examples, ...mistakes } = await fuzz(await Centre.open(), door, 120, 1);

  expect(examples).toEqual([]);
  expect(mistakes).toEqual({ serverErrors: 0, unhandled: 0, unnamed: 0, leaks: 0 });
  expect(inputs).toBe(120);
  expect(credentialed).toBeGreaterThan(50);
  expect(accepted).toBeGreaterThan(5);
});
