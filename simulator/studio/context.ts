/** What Studio's resources share. */
import type { Kernel } from "../kernel/kernel";
import { notFound, type RestRequest } from "../kernel/rest";
import type { Execution, Flow, StudioState } from "./model";
import type { Runner } from "./runner";

export const ORIGIN = "https://studio.twilio.com";
export const FLOWS = "/v2/Flows";

export type StudioContext = { kernel: Kernel; runner: Runner; state(): StudioState };

/** Twilio names the resource without the API's version. */
export const studioNotFound = ({ path }: RestRequest) => notFound(path.replace(/^\/v2/, ""));

/** @param name the path parameter that names the flow */
export function findFlow({ state }: StudioContext, request: RestRequest, name: "Sid" | "FlowSid"): Flow {
  const flow = state().flows.get(request.ids[name] ?? "");
  if (!flow) throw studioNotFound(request);
  return flow;
}

/** @param name the path parameter that names the execution */
export function findExecution(context: StudioContext, request: RestRequest, name: "Sid" | "ExecutionSid"): Execution {
  const flow = findFlow(context, request, "FlowSid");
  const execution = context.state().executions.get(request.ids[name] ?? "");
  if (execution?.flowSid !== flow.sid) throw studioNotFound(request);
  return execution;
}
