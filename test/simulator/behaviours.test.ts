/** What the account can be seen to do, product by product. */
import { behaviours } from "../behaviours/all";
import { show } from "../behaviours/behaviour";

test("no two behaviours say the same", () => {
  const said = behaviours.map(({ says }) => says);

  expect(said).toEqual([...new Set(said)]);
});

test.each(behaviours)("$of.0: $says", async (behaviour) => {
  await expect(show(behaviour)).resolves.not.toHaveLength(0);
});
