/** Twilio's identifiers, typed by their prefix, so that a worker's cannot stand for a task's. */
export type Sid<Prefix extends string> = `${Prefix}${string}`;

export type TaskSid = Sid<"WT">;
export type WorkerSid = Sid<"WK">;
export type TaskQueueSid = Sid<"WQ">;

export const isSid = <Prefix extends string>(prefix: Prefix, value: unknown): value is Sid<Prefix> =>
  typeof value === "string" && value.startsWith(prefix) && /^[A-Z]{2}[0-9a-f]{32}$/.test(value);
