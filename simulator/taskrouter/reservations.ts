/**
 * Reservation: https://www.twilio.com/docs/taskrouter/api/reservations
 *
 * Modelled: fetch, list, update of the status with If-Match, under the task and under the worker. Not modelled:
 * instructions (call, conference, dequeue, redirect).
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, notFound, type Operation, page, type RestRequest, requiredText, text } from "../kernel/rest";
import { checkIfMatch, etagOf, find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import type { Reservation, ReservationStatus } from "./model";

const STATUSES: readonly ReservationStatus[] = ["accepted", "rejected", "wrapping", "completed"];

/** The same resource hangs under its task and under its worker. */
const PARENTS = [
  { prefix: "Task", parent: "Tasks", id: "TaskSid", sidOf: ({ task }: Reservation) => task.sid },
  { prefix: "Worker", parent: "Workers", id: "WorkerSid", sidOf: ({ worker }: Reservation) => worker.sid },
] as const;

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
        parameters: ["ReservationStatus"],
        run: (request) => {
          const status = text(request.parameters, "ReservationStatus");
          const { workspace } = spaceOf(context, request);
          find<unknown>(parent === "Tasks" ? workspace.tasks : workspace.workers, request.ids[id], request);
          const found = [...workspace.reservations.values()].filter(
            (reservation) =>
              sidOf(reservation) === request.ids[id] && (status === undefined || reservation.status === status),
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
        parameters: ["ReservationStatus"],
        run: (request) => {
          const reservation = reservationOf(request);
          checkIfMatch(request, reservation);
          const wanted = requiredText(request.parameters, "ReservationStatus");
          const status = STATUSES.find((one) => one === wanted);
          if (!status) throw badParameter(`ReservationStatus '${wanted}' is not valid`);
          spaceOf(context, request).engine.moveReservation(reservation, status);
          return reply(reservation);
        },
      },
    ];
    return operations;
  });
}
