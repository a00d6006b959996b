/** What a sink of each type is configured with: https://www.twilio.com/docs/events/event-streams/sink-resource */
import { RestError } from "../kernel/rest";
import type { SinkType } from "./model";

/** Error 91000: https://www.twilio.com/docs/api/errors/91000 */
const badConfiguration = (message: string) => new RestError(400, 91000, `Sink could not be created: ${message}`);

type Configuration = Readonly<Record<string, unknown>>;

function filled(configuration: Configuration, name: string): string {
  const value = configuration[name];
  if (typeof value !== "string" || value === "") throw badConfiguration(`${name} of SinkConfiguration is empty`);
  return value;
}

const CHECKS: Readonly<Record<SinkType, (configuration: Configuration) => void>> = {
  webhook: (configuration) => {
    const destination = filled(configuration, "destination");
    if (!URL.canParse(destination) || !/^https?:$/.test(new URL(destination).protocol)) {
      throw badConfiguration("destination must be an HTTP or HTTPS URL");
    }
    if (!/^(POST|GET)$/i.test(filled(configuration, "method"))) throw badConfiguration("method must be POST or GET");
    const { batch_events: isBatched } = configuration;
    if (isBatched !== undefined && typeof isBatched !== "boolean") {
      throw badConfiguration("batch_events must be true or false");
    }
  },
  kinesis: (configuration) => {
    if (!/^arn:aws[\w-]*:kinesis:[\w-]+:\d+:stream\/.+$/.test(filled(configuration, "arn"))) {
      throw badConfiguration("arn must name a Kinesis stream");
    }
    if (!/^arn:aws[\w-]*:iam::\d+:role\/.+$/.test(filled(configuration, "role_arn"))) {
      throw badConfiguration("role_arn must name a role");
    }
    filled(configuration, "external_id");
  },
  segment: (configuration) => void filled(configuration, "write_key"),
  // Nothing public says what an e-mail sink takes.
  email: (configuration) => {
    if (Object.keys(configuration).length === 0) throw badConfiguration("SinkConfiguration is empty");
  },
};

/** @throws RestError 91000 for an unknown type */
export function sinkTypeOf(text: string): SinkType {
  if (!Object.hasOwn(CHECKS, text)) throw badConfiguration(`SinkType '${text}' is none`);
  return text as SinkType;
}

/** @throws RestError 91000 for what a sink of the type cannot be made with */
export function sinkConfigurationOf(type: SinkType, text: string): Configuration {
  const configuration = parsed(text);
  CHECKS[type](configuration);
  return configuration;
}

function parsed(text: string): Configuration {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw badConfiguration("SinkConfiguration must be a JSON object");
}
