/**
 * TwiML as a list of verbs. https://www.twilio.com/docs/voice/twiml
 *
 * Whatever `@xmldom/xmldom` so much as warns of is a document parse failure, and so is an ampersand that begins no entity.
 */
import { DOMParser, type Element, Node, ParseError } from "@xmldom/xmldom";

/** Plain data. */
export type Verb = { name: string; attributes: Record<string, string>; text: string; children: Verb[] };

/** Document parse failure: https://www.twilio.com/docs/api/errors/12100 */
export class TwimlError extends Error {
  readonly code = 12100;
}

const NOT_MARKUP = /<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs;
const BARE_AMPERSAND = /&(?!#?\w+;)/;

/** @throws TwimlError */
export function readTwiml(xml: string): Verb[] {
  if (BARE_AMPERSAND.test(xml.replace(NOT_MARKUP, ""))) throw new TwimlError("an & that begins no entity");
  const response = rootOf(xml);
  if (response.tagName !== "Response") throw new TwimlError(`<${response.tagName}> instead of <Response>`);
  return verbOf(response).children;
}

function rootOf(xml: string): Element {
  let problem: string | undefined;
  const onError = (_level: string, message: string) => {
    problem = message;
    throw new TwimlError(message);
  };
  try {
    const { documentElement } = new DOMParser({ onError }).parseFromString(xml, "text/xml");
    if (documentElement) return documentElement;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new TwimlError(`${placeOf(error)}${problem ?? error.message}`);
  }
  throw new TwimlError("an empty document");
}

function placeOf({ locator }: ParseError): string {
  const { lineNumber, columnNumber } = (locator ?? {}) as { lineNumber?: number; columnNumber?: number };
  return lineNumber === undefined ? "" : `line ${lineNumber}, column ${columnNumber ?? 1}: `;
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
const isText = ({ nodeType }: Node) => nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE;

function verbOf(element: Element): Verb {
  const nodes = [...element.childNodes];
  return {
    name: element.tagName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    text: nodes
      .filter(isText)
      .map(({ nodeValue }) => nodeValue)
      .join(""),
    children: nodes.filter(isElement).map(verbOf),
  };
}
