/** Twilio's products by the names of their hosts. */

const products = new Map<string, string | undefined>();
const KEPT = 1000;

/** `taskrouter` of `taskrouter.twilio.com`, and of `taskrouter.dublin.ie1.twilio.com`. */
export function productOfHost(host: string): string | undefined {
  if (products.has(host)) return products.get(host);
  const product = /^([^.]+)\.(?:[^/]+\.)?twilio\.com(?::\d+)?$/i.exec(host)?.[1]?.toLowerCase();
  if (products.size >= KEPT) products.clear();
  products.set(host, product);
  return product;
}
