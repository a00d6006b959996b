/** Who comes and who answers in the tests, and when: numbers reserved for fiction, fixed dates. */
import type { WorkerSid } from "../../src/domain/sid";

/** A Monday at noon. */
export const NOON = new Date("2026-01-05T12:00:00Z");

/** So many seconds after noon; before it where negative. */
export const afterNoon = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);

/** A customer with everything that no log may show. */
export const GRACE = { from: "+15550100001", customer: "grace-4711", email: "grace@example.com" };
export const HENRY = { from: "+15550100002", customer: "henry-4712", email: "henry@example.com" };

/** A SID that ends in these digits. */
const sid = <Prefix extends string>(prefix: Prefix, digits: string): `${Prefix}${string}` =>
  `${prefix}${digits.padStart(32, "0")}`;

export const taskSid = (digits: string) => sid("WT", digits);

/** Workers who are not hired anywhere. */
export const ANA: { sid: WorkerSid; name: string } = { sid: sid("WK", "a"), name: "ana" };
export const BRUNO: { sid: WorkerSid; name: string } = { sid: sid("WK", "b"), name: "bruno" };

/** Another account's workspace. */
export const OTHER_WORKSPACE = sid("WS", "ffff");
