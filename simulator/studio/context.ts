/** What Studio's resources share. */

import type { Kernel } from "../kernel/kernel";
import { itemOf, resourceNotFound } from "../kernel/lookup";
import type { RestRequest } from "../kernel/rest";
import type { Execution, Flow, StudioState } from "./model";
import type { Runner } from "./runner";

export const ORIGIN = "https://studio.twilio.com";
export const FLOWS = "/v2/Flows";

export type StudioContext = { kernel: Kernel; runner: Runner; state(): StudioState };

/** @param name the path parameter that names the flow */
export const findFlow = ({ state }: StudioContext, request: RestRequest, name: "Sid" | "FlowSid"): Flow =>
  itemOf(state().flows, request, name);

/** @param name the path parameter that names the execution */
export function findExecution(context: StudioContext, request: RestRequest, name: "Sid" | "ExecutionSid"): Execution {
  const flow = findFlow(context, request, "FlowSid");
  const execution = context.state().executions.get(request.ids[name] ?? "");
  if (execution?.flowSid !== flow.sid) throw resourceNotFound(request);
  return execution;
}
