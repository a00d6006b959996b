/** Free text without what identifies people. Card numbers are those that makers of cards publish for tests. */
import fc from "fast-check";
import { scrubbed } from "../../src/domain/scrub";

test.each([
  ["call me at +1 555 010 0001", "call me at [number]"],
  ["+15550100001", "[number]"],
  ["(0555) 010-0001, please", "[number], please"],
  ["030/1234567", "[number]"],
  ["1234567", "[number]"],
  ["123456", "123456"],
  ["123 456", "123 456"],
  ["12.345.678", "[number]"],
  ["4,111,111", "[number]"],
  ["2 of 3 are 10 years old", "2 of 3 are 10 years old"],
  ["٠٥٥٥٠١٠٠٠١", "[number]"],
  ["born 1970-01-31", "born [number]"],
  ["order A1234567B", "order A[number]B"],
  ["4111 1111 1111 1111", "[card]"],
  ["4111-1111-1111-1111", "[card]"],
  ["378282246310005", "[card]"],
  ["4111 1111 1111 1112", "[number]"],
  ["IBAN DE02120300000000202051", "IBAN DE[number]"],
  ["grace@example.com", "[e-mail]"],
  ["write to Grace.O'Neil+bank@mail.example.co.uk!", "write to [e-mail]"],
  ["<grace@example.com>", "<[e-mail]>"],
  ["15550100001@c.us", "[e-mail]"],
  ["at 5 @ the office", "at 5 @ the office"],
  ["", ""],
])("%j is kept as %j", (text, kept) => {
  expect(scrubbed(text)).toBe(kept);
});

const digits = (fewest: number) => fc.stringMatching(new RegExp(`^\\d{${fewest},19}$`));
const apart = fc.constantFrom("", " ", "-", ".", "/", ") ", " - ");
/** Digits with something between any two. */
const number = fc
  .tuple(digits(7), fc.array(apart, { minLength: 19, maxLength: 19 }))
  .map(([text, gaps]) =>
    [...text].map((digit, index) => (index === 0 ? digit : `${gaps[index] ?? ""}${digit}`)).join(""),
  );
const words = fc.stringMatching(/^[a-zäöüß ,.!?]{0,40}$/);

test("seven digits never stay, however they are written and whatever is around them", () => {
  fc.assert(
    fc.property(words, number, words, (before, secret, after) => {
      expect(scrubbed(`${before} ${secret} ${after}`).match(/\d/g)?.length ?? 0).toBe(0);
    }),
  );
});

test("no address stays, and twice is the same as once", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, number, fc.emailAddress()), { maxLength: 6 }), (parts) => {
      const once = scrubbed(parts.join(" "));
      expect(once).not.toMatch(/\S@\S/);
      expect(scrubbed(once)).toBe(once);
    }),
  );
});

test("words without numbers and addresses stay as they are", () => {
  fc.assert(fc.property(words, (text) => expect(scrubbed(text)).toBe(text)));
});

test("a long text is scrubbed in no time", () => {
  const start = performance.now();
  for (const text of [
    "a".repeat(10_000),
    "1 ".repeat(5000),
    "(".repeat(10_000),
    "a.".repeat(5000),
    "+ ".repeat(5000),
  ]) {
    scrubbed(text);
  }

  expect(performance.now() - start).toBeLessThan(1000);
});
