/** `Ordering` of lists: `DateCreated:asc`, or several of them with commas. https://www.twilio.com/docs/taskrouter/api/task#read-multiple-task-resources */
import { badParameter, type Parameters, text } from "../kernel/rest";
import { entryOf } from "../kernel/table";

/**
 * The items in the order that was asked for; ties, and lists without an order, stay as they are.
 *
 * @param noPair two keys that cannot be combined
 * @throws RestError 400
 */
export function ordered<Item>(
  items: readonly Item[],
  parameters: Parameters,
  keys: Readonly<Record<string, (item: Item) => number | string>>,
  noPair?: readonly [string, string],
): readonly Item[] {
  const wanted = text(parameters, "Ordering");
  if (wanted === undefined) return items;
  const steps = wanted.split(",").map((part) => {
    const [name = "", direction = "asc"] = part.trim().split(":");
    const key = entryOf(keys, name);
    if (!key || !/^(asc|desc)$/i.test(direction)) {
      throw badParameter(`Ordering must be ${Object.keys(keys).join(" or ")} with :asc or :desc, not '${part.trim()}'`);
    }
    return { name, key, sign: direction.toLowerCase() === "asc" ? 1 : -1 };
  });
  if (noPair?.every((name) => steps.some((step) => step.name === name))) {
    throw badParameter(`Ordering cannot combine ${noPair.join(" and ")}`);
  }
  return [...items].sort((a, b) => {
    for (const { key, sign } of steps) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}
