import fc from "fast-check";
import { advanced, BEGINNING, cursorOf, cursorText, isAfter } from "../../src/domain/feed-cursor";

test.each([
  { is: true, cursor: BEGINNING, place: { list: 0, index: 0 } },
  { is: true, cursor: [3], place: { list: 0, index: 4 } },
  { is: false, cursor: [3], place: { list: 0, index: 3 } },
  { is: false, cursor: [3], place: { list: 0, index: 2 } },
  { is: true, cursor: [3], place: { list: 1, index: 0 } },
  { is: true, cursor: [null, 3], place: { list: 0, index: 0 } },
])("that $place comes after $cursor is $is", ({ is, cursor, place }) => {
  expect(isAfter(cursor, place)).toBe(is);
});

test.each([
  { cursor: [3], places: [], next: [3] },
  { cursor: BEGINNING, places: [{ list: 0, index: 7 }], next: [7] },
  {
    cursor: [3, 4],
    places: [
      { list: 1, index: 5 },
      { list: 1, index: 6 },
    ],
    next: [3, 6],
  },
  { cursor: [3], places: [{ list: 2, index: 0 }], next: [3, null, 0] },
  { cursor: [3], places: [{ list: 0, index: 2 }], next: [3] },
])("after $places the place is $next", ({ cursor, places, next }) => {
  expect(advanced(cursor, places)).toEqual(next);
});

test("a reader gets every item once, however much it reads at a time and however many lists are added meanwhile", () => {
  const reads = fc.array(fc.record({ limit: fc.integer({ min: 1, max: 4 }), lists: fc.integer({ min: 1, max: 4 }) }));

  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 4 }), reads, (lengths, some) => {
      const seen: string[] = [];
      let cursor = BEGINNING;
      let lists = 1;
      for (const read of [...some, ...Array.from({ length: 10 }, () => ({ limit: 4, lists: 4 }))]) {
        lists = Math.max(lists, read.lists);
        for (let list = 0; list < lists; list++) {
          const all = Array.from({ length: lengths[list] ?? 0 }, (_, index) => ({ list, index }));
          const places = all.filter((place) => isAfter(cursor, place)).slice(0, read.limit);
          seen.push(...places.map(({ index }) => `${list}.${index}`));
          cursor = advanced(cursor, places);
        }
      }
      expect(seen.sort()).toEqual(
        lengths.flatMap((length, list) => Array.from({ length }, (_, index) => `${list}.${index}`)).sort(),
      );
    }),
  );
});

test("the text of a place is read as the same place", () => {
  const index = fc.option(fc.nat());

  fc.assert(
    fc.property(fc.array(index, { minLength: 2, maxLength: 32 }), (cursor) => {
      expect(cursorOf(cursorText(cursor))).toEqual(cursor);
    }),
  );
  expect(cursorOf(cursorText(BEGINNING))).toEqual(BEGINNING);
  expect(cursorOf(cursorText([7]))).toEqual([7]);
});

test.each(["", "7", "f1", "f1_-3", "f1_1,2", "f1_1.$", "f2_1", `f1_${"z".repeat(30)}`, "F1_1"])(
  "'%s' is no place",
  (text) => {
    expect(cursorOf(text)).toBeUndefined();
  },
);
