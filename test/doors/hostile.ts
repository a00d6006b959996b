/** A request that no door may fall for, and what it is to get. */
import type { Centre, Knock } from "./centre";
import type { Door } from "./door-list";

export type Hostile = {
  /** Who or what comes: "an expired token". */
  what: string;
  /** Which the door answers. */
  status: number;
  /** Looks at what is known of the credential: none where it cannot be good whatever is known. */
  checks: 0 | 1;
  send: (centre: Centre, door: Door) => Knock | Promise<Knock>;
};

/** Refusals by us are equal but for their status. */
export const REFUSED = '{"error":"refused"}';

/** Whose the refusal is: before a function, the platform's; otherwise the door's own. */
export const isPlatforms = (status: number, door: Door): boolean =>
  status === 405 || status === 413 || status === 431 || (status === 403 && door.lock.is === "signature");
