/** Each operation has a behaviour that is no longer seen when the operation does nothing. */
import { behaviours } from "../behaviours/all";
import { isSeenWithout } from "../support/coverage/lame";

/** Products whose rooms are not in snapshots yet, so that nothing can be undone in them. */
const WITHOUT_SNAPSHOT: readonly string[] = [];

const operations = [...new Set(behaviours.flatMap(({ of }) => of))];
const products = [...new Set(operations.map((operation) => operation.slice(0, operation.indexOf("."))))];

/** Operations of a product all of whose behaviours are seen without them. */
async function unproved(product: string): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operations.filter((one) => one.startsWith(`${product}.`))) {
    const its = behaviours.filter(({ of }) => of.includes(operation));
    const seen = await Promise.all(its.map((behaviour) => isSeenWithout(operation, behaviour)));
    if (seen.every(Boolean)) found.push(operation);
  }
  return found;
}

test.each(products)("no operation of %s is counted whose behaviours pass without it", async (product) => {
  const found = await unproved(product);

  if (WITHOUT_SNAPSHOT.includes(product)) expect(found).not.toEqual([]);
  else expect(found).toEqual([]);
});
