/** What a product's room still lacks: parameters it does not know, and operations whose effect nothing shows. */
import { Account } from "../../../simulator/account";
import { undocumented } from "../../../simulator/coverage/undocumented";
import { behaviours } from "../../behaviours/all";
import { type DocumentedOperation, documented, keyOf } from "../openapi/documents";
import type { PackageRequests } from "../openapi/package-requests";
import { coverage, isModelled } from "./coverage";

const served = new Account().operations();

const byKey = new Map(documented.map((operation) => [`${operation.product} ${keyOf(operation)}`, operation]));

const documentedAs = (operation: (typeof served)[number]): DocumentedOperation | undefined =>
  byKey.get(`${operation.product} ${keyOf(operation)}`);

const nameOf = ({ product, name }: { product: string; name: string }): string => `${product}.${name}`;

/** Operations that Twilio does not have, or calls something else. */
export const misnamed = (): string[] =>
  served
    .filter((operation) => documentedAs(operation)?.name !== operation.name)
    .filter((operation) => !undocumented.some((one) => one.operation === nameOf(operation)))
    .map(({ product, name, method, path }) => `${product}.${name}: ${method} ${path}`);

/** Parameters that Twilio documents, or its package sends, and that the operation refuses. */
export function unknownParameters(product: string, requests: PackageRequests): string[] {
  return served
    .filter((operation) => operation.product === product)
    .flatMap((operation) => {
      const described = documentedAs(operation);
      const sent = described ? (requests.get(described) ?? []) : [];
      const names = new Set([...(described?.parameters.map(({ name }) => name) ?? []), ...sent]);
      const missing = [...names].filter((name) => !operation.parameters.includes(name));
      // The keys of a body of JSON are the operation's own business.
      if (missing.length === 0 || described?.takesJson) return [];
      return [`${product}.${operation.name} does not know ${missing.join(", ")}`];
    });
}

/** Operations that the account answers, and no behaviour shows. */
export const unshown = (product: string): string[] =>
  (coverage.get(product) ?? [])
    .filter((covered) => covered.isServed && !isModelled(covered))
    .map(({ operation }) => `${product}.${operation.name} has no behaviour`);

/** Entries of the table of undocumented operations that are documented, not served, or not shown. */
export const wronglyUndocumented = (): string[] =>
  undocumented
    .map(({ operation }) => operation)
    .filter(
      (name) =>
        documented.some((operation) => nameOf(operation) === name) ||
        !served.some((operation) => nameOf(operation) === name) ||
        !behaviours.some(({ of }) => of.includes(name)),
    );
