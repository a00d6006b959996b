/** One order for several lists, however they are read. */
import fc from "fast-check";
import { inOrderOfWriting, type WrittenItem } from "../../src/domain/writing-order";
import { afterNoon, taskSid } from "../support/people";
import { record } from "../support/records";

const item = (list: number, index: number, seconds: number): WrittenItem => ({
  ...{ list, index, writtenAt: afterNoon(seconds) },
  record: record({ taskSid: taskSid(`${list}${index}`) }),
});
const places = (items: readonly WrittenItem[]) => items.map(({ list, index }) => `${list}:${index}`);

test("what two lists hold is told in the order in which it was written", () => {
  const parts = [
    { items: [item(0, 1, 1), item(0, 2, 5)], isAll: true },
    { items: [item(1, 1, 1), item(1, 2, 3)], isAll: true },
  ];

  const { items, upTo, hasMore } = inOrderOfWriting(parts, afterNoon(10));

  expect(places(items)).toEqual(["0:1", "1:1", "1:2", "0:2"]);
  expect({ upTo, hasMore }).toEqual({ upTo: afterNoon(10), hasMore: false });
});

test("what may not be settled yet is left for later", () => {
  const parts = [{ items: [item(0, 1, 1), item(0, 2, 6), item(0, 3, 7)], isAll: true }];

  expect(places(inOrderOfWriting(parts, afterNoon(6)).items)).toEqual(["0:1", "0:2"]);
});

test("where a list goes on, the others are told as far as it was read", () => {
  const parts = [
    { items: [item(0, 1, 1), item(0, 2, 3)], isAll: false },
    { items: [item(1, 1, 2), item(1, 2, 3), item(1, 3, 4)], isAll: true },
  ];

  const { items, upTo, hasMore } = inOrderOfWriting(parts, afterNoon(10));

  expect(places(items)).toEqual(["0:1", "1:1", "0:2"]);
  expect({ upTo, hasMore }).toEqual({ upTo: afterNoon(3), hasMore: true });
});

test("of one list the order stays, whatever its items say of their moments", () => {
  const parts = [{ items: [item(0, 1, 5), item(0, 2, 4), item(0, 3, 5)], isAll: true }];

  expect(places(inOrderOfWriting(parts, afterNoon(10)).items)).toEqual(["0:1", "0:2", "0:3"]);
});

test("whoever reads in pages of any length, at any moments, is told the same in the same order", () => {
  const lists = fc.array(fc.array(fc.nat(3), { maxLength: 20 }), { minLength: 1, maxLength: 4 });
  const readers = fc.array(fc.record({ share: fc.integer({ min: 5, max: 12 }), settled: fc.nat(70) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(lists, readers, (pauses, looks) => {
      const all = pauses.map((list, number) => {
        let at = 0;
        return list.map((pause, index) => {
          at += pause;
          return item(number, index, at);
        });
      });
      const told = (visits: typeof looks) => {
        const seen: WrittenItem[] = [];
        const ahead = all.map((items) => [...items]);
        const ends = [...visits.map(({ settled }) => settled).sort((a, b) => a - b), ...Array<number>(40).fill(100)];
        for (const [visit, settled] of ends.entries()) {
          const share = visits[visit]?.share ?? 5;
          // As the lists are at that moment: later items are not there.
          const there = ahead.map((items) => items.filter(({ writtenAt }) => writtenAt <= afterNoon(settled)));
          const parts = there.map((items) => ({ items: items.slice(0, share), isAll: items.length <= share }));
          const { items } = inOrderOfWriting(parts, afterNoon(settled));
          seen.push(...items);
          for (const { list } of items) ahead[list]?.shift();
        }
        return places(seen);
      };

      const expected = told([]);
      expect(told(looks)).toEqual(expected);
      expect(expected).toHaveLength(all.flat().length);
    }),
    { numRuns: 200 },
  );
});
