/** How many SMS segments a text takes: https://www.twilio.com/docs/glossary/what-sms-character-limit */

const GSM_7 =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** They take two places each. */
const GSM_7_EXTENSION = "\f^{}\\[~]|€";

/** A long text loses some places of each segment to the header that joins the segments. */
const PLACES = { gsm7: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } };

const SIZES = new Map([...[...GSM_7].map((c) => [c, 1] as const), ...[...GSM_7_EXTENSION].map((c) => [c, 2] as const)]);

export function segmentsOf(body: string): number {
  const sizes = [...body].map((character) => SIZES.get(character));
  const isGsm7 = sizes.every((size) => size !== undefined);
  const size = isGsm7 ? sizes.reduce((sum: number, each) => sum + (each ?? 0), 0) : body.length;
  const { alone, joined } = isGsm7 ? PLACES.gsm7 : PLACES.ucs2;
  return size <= alone ? 1 : Math.ceil(size / joined);
}

/** Look-alikes in GSM-7. https://www.twilio.com/docs/messaging/services#smart-encoding */
const PLAIN: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‘": "'",
  "’": "'",
  "‚": "'",
  "–": "-",
  "—": "-",
  "−": "-",
  "…": "...",
  "\u00a0": " ",
  "\u2009": " ",
  "•": "*",
};

/** A text with the Unicode characters that have a look-alike in GSM-7 replaced by it. */
export const smartEncoded = (body: string): string =>
  [...body].map((character) => PLAIN[character] ?? character).join("");
