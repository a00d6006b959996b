/**
 * The template language of flows. https://www.twilio.com/docs/studio/user-guide/liquid-template-language
 *
 * Liquid as `liquidjs` reads it, without what reads files or draws lots. What is not known is empty; a tag or a filter
 * that is not known is an error. `now` and `today` are the account's time; dates are shown in Pacific time
 * (https://support.twilio.com/hc/en-us/articles/4413699936411-How-do-I-use-Liquid-with-Twilio-Studio).
 */
import { Liquid, LiquidError } from "liquidjs";

/** A template that is not Liquid, or has a tag or filter that is not modelled. */
export class TemplateError extends Error {}

const DATE_FILTERS = ["date", "date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string"];
const FILE_TAGS = ["include", "render", "layout", "block"];
const CHANCE_FILTERS = ["sample"];

const show = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** Where a rendering finds the account's time among its globals: no template can name it. */
const NOW = Symbol("now");

function open(): Liquid {
  const liquid = new Liquid({
    outputEscape: show,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    locale: "en-US",
    timezoneOffset: "America/Los_Angeles",
  });
  for (const name of FILE_TAGS) delete liquid.tags[name];
  for (const name of CHANCE_FILTERS) delete liquid.filters[name];
  liquid.registerFilter("to_json", (value: unknown) => JSON.stringify(value ?? null));
  for (const name of DATE_FILTERS) keepTime(liquid, name);
  return liquid;
}

/** Makes a filter of dates read the account's clock, not the machine's. */
function keepTime(liquid: Liquid, name: string): void {
  const filter = liquid.filters[name];
  if (typeof filter !== "function") throw new Error(`Liquid has no filter ${name}`);
  liquid.registerFilter(name, function (value: unknown, ...given: unknown[]) {
    const { [NOW]: now } = this.context.globals as { [NOW]?: Date };
    return filter.call(this, value === "now" || value === "today" ? now : value, ...given) as unknown;
  });
}

const liquid = open();

/**
 * @param now what the account's clock reads
 * @throws TemplateError
 */
export function render(template: string, context: object, now: number): string {
  try {
    return String(liquid.parseAndRenderSync(template, context, { globals: { [NOW]: new Date(now) } }));
  } catch (error) {
    if (error instanceof LiquidError) throw new TemplateError(error.originalError?.message ?? error.message);
    throw error;
  }
}
