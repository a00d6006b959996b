/** How long an ended contact was offered, talked to and wrapped up, over all its reservations. */
import type { ReservationStory } from "./task-reservations";

const SECOND = 1000;

/** Milliseconds from one moment to another; none where either is not known. */
const between = (from: number | undefined, to: number | undefined): number =>
  from === undefined || to === undefined ? 0 : Math.max(0, to - from);

/** In seconds. What is not told yet is not counted: of work that has no end only what came before the wrap-up is. */
export function timesOf(reservations: readonly ReservationStory[]): {
  reserved: number;
  talked: number;
  wrapped: number;
} {
  let reserved = 0;
  let talked = 0;
  let wrapped = 0;
  for (const { created, accepted, wrapup, ended } of reservations) {
    reserved += between(created, accepted ?? ended);
    if (accepted === undefined) continue;
    talked += between(accepted, wrapup ?? ended);
    wrapped += between(wrapup, ended);
  }
  return { reserved: reserved / SECOND, talked: talked / SECOND, wrapped: wrapped / SECOND };
}
