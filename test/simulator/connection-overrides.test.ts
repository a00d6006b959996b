/** What stands behind the `#` of a webhook's URL. */
import fc from "fast-check";
import { connectionOverridesOf } from "../../simulator/kernel/connection-overrides";

const DEFAULTS = { retries: 1, policies: ["ct"], connectTimeout: 5000, readTimeout: 15_000, totalTimeout: 15_000 };

test.each([
  { fragment: "", differs: {} },
  { fragment: "#", differs: {} },
  { fragment: "#section", differs: {} },
  { fragment: "#rc=0", differs: { retries: 0 } },
  { fragment: "#rc=5", differs: { retries: 5 } },
  { fragment: "#rc=6", differs: { retries: 5 } },
  { fragment: "#rc=-1", differs: { retries: 0 } },
  { fragment: "#rc=many", differs: {} },
  { fragment: "#rp=4xx,5xx", differs: { policies: ["4xx", "5xx"] } },
  { fragment: "#rp=all", differs: { policies: ["ct", "rt", "4xx", "5xx"] } },
  { fragment: "#rp=3xx", differs: {} },
  { fragment: "#ct=99", differs: { connectTimeout: 100 } },
  { fragment: "#ct=10001", differs: { connectTimeout: 10_000 } },
  { fragment: "#rt=15001", differs: { readTimeout: 15_000 } },
  { fragment: "#rt=100", differs: { readTimeout: 100 } },
  { fragment: "#tt=99&rc=2&e=ashburn", differs: { totalTimeout: 100, retries: 2 } },
])("'$fragment' is read as $differs", ({ fragment, differs }) => {
  expect(connectionOverridesOf(`https://floor.example/callback?a=1${fragment}`)).toEqual({ ...DEFAULTS, ...differs });
});

test("whatever the fragment, the numbers stay in their bounds", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), fc.integer(), (text, rc, tt) => {
      const { retries, totalTimeout, policies } = connectionOverridesOf(`https://x.example/#${text}&rc=${rc}&tt=${tt}`);
      return retries >= 0 && retries <= 5 && totalTimeout >= 100 && totalTimeout <= 15_000 && policies.length > 0;
    }),
  );
});
