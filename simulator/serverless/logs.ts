/**
 * Log: https://www.twilio.com/docs/serverless/api/resource/logs
 *
 * Modelled: both operations with their filters, the last day unless it is said, the latest first, and 30 days of them
 * (https://www.twilio.com/docs/serverless/api#retention-policy). What functions print is written by hosting.ts.
 */
import { isoSeconds } from "../kernel/kernel";
import { resourceNotFound } from "../kernel/lookup";
import { type Operation, page } from "../kernel/rest";
import { momentIn, sidIn } from "../kernel/typed-parameters";
import { type EnvironmentOfService, environmentOf, type ServerlessContext } from "./context";
import { urlOfEnvironment } from "./environments";
import { type Environment, type Log, ORIGIN, SERVICES } from "./model";

const PATH = `${SERVICES}/:ServiceSid/Environments/:EnvironmentSid/Logs`;
const DAY = 86_400_000;
const KEPT = 30 * DAY;

/** Adds a line, and drops those that are no longer kept. */
export function addLog({ logs }: Environment, log: Log): void {
  logs.push(log);
  const kept = logs.findIndex(({ createdAt }) => createdAt >= log.createdAt - KEPT);
  if (kept > 0) logs.splice(0, kept);
}

export function logOperations(context: ServerlessContext): Operation[] {
  const { clock, accountSid } = context.kernel;

  const toBody = ({ service, environment }: EnvironmentOfService, log: Log) => ({
    sid: log.sid,
    account_sid: accountSid,
    service_sid: service.sid,
    environment_sid: environment.sid,
    build_sid: log.buildSid,
    deployment_sid: log.deploymentSid,
    function_sid: log.functionSid,
    request_sid: log.requestSid,
    level: log.level,
    message: log.message,
    date_created: isoSeconds(log.createdAt),
    url: `${urlOfEnvironment(service, environment)}/Logs/${log.sid}`,
  });
  const keptOf = ({ logs }: Environment) => logs.filter(({ createdAt }) => createdAt >= clock.now() - KEPT);

  return [
    {
      name: "ListLog",
      method: "GET",
      path: PATH,
      parameters: ["FunctionSid", "StartDate", "EndDate"],
      run: (request) => {
        const { parameters } = request;
        const place = environmentOf(context, request);
        const functionSid = sidIn(parameters, "FunctionSid", "ZH");
        const from = momentIn(parameters, "StartDate") ?? clock.now() - DAY;
        const to = momentIn(parameters, "EndDate") ?? clock.now();
        const wanted = keptOf(place.environment)
          .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
          .filter((log) => functionSid === undefined || log.functionSid === functionSid);
        return page(ORIGIN, request, "logs", wanted.reverse(), (log) => toBody(place, log));
      },
    },
    {
      name: "FetchLog",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const place = environmentOf(context, request);
        const log = keptOf(place.environment).find(({ sid }) => sid === request.ids["Sid"]);
        if (!log) throw resourceNotFound(request);
        return { status: 200, body: toBody(place, log) };
      },
    },
  ];
}
