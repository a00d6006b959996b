/** Attributes of tasks and workers, as a request carries them. */
import { badParameter, jsonObject, type Parameters } from "../kernel/rest";

/** Characters. https://www.twilio.com/docs/taskrouter/limits */
const LIMIT = 4096;

/** JSON text, or undefined when none was sent. @throws RestError 400 */
export function attributesOf(parameters: Parameters): string | undefined {
  const attributes = jsonObject(parameters, "Attributes");
  if (attributes !== undefined && attributes.length > LIMIT) {
    throw badParameter(`Attributes must not exceed ${LIMIT} characters`);
  }
  return attributes;
}
