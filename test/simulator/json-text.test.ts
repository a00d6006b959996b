import { jsonOf } from "../../simulator/http/json-text";

const page = (...workers: readonly object[]) => ({ meta: { page: 0, key: "workers" }, workers });
const read = (body: unknown): unknown => JSON.parse(String(jsonOf(body)));

describe("an answer as JSON", () => {
  it("is the same for a page of frozen items as for any other", () => {
    const frozen = page(Object.freeze({ sid: "WK1", name: "Zoë" }), Object.freeze({ sid: "WK2", name: "Ann" }));

    expect(read(frozen)).toEqual(page({ sid: "WK1", name: "Zoë" }, { sid: "WK2", name: "Ann" }));
  });

  it("has the properties of a page in their order", () => {
    const body = page(Object.freeze({ sid: "WK1" }));

    const text = String(jsonOf(body));

    expect(text).toBe(JSON.stringify(body));
  });

  it("shows another item in the place of one that has changed", () => {
    const first = Object.freeze({ sid: "WK1" });
    jsonOf(page(first, Object.freeze({ sid: "WK2", name: "before" })));

    const later = page(first, Object.freeze({ sid: "WK2", name: "after" }));

    expect(read(later)).toEqual(later);
  });

  it("shows another `meta` over the same items", () => {
    const items = [Object.freeze({ sid: "WK1" })];
    jsonOf({ meta: { page: 0, key: "workers" }, workers: items });

    const later = { meta: { page: 1, key: "workers" }, workers: items };

    expect(read(later)).toEqual(later);
  });

  it("follows what is not frozen", () => {
    const loose = { sid: "WK2", name: "before" };
    const body = page(Object.freeze({ sid: "WK1" }), loose);
    jsonOf(body);

    loose.name = "after";

    expect(read(body)).toEqual(page({ sid: "WK1" }, { sid: "WK2", name: "after" }));
  });

  it("of a page without items is a page", () => {
    expect(read(page())).toEqual(page());
  });
});
