/**
 * Each operation has a behaviour that is no longer seen when the operation does nothing. Some of them here, in turn
 * through all products; all of them in the bench `simulator-coverage`.
 */
import { behaviours } from "../behaviours/all";
import { unproved } from "../support/coverage/lame";

const EVERY = 6;

const operations = [...new Set(behaviours.flatMap(({ of }) => of))].filter((_operation, index) => index % EVERY === 0);

test.each(operations)("%s is not counted for behaviours that pass without it", async (operation) => {
  expect(await unproved([operation], behaviours)).toEqual([]);
});

test("a behaviour that looks at nothing is found out", async () => {
  const blind = {
    of: ["sync.CreateService"],
    says: "nothing",
    run: async ({ client }: Parameters<(typeof behaviours)[number]["run"]>[0]) => {
      await client.sync.v1.services.create();
    },
  };

  expect(await unproved(["sync.CreateService"], [blind])).toEqual(["sync.CreateService"]);
});
