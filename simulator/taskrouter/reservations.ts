/**
 * Reservation: https://www.twilio.com/docs/taskrouter/api/reservations
 *
 * Modelled: all operations and parameters, under the task and under the worker. Instructions put nobody on the line:
 * reservation-instructions.ts.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  notFound,
  type Operation,
  type Parameters,
  page,
  type RestRequest,
  requiredText,
  text,
} from "../kernel/rest";
import { checkIfMatch, etagOf, find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import type { Activity, Reservation, ReservationStatus, Workspace } from "./model";
import { INSTRUCTION_PARAMETERS, instructionIn } from "./reservation-instructions";
import type { Space } from "./space";

/** Those a request can ask for; the others come about. */
const STATUSES: readonly ReservationStatus[] = ["accepted", "rejected", "wrapping", "completed"];
const EVERY_STATUS: readonly ReservationStatus[] = [...STATUSES, "pending", "timeout", "canceled", "rescinded"];

/** The same resource hangs under its task and under its worker. */
const PARENTS = [
  { prefix: "Task", parent: "Tasks", id: "TaskSid", sidOf: ({ task }: Reservation) => task.sid },
  { prefix: "Worker", parent: "Workers", id: "WorkerSid", sidOf: ({ worker }: Reservation) => worker.sid },
] as const;

function statusIn(parameters: Parameters): ReservationStatus {
  const wanted = requiredText(parameters, "ReservationStatus");
  const status = STATUSES.find((one) => one === wanted);
  if (!status) throw badParameter(`ReservationStatus '${wanted}' is not valid`);
  return status;
}

function activityIn({ activities }: Workspace, parameters: Parameters): Activity | undefined {
  const sid = text(parameters, "WorkerActivitySid");
  if (sid === undefined) return undefined;
  const activity = activities.get(sid);
  if (!activity) throw badParameter(`WorkerActivitySid ${sid} does not exist`);
  return activity;
}

/** All is read before anything is changed: a refused request changes nothing. */
function update({ workspace, engine }: Space, reservation: Reservation, parameters: Parameters): void {
  const activity = activityIn(workspace, parameters);
  const instructed = instructionIn(workspace, parameters);
  const hasStatus = text(parameters, "ReservationStatus") !== undefined || !instructed;
  const status = hasStatus ? statusIn(parameters) : instructed?.effect;
  if (status) engine.moveReservation(reservation, status, activity);
  else if (instructed && reservation.status !== instructed.needsStatus) {
    throw badParameter(`Reservation ${reservation.sid} is not ${instructed.needsStatus}`);
  }
  if (instructed) reservation.instruction = instructed.instruction;
}

export function reservationOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  return PARENTS.flatMap(({ prefix, parent, id, sidOf }) => {
    const list = `${WORKSPACE}/${parent}/:${id}/Reservations`;
    const toBody = (reservation: Reservation) => {
      const { workspace } = reservation.task;
      const base = urlOf(workspace.sid);
      return {
        account_sid: kernel.accountSid,
        workspace_sid: workspace.sid,
        sid: reservation.sid,
        reservation_status: reservation.status,
        task_sid: reservation.task.sid,
        worker_sid: reservation.worker.sid,
        worker_name: reservation.worker.friendlyName,
        date_created: isoSeconds(reservation.createdAt),
        date_updated: isoSeconds(reservation.updatedAt),
        url: `${base}/${parent}/${sidOf(reservation)}/Reservations/${reservation.sid}`,
        links: {
          task: `${base}/Tasks/${reservation.task.sid}`,
          worker: `${base}/Workers/${reservation.worker.sid}`,
          workspace: base,
        },
      };
    };
    const reservationsOf = (workspace: Workspace, request: RestRequest): readonly Reservation[] => {
      if (prefix === "Task") return find(workspace.tasks, request.ids[id], request).everyReservation;
      const worker = find(workspace.workers, request.ids[id], request);
      return [...workspace.reservations.values()].filter((reservation) => reservation.worker === worker);
    };
    const reservationOf = (request: RestRequest) => {
      const reservation = find(spaceOf(context, request).workspace.reservations, request.ids["Sid"], request);
      if (sidOf(reservation) !== request.ids[id]) throw notFound(request.path);
      return reservation;
    };
    const reply = (reservation: Reservation) => ({
      status: 200,
      body: toBody(reservation),
      headers: { etag: etagOf(reservation) },
    });
    const operations: Operation[] = [
      {
        name: `List${prefix}Reservation`,
        method: "GET",
        path: list,
        parameters: prefix === "Task" ? ["ReservationStatus", "WorkerSid"] : ["ReservationStatus"],
        run: (request) => {
          const workerSid = text(request.parameters, "WorkerSid");
          const status = text(request.parameters, "ReservationStatus");
          if (status !== undefined && !EVERY_STATUS.some((one) => one === status)) {
            throw badParameter(`ReservationStatus '${status}' is not valid`);
          }
          const { workspace } = spaceOf(context, request);
          const found = reservationsOf(workspace, request).filter(
            (reservation) =>
              (status === undefined || reservation.status === status) &&
              (workerSid === undefined || reservation.worker.sid === workerSid),
          );
          return page(ORIGIN, request, "reservations", found, toBody);
        },
      },
      {
        name: `Fetch${prefix}Reservation`,
        method: "GET",
        path: `${list}/:Sid`,
        run: (request) => reply(reservationOf(request)),
      },
      {
        name: `Update${prefix}Reservation`,
        method: "POST",
        path: `${list}/:Sid`,
        parameters: ["ReservationStatus", "WorkerActivitySid", ...INSTRUCTION_PARAMETERS[prefix]],
        run: (request) => {
          const reservation = reservationOf(request);
          checkIfMatch(request, reservation);
          update(spaceOf(context, request), reservation, request.parameters);
          return reply(reservation);
        },
      },
    ];
    return operations;
  });
}
