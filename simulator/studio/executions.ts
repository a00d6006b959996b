/**
 * Execution, Execution Context, Step and Step Context: https://www.twilio.com/docs/studio/rest-api/v2/execution
 *
 * Modelled: all operations. A step is written down when a widget is left. Lists show the latest first.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  jsonObject,
  type Operation,
  page,
  RestError,
  type RestRequest,
  requiredText,
  text,
} from "../kernel/rest";
import { dateParameter, oneOf } from "../kernel/typed-parameters";
import { FLOWS, findExecution, findFlow, ORIGIN, type StudioContext, studioNotFound } from "./context";
import { copyOf, type Execution, type Flow, type Json, type Step } from "./model";
import type { Start } from "./runner";

const LIST = `${FLOWS}/:FlowSid/Executions`;
const ONE = `${LIST}/:Sid`;
const INSIDE = `${LIST}/:ExecutionSid`;

const urlOf = ({ flowSid, sid }: Execution): string => `${ORIGIN}${FLOWS}/${flowSid}/Executions/${sid}`;

/** @param start begins an execution; undefined where the flow has nothing to run for this contact */
export function executionOperations(
  context: StudioContext,
  start: (flow: Flow, given: Omit<Start, "flowSid" | "revision">) => Execution | undefined,
): Operation[] {
  const { state, runner } = context;
  const { accountSid } = context.kernel;
  const executionsOf = ({ sid }: Flow) => [...state().executions.values()].filter(({ flowSid }) => flowSid === sid);

  const toBody = (execution: Execution) => ({
    sid: execution.sid,
    account_sid: accountSid,
    flow_sid: execution.flowSid,
    contact_channel_address: execution.contactAddress,
    context: copyOf(execution.context),
    status: execution.status,
    date_created: isoSeconds(execution.createdAt),
    date_updated: isoSeconds(execution.updatedAt),
    url: urlOf(execution),
    links: { steps: `${urlOf(execution)}/Steps`, execution_context: `${urlOf(execution)}/Context` },
  });
  const toStepBody = (execution: Execution, step: Step) => {
    const url = `${urlOf(execution)}/Steps/${step.sid}`;
    return {
      sid: step.sid,
      account_sid: accountSid,
      flow_sid: execution.flowSid,
      execution_sid: execution.sid,
      parent_step_sid: null,
      name: step.name,
      context: copyOf(step.context),
      transitioned_from: step.from,
      transitioned_to: step.to,
      type: step.type,
      date_created: isoSeconds(step.createdAt),
      date_updated: null,
      url,
      links: { step_context: `${url}/Context` },
    };
  };

  function create(request: RestRequest) {
    const { parameters } = request;
    const flow = findFlow(context, request, "FlowSid");
    const contactAddress = requiredText(parameters, "To");
    const flowAddress = requiredText(parameters, "From");
    const data = JSON.parse(jsonObject(parameters, "Parameters") || "{}") as Json;
    const isBusy = [...state().executions.values()].some(
      (other) =>
        other.status === "active" && other.contactAddress === contactAddress && other.flowAddress === flowAddress,
    );
    if (isBusy) throw new RestError(409, 20409, `${contactAddress} has an active execution already`);
    const given = { request: { parameters: { To: contactAddress, From: flowAddress, ...data } } };
    const execution = start(flow, { trigger: "incomingRequest", contactAddress, flowAddress, data, given });
    if (!execution) throw badParameter(`Flow ${flow.sid} is not published`);
    return { status: 201, body: toBody(execution) };
  }

  function list(request: RestRequest) {
    const from = dateParameter(request.parameters, "DateCreatedFrom") ?? 0;
    const to = dateParameter(request.parameters, "DateCreatedTo") ?? Number.POSITIVE_INFINITY;
    // No document has it; the `twilio` package sends it.
    const status = text(request.parameters, "status");
    const found = executionsOf(findFlow(context, request, "FlowSid"))
      .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
      .filter((execution) => status === undefined || execution.status === status)
      .toReversed();
    return page(ORIGIN, request, "executions", found, toBody);
  }

  function update(request: RestRequest) {
    const execution = findExecution(context, request, "Sid");
    requiredText(request.parameters, "Status");
    const status = oneOf(request.parameters, "Status", ["active", "ended"]);
    if (status === "active" && execution.status === "ended") throw badParameter("an ended execution stays ended");
    if (status === "ended") runner.end(execution, "API");
    return { status: 200, body: toBody(execution) };
  }

  function remove(request: RestRequest) {
    const execution = findExecution(context, request, "Sid");
    runner.end(execution, "API");
    state().executions.delete(execution.sid);
    return { status: 204 };
  }

  function findStep(request: RestRequest, name: "Sid" | "StepSid"): { execution: Execution; step: Step } {
    const execution = findExecution(context, request, "ExecutionSid");
    const step = execution.steps.find(({ sid }) => sid === request.ids[name]);
    if (!step) throw studioNotFound(request);
    return { execution, step };
  }

  return [
    { name: "CreateExecution", method: "POST", path: LIST, parameters: ["To", "From", "Parameters"], run: create },
    {
      name: "ListExecution",
      method: "GET",
      path: LIST,
      parameters: ["DateCreatedFrom", "DateCreatedTo", "status"],
      run: list,
    },
    {
      name: "FetchExecution",
      method: "GET",
      path: ONE,
      run: (request) => ({ status: 200, body: toBody(findExecution(context, request, "Sid")) }),
    },
    { name: "UpdateExecution", method: "POST", path: ONE, parameters: ["Status"], run: update },
    { name: "DeleteExecution", method: "DELETE", path: ONE, run: remove },
    {
      name: "FetchExecutionContext",
      method: "GET",
      path: `${INSIDE}/Context`,
      run: (request) => {
        const execution = findExecution(context, request, "ExecutionSid");
        return {
          status: 200,
          body: {
            account_sid: accountSid,
            context: copyOf(execution.context),
            flow_sid: execution.flowSid,
            execution_sid: execution.sid,
            url: `${urlOf(execution)}/Context`,
          },
        };
      },
    },
    {
      name: "ListExecutionStep",
      method: "GET",
      path: `${INSIDE}/Steps`,
      run: (request) => {
        const execution = findExecution(context, request, "ExecutionSid");
        const toStep = (step: Step) => toStepBody(execution, step);
        return page(ORIGIN, request, "steps", execution.steps.toReversed(), toStep);
      },
    },
    {
      name: "FetchExecutionStep",
      method: "GET",
      path: `${INSIDE}/Steps/:Sid`,
      run: (request) => {
        const { execution, step } = findStep(request, "Sid");
        return { status: 200, body: toStepBody(execution, step) };
      },
    },
    {
      name: "FetchExecutionStepContext",
      method: "GET",
      path: `${INSIDE}/Steps/:StepSid/Context`,
      run: (request) => {
        const { execution, step } = findStep(request, "StepSid");
        return {
          status: 200,
          body: {
            account_sid: accountSid,
            context: copyOf(step.context),
            execution_sid: execution.sid,
            flow_sid: execution.flowSid,
            step_sid: step.sid,
            url: `${urlOf(execution)}/Steps/${step.sid}/Context`,
          },
        };
      },
    },
  ];
}
