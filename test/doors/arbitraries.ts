/** What callers may send: values with secrets in them, values of every other kind, and requests that are nearly right. */
import fc from "fast-check";

/** What no reply and no line of the log may ever show; numbers and addresses are reserved for fiction. */
export const SECRETS = {
  phone: "+15550100777",
  email: "grace.hopper@example.com",
  password: "correct-horse-battery-staple-4711",
} as const;

/** Text with a secret in it. */
export const planted: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("", " ", "to "), fc.constantFrom(...Object.values(SECRETS)), fc.constantFrom("", " ", "?"))
  .map((parts) => parts.join(""));

/** A field's name: a word, or what nobody would call a field. */
export const word: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("a", "note", "Body", "From", "dryrun", "taskSid", "toString", "length", "__proto__", "constructor"),
  planted,
);

/** A value that hardly any field takes. */
export const wrong: fc.Arbitrary<unknown> = fc.oneof(
  planted,
  fc.constantFrom<unknown>("", " ", null, true, -1, 1e21, 1.5, 51, "0x1", "1e3", "NaN", "\u0000", "\ud800", [], {}),
  fc.constantFrom<unknown>("__proto__", "constructor", "toString", "hasOwnProperty", "WK", "9".repeat(400)),
  fc.array(planted, { maxLength: 3 }),
  fc.dictionary(word, planted, { maxKeys: 3 }),
  fc.string({ unit: "binary", maxLength: 40 }),
);

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Objects of these fields: half of them right, the others with something missing, wrong or one too many. */
export function nearly(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const right = fc.record(fields);
  const name = fc.constantFrom(...Object.keys(fields));
  const changed = fc.tuple(right, name, wrong).map(([object, field, value]) => ({ ...object, [field]: value }));
  const without = fc
    .tuple(right, name)
    .map(([object, field]) => Object.fromEntries(Object.entries(object).filter(([one]) => one !== field)));
  const more = fc
    .tuple(right, word, wrong)
    .map(([object, field, value]) => Object.fromEntries([...Object.entries(object), [field, value]]));
  return fc.oneof(
    { weight: 4, arbitrary: right },
    { weight: 2, arbitrary: changed },
    { weight: 1, arbitrary: without },
    { weight: 1, arbitrary: more },
    { weight: 1, arbitrary: fc.dictionary(fc.oneof(name, word), wrong, { maxKeys: 5 }) },
  );
}

/** What is right, and now and then something else. */
export const mostly = (right: unknown, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: other });
