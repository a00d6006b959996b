/**
 * Deployment: https://www.twilio.com/docs/serverless/api/resource/deployment
 *
 * Modelled: all operations. From a deployment on, its build answers under the environment's domain name (hosting.ts); an
 * earlier build deployed again is a rollback; without a build nothing answers there any more. `IsPlugin` has no effect.
 */
import { isoSeconds } from "../kernel/kernel";
import { resourceNotFound } from "../kernel/lookup";
import { badParameter, boolean, type Operation, type Parameters, page } from "../kernel/rest";
import { sidIn } from "../kernel/typed-parameters";
import { statusOf } from "./builds";
import { type EnvironmentOfService, environmentOf, type ServerlessContext } from "./context";
import { liveBuildOf, urlOfEnvironment } from "./environments";
import { type Build, type Deployment, type Environment, ORIGIN, SERVICES, type Service } from "./model";
import { valuesOf } from "./variables";

const PATH = `${SERVICES}/:ServiceSid/Environments/:EnvironmentSid/Deployments`;
/**
 * Bytes of all variables of an environment as JSON: "about 3 kB", says
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables; beyond it a deployment fails.
 */
const LARGEST_VARIABLES = 3 * 1024;

function buildIn(parameters: Parameters, { builds }: Service, now: number): Build | null {
  const sid = sidIn(parameters, "BuildSid", "ZB");
  if (sid === undefined) return null;
  const build = builds.get(sid);
  if (!build) throw badParameter(`BuildSid ${sid} is not a build of this service`);
  const status = statusOf(build, now);
  if (status !== "completed") throw badParameter(`Build ${sid} is ${status}: only a completed build can be deployed`);
  return build;
}

function refuse(environment: Environment, build: Build | null): void {
  // In these words: https://github.com/twilio-labs/serverless-api/issues/27
  if (build !== null && liveBuildOf(environment) === build) {
    throw badParameter("Environment has already requested deployment");
  }
  const size = Buffer.byteLength(JSON.stringify(valuesOf(environment)));
  if (build !== null && size > LARGEST_VARIABLES) {
    throw badParameter(`The variables of the environment are ${size} bytes, more than ${LARGEST_VARIABLES}`);
  }
}

export function deploymentOperations(context: ServerlessContext): Operation[] {
  const { clock, sids, accountSid } = context.kernel;

  const toBody = ({ service, environment }: EnvironmentOfService, { sid, build, createdAt }: Deployment) => ({
    sid,
    account_sid: accountSid,
    service_sid: service.sid,
    environment_sid: environment.sid,
    build_sid: build?.sid ?? null,
    date_created: isoSeconds(createdAt),
    date_updated: isoSeconds(createdAt),
    url: `${urlOfEnvironment(service, environment)}/Deployments/${sid}`,
  });

  return [
    {
      name: "ListDeployment",
      method: "GET",
      path: PATH,
      run: (request) => {
        const place = environmentOf(context, request);
        const all = place.environment.deployments.toReversed();
        return page(ORIGIN, request, "deployments", all, (deployment) => toBody(place, deployment));
      },
    },
    {
      name: "CreateDeployment",
      method: "POST",
      path: PATH,
      parameters: ["BuildSid", "IsPlugin"],
      run: (request) => {
        const place = environmentOf(context, request);
        boolean(request.parameters, "IsPlugin");
        const now = clock.now();
        const build = buildIn(request.parameters, place.service, now);
        refuse(place.environment, build);
        const deployment: Deployment = { sid: sids.next("ZD"), build, createdAt: now };
        place.environment.deployments.push(deployment);
        place.environment.updatedAt = now;
        return { status: 201, body: toBody(place, deployment) };
      },
    },
    {
      name: "FetchDeployment",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const place = environmentOf(context, request);
        const deployment = place.environment.deployments.find(({ sid }) => sid === request.ids["Sid"]);
        if (!deployment) throw resourceNotFound(request);
        return { status: 200, body: toBody(place, deployment) };
      },
    },
  ];
}
