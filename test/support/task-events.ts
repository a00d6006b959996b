/** A task's events as the Events API tells them. */
import type { TaskEvent } from "../../src/domain/task-event";
import { ANA, afterNoon, BRUNO, GRACE } from "./people";

type Data = Readonly<Record<string, string>>;

/** A customer as attributes have one: a hash. */
export const CUSTOMER = "c0ffee".padEnd(32, "0");

const FLOOR = {
  queue: "sales",
  segment: "everyone",
  because: "first-contact",
  customer: CUSTOMER,
  language: "en",
  recent: 3,
};

const ATTRIBUTES = { from: GRACE.from, floor: FLOOR, conversations: { outcome: "sold" } };

/** Attributes as events carry them; what is given stands beside or in the place of what every task here has. */
export const attributes = (given: object = {}): Data => ({
  task_attributes: JSON.stringify({ ...ATTRIBUTES, ...given }),
});

/** So many seconds after the task was created. */
export const event = (seconds: number, type: string, data: Data = {}): TaskEvent => ({
  sid: `EV${type}${seconds}${data["reservation_sid"] ?? ""}`,
  type,
  at: afterNoon(seconds),
  data: { task_channel_unique_name: "voice", task_queue_name: "sales", ...attributes(), ...data },
});

const WORKERS = { ana: ANA, bruno: BRUNO };

/** An event of the n-th reservation. */
export const reservation = (
  seconds: number,
  status: "created" | "accepted" | "rejected" | "timeout" | "canceled" | "rescinded" | "wrapup" | "completed",
  who: keyof typeof WORKERS = "ana",
  number = 1,
): TaskEvent =>
  event(seconds, `reservation.${status}`, {
    reservation_sid: `WR${number}`,
    worker_sid: WORKERS[who].sid,
    worker_name: who,
  });

export const created = event(0, "task.created");
export const entered = event(0.001, "task-queue.entered", { task_queue_name: "sales" });
export const moved = (seconds: number) => event(seconds, "task-queue.moved", { task_queue_name: "sales_overflow" });
export const completed = (seconds: number, data: Data = {}) => event(seconds, "task.completed", data);
export const canceled = (seconds: number, reason = "hangup") =>
  event(seconds, "task.canceled", { task_canceled_reason: reason });
