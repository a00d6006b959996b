/**
 * Variable: https://www.twilio.com/docs/serverless/api/resource/variable
 *
 * Modelled: all operations, and 450 bytes for each value. What they may be together is looked at when a build is
 * deployed (deployments.ts). A new value is seen by the next execution of a function, without a deployment:
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
import { isoSeconds } from "../kernel/kernel";
import { itemOf } from "../kernel/lookup";
import {
  badParameter,
  type Operation,
  type Parameters,
  page,
  RestError,
  type RestRequest,
  required,
  requiredText,
  text,
} from "../kernel/rest";
import { matching, shortText, whatWasSent } from "../kernel/typed-parameters";
import { type EnvironmentOfService, environmentOf, type ServerlessContext } from "./context";
import { urlOfEnvironment } from "./environments";
import { type Environment, ORIGIN, SERVICES, type Variable } from "./model";

const PATH = `${SERVICES}/:ServiceSid/Environments/:EnvironmentSid/Variables`;
const LONGEST_KEY = 128;
const LARGEST_VALUE = 450;
/** Twilio's own examples have hyphens in them. */
const KEY = /^[a-zA-Z_][\w-]*$/;

/** What the functions of an environment see. */
export const valuesOf = ({ variables }: Environment): Record<string, string> =>
  Object.fromEntries([...variables.values()].map(({ key, value }) => [key, value]));

function keyIn(parameters: Parameters): string | undefined {
  shortText(parameters, "Key", LONGEST_KEY);
  return matching(parameters, "Key", KEY);
}

function valueIn(parameters: Parameters): string | undefined {
  const value = text(parameters, "Value");
  if (value !== undefined && Buffer.byteLength(value) > LARGEST_VALUE) {
    throw badParameter(`Value is larger than ${LARGEST_VALUE} bytes`);
  }
  return value;
}

function refuseTaken({ variables }: Environment, key: string | undefined, except?: Variable): void {
  const taken = [...variables.values()].some((variable) => variable !== except && variable.key === key);
  if (taken) throw new RestError(409, 20001, `Variable with Key '${key}' already exists`);
}

export function variableOperations(context: ServerlessContext): Operation[] {
  const { clock, sids, accountSid } = context.kernel;

  const toBody = ({ service, environment }: EnvironmentOfService, variable: Variable) => ({
    sid: variable.sid,
    account_sid: accountSid,
    service_sid: service.sid,
    environment_sid: environment.sid,
    key: variable.key,
    value: variable.value,
    date_created: isoSeconds(variable.createdAt),
    date_updated: isoSeconds(variable.updatedAt),
    url: `${urlOfEnvironment(service, environment)}/Variables/${variable.sid}`,
  });
  const found = (request: RestRequest) => {
    const place = environmentOf(context, request);
    return { place, variable: itemOf(place.environment.variables, request) };
  };

  return [
    {
      name: "ListVariable",
      method: "GET",
      path: PATH,
      run: (request) => {
        const place = environmentOf(context, request);
        const all = [...place.environment.variables.values()];
        return page(ORIGIN, request, "variables", all, (variable) => toBody(place, variable));
      },
    },
    {
      name: "CreateVariable",
      method: "POST",
      path: PATH,
      parameters: ["Key", "Value"],
      run: (request) => {
        const place = environmentOf(context, request);
        requiredText(request.parameters, "Key");
        const key = required(keyIn(request.parameters), "Key");
        const value = required(valueIn(request.parameters), "Value");
        refuseTaken(place.environment, key);
        const now = clock.now();
        const variable: Variable = { sid: sids.next("ZV"), key, value, createdAt: now, updatedAt: now };
        place.environment.variables.set(variable.sid, variable);
        return { status: 201, body: toBody(place, variable) };
      },
    },
    {
      name: "FetchVariable",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { place, variable } = found(request);
        return { status: 200, body: toBody(place, variable) };
      },
    },
    {
      name: "UpdateVariable",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["Key", "Value"],
      run: (request) => {
        const { place, variable } = found(request);
        const changes = whatWasSent({ key: keyIn(request.parameters), value: valueIn(request.parameters) });
        refuseTaken(place.environment, changes.key, variable);
        Object.assign(variable, changes, { updatedAt: clock.now() });
        return { status: 200, body: toBody(place, variable) };
      },
    },
    {
      name: "DeleteVariable",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { place, variable } = found(request);
        place.environment.variables.delete(variable.sid);
        return { status: 204 };
      },
    },
  ];
}
