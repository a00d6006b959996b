/** What the operations of the Serverless API share. */
import type { Kernel } from "../kernel/kernel";
import { itemOf, resourceNotFound } from "../kernel/lookup";
import type { RestRequest } from "../kernel/rest";
import type { Environment, ServerlessState, Service } from "./model";

export type ServerlessContext = {
  readonly kernel: Kernel;
  /** Read at each call: a snapshot puts another in its place. */
  readonly state: ServerlessState;
};

/** The service a path names by SID or unique name. */
export function serviceOf({ state }: ServerlessContext, request: RestRequest, name = "ServiceSid"): Service {
  const wanted = request.ids[name] ?? "";
  const service =
    state.services.get(wanted) ?? [...state.services.values()].find(({ uniqueName }) => uniqueName === wanted);
  if (!service) throw resourceNotFound(request);
  return service;
}

export type EnvironmentOfService = { service: Service; environment: Environment };

/** The environment a path names, and its service. */
export function environmentOf(
  context: ServerlessContext,
  request: RestRequest,
  name = "EnvironmentSid",
): EnvironmentOfService {
  const service = serviceOf(context, request);
  return { service, environment: itemOf(service.environments, request, name) };
}
