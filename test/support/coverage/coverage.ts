/** How much of what Twilio documents the account models, product by product. */
import { Account } from "../../../simulator/account";
import { behaviours } from "../../behaviours/all";
import type { Behaviour } from "../../behaviours/behaviour";
import { type DocumentedOperation, documented, keyOf } from "../openapi/documents";

export type Covered = {
  operation: DocumentedOperation;
  /** Whether the account answers it with something else than 501. */
  isServed: boolean;
  /** The behaviours that show its effect: it is modelled if it is served and there is one. */
  shownBy: readonly Behaviour[];
};

const servedKeys = new Set(new Account().operations().map((operation) => `${operation.product} ${keyOf(operation)}`));

const covered: readonly Covered[] = documented.map((operation) => ({
  operation,
  isServed: servedKeys.has(`${operation.product} ${keyOf(operation)}`),
  shownBy: behaviours.filter(({ of }) => of.includes(`${operation.product}.${operation.name}`)),
}));

const products = [...new Set(documented.map(({ product }) => product))];

/** Every documented operation of the products served, by product. */
export const coverage: ReadonlyMap<string, readonly Covered[]> = new Map(
  products.map((product) => [product, covered.filter(({ operation }) => operation.product === product)]),
);

export const isModelled = ({ isServed, shownBy }: Covered): boolean => isServed && shownBy.length > 0;
