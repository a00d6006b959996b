/** The requests that the servers are asked, each kind as often as any other. */
import { stringify } from "node:querystring";
import type { Request } from "autocannon";

/** In the order in which a connection sends them. */
export const KINDS = ["createTask", "fetchTask", "listWorkers", "writeItem", "acceptReservation"] as const;
export type Kind = (typeof KINDS)[number];

/** How many workers a list holds. */
export const LISTED = 50;

/** A task that is offered to somebody. */
export type Offer = { taskSid: string; reservationSid: string };

/** What the requests name, as it is in a freshly prepared account. */
export type Stage = {
  /** The Authorization header. */
  authorization: string;
  workspaceSid: string;
  workflowSid: string;
  serviceSid: string;
  mapSids: readonly string[];
  /** As many as there are requests of a kind. */
  offers: readonly Offer[];
};

/** One request, and what its answer is to say. */
export type Asked = Request & { kind: Kind; contains: readonly string[] };

const TASK_ATTRIBUTES = { type: "inbound", name: "+15550100001", channelType: "web", skills: ["billing", "german"] };
const ITEM = { contact: "billing", state: "assigned", since: "2026-01-05T09:00:00Z", minutes: 12 };

/** Writes wander over the maps, of which each may be written 20 times a second: https://www.twilio.com/docs/sync/limits */
const itemsOf = ({ serviceSid, mapSids }: Stage, number: number) =>
  `/sync/v1/Services/${serviceSid}/Maps/${mapSids[number % mapSids.length]}/Items`;

function addressOf(kind: Kind, stage: Stage, number: number): Pick<Request, "method" | "path"> {
  const workspace = `/taskrouter/v1/Workspaces/${stage.workspaceSid}`;
  const { taskSid, reservationSid } = stage.offers[number] ?? { taskSid: "", reservationSid: "" };
  switch (kind) {
    case "createTask":
      return { method: "POST", path: `${workspace}/Tasks` };
    case "fetchTask":
      return { method: "GET", path: `${workspace}/Tasks/${taskSid}` };
    case "listWorkers":
      return { method: "GET", path: `${workspace}/Workers?PageSize=${LISTED}` };
    case "writeItem":
      return { method: "POST", path: itemsOf(stage, number) };
    case "acceptReservation":
      return { method: "POST", path: `${workspace}/Tasks/${taskSid}/Reservations/${reservationSid}` };
  }
}

const keyOf = (number: number): string => `contact-${String(number).padStart(8, "0")}`;

function formOf(kind: Kind, { workflowSid }: Stage, number: number): Record<string, string> | undefined {
  switch (kind) {
    case "createTask":
      return { WorkflowSid: workflowSid, Attributes: JSON.stringify({ ...TASK_ATTRIBUTES, number }) };
    case "writeItem":
      return { Key: keyOf(number), Data: JSON.stringify(ITEM) };
    case "acceptReservation":
      return { ReservationStatus: "accepted" };
    default:
      return undefined;
  }
}

/** What tells the right answer from others. */
function contentOf(kind: Kind, stage: Stage, number: number): readonly string[] {
  const { taskSid = "", reservationSid = "" } = stage.offers[number] ?? {};
  switch (kind) {
    case "createTask":
      return ['"assignment_status":"pending"', `\\"number\\":${number}}`];
    case "fetchTask":
      return [`"sid":"${taskSid}"`, '"attributes":"{'];
    case "listWorkers":
      return [`"page_size":${LISTED}`, '"friendly_name":"worker-01"', `"friendly_name":"worker-${LISTED}"`];
    case "writeItem":
      return [`"key":"${keyOf(number)}"`, `"data":${JSON.stringify(ITEM)}`];
    case "acceptReservation":
      return [`"sid":"${reservationSid}"`, '"reservation_status":"accepted"'];
  }
}

/** The so-manieth request of a kind. */
export function requestOf(kind: Kind, stage: Stage, number: number): Asked {
  const form = formOf(kind, stage, number);
  const headers = { authorization: stage.authorization, accept: "application/json" };
  return {
    kind,
    contains: contentOf(kind, stage, number),
    ...addressOf(kind, stage, number),
    headers: form ? { ...headers, "content-type": "application/x-www-form-urlencoded" } : headers,
    ...(form ? { body: stringify(form) } : {}),
  };
}
