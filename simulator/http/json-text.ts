/**
 * Answers as JSON, ready for the wire. Resources hand out frozen objects for what they show again and again, as a list
 * of workers does: such an object never changes, so its text is made once.
 */

const texts = new WeakMap<object, Buffer>();
/** The latest page that began with an item: who polls a list is mostly told the same again. */
const pages = new WeakMap<object, { head: string; items: readonly object[]; text: Buffer }>();

type Page = { meta: { key: string } };

const isPage = (body: unknown): body is Page =>
  typeof body === "object" &&
  body !== null &&
  "meta" in body &&
  typeof body.meta === "object" &&
  body.meta !== null &&
  "key" in body.meta;

/** In UTF-8; for a page of frozen items, and else as text. */
export function jsonOf(body: unknown): string | Buffer {
  if (isPage(body)) {
    const items = (body as unknown as Readonly<Record<string, unknown>>)[body.meta.key];
    if (Array.isArray(items) && isFrozen(items[0])) return pageOf(body.meta, items[0], items);
  }
  return JSON.stringify(body);
}

const isFrozen = (item: unknown): item is object => typeof item === "object" && item !== null && Object.isFrozen(item);

function pageOf(meta: Page["meta"], first: object, items: readonly object[]): Buffer {
  const head = `{"meta":${JSON.stringify(meta)},${JSON.stringify(meta.key)}:[`;
  const latest = pages.get(first);
  if (latest && latest.head === head && areSame(latest.items, items)) return latest.text;
  const text = written(head, items);
  if (items.every(isFrozen)) pages.set(first, { head, items, text });
  return text;
}

const areSame = (some: readonly object[], others: readonly object[]): boolean =>
  some.length === others.length && some.every((item, index) => item === others[index]);

function written(head: string, items: readonly object[]): Buffer {
  const parts = items.map(textOf);
  // Between each two items a comma, and the end of the list and of the page.
  let length = Buffer.byteLength(head) + parts.length + 1;
  for (const part of parts) length += part.length;
  const page = Buffer.allocUnsafe(length);
  let at = page.write(head);
  for (const part of parts) {
    page.set(part, at);
    at += part.length;
    page[at++] = COMMA;
  }
  page[at - 1] = BRACKET;
  page[at] = BRACE;
  return page;
}

const COMMA = 0x2c;
const BRACKET = 0x5d;
const BRACE = 0x7d;

function textOf(item: object): Buffer {
  const known = texts.get(item);
  if (known) return known;
  const made = Buffer.from(JSON.stringify(item));
  if (isFrozen(item)) texts.set(item, made);
  return made;
}
