/** Takes out of free text what identifies people wherever it stands: numbers, cards, e-mail addresses. */

/** From the beginning of a word on, so that long texts without an address take no longer than their length. */
const EMAIL = /(?<![^\s@<>()[\],;:"])[^\s@<>()[\],;:"]+(?:@[^\s@<>()[\],;:"]+)+/g;

/** Digits of any script, with what people put between them: at most three of them in a row. */
const DIGITS = /(?:\+\s?|\(\s?)?\p{Nd}(?:[\s.,/()\u2010-\u2015_-]{0,3}\p{Nd})*/gu;
const DIGIT = /\p{Nd}/gu;

/** Telephone numbers without an area code have as many: https://www.itu.int/rec/T-REC-E.164 */
const FEWEST_DIGITS = 7;
/** Of a card number: https://www.iso.org/standard/70484.html */
const CARD_DIGITS = { fewest: 13, most: 19 };

/** Whether digits are those of a card, by their check digit (Luhn; ISO/IEC 7812-1). */
function isCard(digits: readonly number[]): boolean {
  if (digits.length < CARD_DIGITS.fewest || digits.length > CARD_DIGITS.most) return false;
  const sum = digits.toReversed().reduce((total, digit, place) => {
    if (place % 2 === 0) return total + digit;
    return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
  }, 0);
  return sum % 10 === 0;
}

function marked(number: string): string {
  const digits = number.match(DIGIT) ?? [];
  if (digits.length < FEWEST_DIGITS) return number;
  return isCard(digits.map(Number)) ? "[card]" : "[number]";
}

/** The text with a mark in the place of each; twice is the same as once. */
export const scrubbed = (text: string): string => text.replace(EMAIL, "[e-mail]").replace(DIGITS, marked);
