/** Names of fields are the caller's too, and may be what nobody is to read again, such as a number or an address. */

const PLAIN = /^[a-z_]{1,40}$/i;
const PLACE = /^\d{1,4}$/;
const HIDDEN = "(a name that is not shown)";

/** A field's path as it is told: words and places of a list, nothing else. */
export function shownName(path: string): string {
  const parts = path.split(".").map((part) => (PLAIN.test(part) || PLACE.test(part) ? part : HIDDEN));
  return parts.slice(0, 12).join(".");
}
