/** All operations that Twilio documents for the products served here, so that a refusal can name what is not modelled. */
import findMyWay from "find-my-way";
import { type Method, notFound, notModelled, type Operation, RestError } from "../kernel/rest";
import operations from "./operations.json";

const METHODS: readonly Method[] = ["GET", "POST", "DELETE", "PUT", "PATCH"];

/** By product, `POST /v1/Workspaces/{WorkspaceSid}/Tasks` to the operationId. */
const OPERATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = operations;

export const products: readonly string[] = Object.keys(OPERATIONS);

const addressesOf = (product: string) =>
  Object.entries(OPERATIONS[product] ?? {}).map(([address, name]) => {
    const [method = "", path = ""] = address.split(" ");
    return { name, method: method as Method, path: path.replaceAll(/\{(\w+)\}/g, ":$1") };
  });

type Routes = { find(method: Method, path: string): { store: unknown } | null };

function routesTo(product: string): Routes {
  const routes = findMyWay({ caseSensitive: true, maxParamLength: 512 });
  for (const { name, method, path } of addressesOf(product)) routes.on(method, path, () => {}, { name });
  return routes;
}

/** Whether a path that Twilio writes out is also one of another operation with a parameter: `/Workers/Statistics`. */
function isHiddenBy(path: string, other: string): boolean {
  const parts = path.split("/");
  const others = other.split("/");
  return path !== other && parts.length === others.length && others.every((part, at) => covers(part, parts[at] ?? ""));
}

const covers = (part: string, other: string): boolean =>
  part === other || (part.startsWith(":") && (part.endsWith(".json") ? other.endsWith(".json") : true));

function hiddenIn(product: string): Operation[] {
  const all = addressesOf(product);
  return all
    .filter(({ method, path }) => all.some((other) => other.method === method && isHiddenBy(path, other.path)))
    .map(({ name, method, path }) => ({
      name,
      method,
      path,
      // Whatever is sent along.
      isJson: true,
      run: () => {
        throw notModelled(`${product}.${name}`);
      },
    }));
}

/** Made when first asked for, and once: accounts come and go by the thousand. */
function once<Value>(make: (product: string) => Value): (product: string) => Value {
  const made = new Map<string, Value>();
  return (product) => {
    const value = made.get(product) ?? make(product);
    made.set(product, value);
    return value;
  };
}

const routes = once(routesTo);

/** Refusals of operations whose paths another operation would take for its own, were they not spelled out. */
export const hiddenOperations = once(hiddenIn);

export type Refusal = { name: string; error: RestError };

/** What is said to a request that no modelled operation answers: 501 where Twilio has one, or else Twilio's refusal. */
export function refusalOf(product: string, method: Method, path: string): Refusal {
  const found = routes(product).find(method, path);
  if (found) {
    const { name } = found.store as { name: string };
    return { name, error: notModelled(`${product}.${name}`) };
  }
  const isKnown = METHODS.some((other) => routes(product).find(other, path) !== null);
  return { name: "unknown", error: isKnown ? new RestError(405, 20004, "Method not allowed") : notFound(path) };
}
