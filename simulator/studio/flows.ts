/**
 * Flow, Flow Validate, Flow Revision and Test Users: https://www.twilio.com/docs/studio/rest-api/v2/flow
 *
 * Modelled: all operations. Every update makes a revision. A definition that does not hold together is refused in drafts
 * too, with every problem in `details.errors`. A list shows no definitions.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  type Operation,
  type Parameters,
  page,
  type RestRequest,
  requiredText,
  text,
  texts,
} from "../kernel/rest";
import { oneOf } from "../kernel/typed-parameters";
import { FLOWS, findFlow, ORIGIN, type StudioContext, studioNotFound } from "./context";
import { readDefinition } from "./definition";
import { copyOf, type Flow, type FlowStatus, latest, latestPublished, type Revision } from "./model";

const ONE = `${FLOWS}/:Sid`;
/** `AuthorSid` is what the `twilio` package can send and no document explains: it is taken, and kept nowhere. */
const PARAMETERS = ["FriendlyName", "Status", "Definition", "CommitMessage", "AuthorSid"];
const STATUSES: readonly FlowStatus[] = ["draft", "published"];

function readStatus(parameters: Parameters): FlowStatus {
  requiredText(parameters, "Status");
  return oneOf(parameters, "Status", STATUSES) ?? "draft";
}

const readNew = (parameters: Parameters) => ({
  friendlyName: requiredText(parameters, "FriendlyName"),
  status: readStatus(parameters),
  definition: readDefinition(requiredText(parameters, "Definition")),
  commitMessage: text(parameters, "CommitMessage") ?? null,
});

export function flowOperations(context: StudioContext): Operation[] {
  const { kernel, state } = context;
  const { clock, sids, accountSid } = kernel;

  const toRevisionBody = (flow: Flow, revision: Revision, isWhole: boolean) => ({
    sid: flow.sid,
    account_sid: accountSid,
    friendly_name: revision.friendlyName,
    definition: isWhole ? copyOf(revision.definition) : null,
    status: revision.status,
    revision: revision.revision,
    commit_message: revision.commitMessage,
    valid: isWhole ? true : null,
    errors: isWhole ? [] : null,
    date_created: isoSeconds(flow.createdAt),
    date_updated: revision.revision === 1 ? null : isoSeconds(revision.createdAt),
    url: `${ORIGIN}${FLOWS}/${flow.sid}/Revisions/${revision.revision}`,
  });
  const toBody = (flow: Flow, isWhole = true) => {
    const url = `${ORIGIN}${FLOWS}/${flow.sid}`;
    return {
      ...toRevisionBody(flow, latest(flow), isWhole),
      warnings: isWhole ? [] : null,
      date_updated: flow.updatedAt === null ? null : isoSeconds(flow.updatedAt),
      webhook_url: webhookUrl(accountSid, flow.sid),
      url,
      links: { test_users: `${url}/TestUsers`, revisions: `${url}/Revisions`, executions: `${url}/Executions` },
    };
  };

  function create({ parameters }: RestRequest) {
    const now = clock.now();
    const revision = { ...readNew(parameters), revision: 1, createdAt: now };
    const flow: Flow = { sid: sids.next("FW"), revisions: [revision], testUsers: [], createdAt: now, updatedAt: null };
    state().flows.set(flow.sid, flow);
    return { status: 201, body: toBody(flow) };
  }

  function update(request: RestRequest) {
    const { parameters } = request;
    const flow = findFlow(context, request, "Sid");
    const before = latest(flow);
    const definition = text(parameters, "Definition");
    const now = clock.now();
    flow.revisions.push({
      friendlyName: text(parameters, "FriendlyName") || before.friendlyName,
      status: readStatus(parameters),
      definition: definition === undefined ? before.definition : readDefinition(definition),
      commitMessage: text(parameters, "CommitMessage") ?? null,
      revision: before.revision + 1,
      createdAt: now,
    });
    flow.updatedAt = now;
    return { status: 200, body: toBody(flow) };
  }

  function remove(request: RestRequest) {
    const { sid } = findFlow(context, request, "Sid");
    const { flows, executions } = state();
    for (const execution of [...executions.values()].filter(({ flowSid }) => flowSid === sid)) {
      context.runner.end(execution, "FLOW_DELETED");
      executions.delete(execution.sid);
    }
    flows.delete(sid);
    return { status: 204 };
  }

  function revisionOf(flow: Flow, request: RestRequest): Revision {
    const named = request.ids["Revision"] ?? "";
    const found =
      named === "LatestRevision"
        ? latest(flow)
        : named === "LatestPublished"
          ? latestPublished(flow)
          : flow.revisions.find(({ revision }) => String(revision) === named);
    if (!found) throw studioNotFound(request);
    return found;
  }

  const toTestUsersBody = ({ sid, testUsers }: Flow) => ({
    sid,
    test_users: [...testUsers],
    url: `${ORIGIN}${FLOWS}/${sid}/TestUsers`,
  });

  return [
    { name: "CreateFlow", method: "POST", path: FLOWS, parameters: PARAMETERS, run: create },
    {
      name: "UpdateFlowValidate",
      method: "POST",
      path: `${FLOWS}/Validate`,
      parameters: PARAMETERS,
      run: ({ parameters }) => {
        readNew(parameters);
        return { status: 200, body: { valid: true } };
      },
    },
    {
      name: "ListFlow",
      method: "GET",
      path: FLOWS,
      run: (request) => {
        const newestFirst = [...state().flows.values()].toReversed();
        return page(ORIGIN, request, "flows", newestFirst, (flow) => toBody(flow, false));
      },
    },
    {
      name: "FetchFlow",
      method: "GET",
      path: ONE,
      run: (request) => ({ status: 200, body: toBody(findFlow(context, request, "Sid")) }),
    },
    { name: "UpdateFlow", method: "POST", path: ONE, parameters: PARAMETERS, run: update },
    { name: "DeleteFlow", method: "DELETE", path: ONE, run: remove },
    {
      name: "ListFlowRevision",
      method: "GET",
      path: `${ONE}/Revisions`,
      run: (request) => {
        const flow = findFlow(context, request, "Sid");
        const toRevision = (revision: Revision) => toRevisionBody(flow, revision, false);
        return page(ORIGIN, request, "revisions", flow.revisions.toReversed(), toRevision);
      },
    },
    {
      name: "FetchFlowRevision",
      method: "GET",
      path: `${ONE}/Revisions/:Revision`,
      run: (request) => {
        const flow = findFlow(context, request, "Sid");
        return { status: 200, body: toRevisionBody(flow, revisionOf(flow, request), true) };
      },
    },
    {
      name: "FetchTestUser",
      method: "GET",
      path: `${ONE}/TestUsers`,
      run: (request) => ({ status: 200, body: toTestUsersBody(findFlow(context, request, "Sid")) }),
    },
    {
      name: "UpdateTestUser",
      method: "POST",
      path: `${ONE}/TestUsers`,
      parameters: ["TestUsers"],
      run: (request) => {
        const flow = findFlow(context, request, "Sid");
        if (request.parameters["TestUsers"] === undefined) throw badParameter("TestUsers is required");
        flow.testUsers = texts(request.parameters, "TestUsers").filter((user) => user !== "");
        return { status: 200, body: toTestUsersBody(flow) };
      },
    },
  ];
}

/** Where calls and messages for a flow are sent to. */
export const webhookUrl = (accountSid: string, flowSid: string): string =>
  `https://webhooks.twilio.com/v1/Accounts/${accountSid}/Flows/${flowSid}`;
