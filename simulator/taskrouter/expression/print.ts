/** Writes an expression out; reading it again gives the same. */
import type { Condition, Path, Scalar, Value } from "./syntax";

/** The language has no exponents: `1e21` is written out. */
function printNumber(number: number): string {
  if (Object.is(number, -0)) return "-0";
  const [, sign = "", first = "0", rest = "", exponent = "0"] =
    /^(-?)(\d)(?:\.(\d+))?e(.+)$/.exec(number.toExponential()) ?? [];
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function printScalar(value: Scalar): string {
  if (typeof value === "string") return `'${value.replace(/['\\]/g, "\\$&")}'`;
  return typeof value === "number" ? printNumber(value) : String(value);
}

export const printKey = (path: Path): string =>
  path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");

function printValue(value: Value): string {
  switch (value.kind) {
    case "constant":
      return printScalar(value.value);
    case "key":
      return printKey(value.path);
    case "list":
      return `[${value.items.map(printValue).join(", ")}]`;
  }
}

/** In one way of writing: single quotes, keywords in capitals, no brackets but those that are needed to read it again. */
export function printCondition(condition: Condition): string {
  if (condition.kind === "comparison") {
    return `${printValue(condition.left)} ${condition.operator} ${printValue(condition.right)}`;
  }
  // AND inside OR needs no brackets; anything else joined inside something joined does.
  const inner = condition.conditions.map((one) => {
    const isBare = one.kind === "comparison" || (one.kind === "and" && condition.kind === "or");
    return isBare ? printCondition(one) : `(${printCondition(one)})`;
  });
  return inner.join(condition.kind === "and" ? " AND " : " OR ");
}
