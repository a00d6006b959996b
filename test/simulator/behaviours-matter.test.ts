/** Each operation has a behaviour that is no longer seen when the operation does nothing. */
import { behaviours } from "../behaviours/all";
import { isSeenWithout } from "../support/coverage/lame";

/** Products whose rooms cannot be snapshotted yet, so that nothing can be undone in them. */
const WITHOUT_SNAPSHOT: readonly string[] = ["taskrouter.", "api."];

const operations = [...new Set(behaviours.flatMap(({ of }) => of))].filter(
  (operation) => !WITHOUT_SNAPSHOT.some((product) => operation.startsWith(product)),
);

test("no operation is counted whose behaviours pass without it", async () => {
  const uncounted: string[] = [];
  for (const operation of operations) {
    const its = behaviours.filter(({ of }) => of.includes(operation));
    const seen = await Promise.all(its.map((behaviour) => isSeenWithout(operation, behaviour)));
    if (seen.every(Boolean)) uncounted.push(operation);
  }

  expect(uncounted).toEqual([]);
});
