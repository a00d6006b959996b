/**
 * TwiML as a list of verbs. https://www.twilio.com/docs/voice/twiml
 *
 * The reader knows elements, attributes, text, CDATA, comments, and the entities of XML: what TwiML is written with. It
 * knows no DTDs and no namespaces. A package that reads XML (`@xmldom/xmldom`) would replace this file's `readElements`.
 */

/** Plain data. */
export type Verb = { name: string; attributes: Record<string, string>; text: string; children: Verb[] };

/** What is not TwiML. https://www.twilio.com/docs/api/errors/12100 */
export class TwimlError extends Error {}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<\/(?<close>[\w:.-]+)\s*>|<(?<open>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** @throws TwimlError */
export function readTwiml(xml: string): Verb[] {
  const [response, ...others] = readElements(xml.trim());
  if (response?.name !== "Response" || others.length > 0) throw new TwimlError("the document is not one <Response>");
  return response.children;
}

/** The elements at the top of a document. */
function readElements(xml: string): Verb[] {
  const top: Verb = { name: "", attributes: {}, text: "", children: [] };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(xml)?.groups;
    if (groups === undefined) throw new TwimlError(`it cannot be read at character ${at}`);
    take(groups, open);
  }
  if (open.length > 1) throw new TwimlError(`<${open.at(-1)?.name}> is not closed`);
  return top.children;
}

/** Comments and declarations are tokens without a group: they add nothing. */
function take(groups: Readonly<Record<string, string | undefined>>, open: Verb[]): void {
  const inner = open.at(-1);
  if (!inner) return;
  if (groups["close"] !== undefined) {
    if (open.length === 1 || inner.name !== groups["close"])
      throw new TwimlError(`</${groups["close"]}> closes nothing`);
    open.pop();
  } else if (groups["open"] !== undefined) {
    const verb = { name: groups["open"], attributes: attributesOf(groups["attributes"] ?? ""), text: "", children: [] };
    inner.children.push(verb);
    if (groups["empty"] === "") open.push(verb);
  } else {
    inner.text += groups["cdata"] ?? decoded(groups["text"] ?? "");
  }
}

const attributesOf = (written: string): Record<string, string> =>
  Object.fromEntries(
    [...written.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name, decoded(double ?? single ?? "")]),
  );

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
