/** The list of Twilio's operations that the account carries with it, so that it does not need the documents. */
import { join } from "node:path";
import { ROOT } from "../../../cli/root";
import { documented } from "./documents";

export const OPERATIONS_FILE = join(ROOT, "simulator/coverage/operations.json");

/** What the file ought to hold. */
export function operationsFile(): string {
  const byProduct: Record<string, Record<string, string>> = {};
  for (const { product, method, path, name } of documented) {
    byProduct[product] = { ...byProduct[product], [`${method} ${path}`]: name };
  }
  return `${JSON.stringify(byProduct, null, 2)}\n`;
}
