/** What can go wrong with the delivery of events, where the account has it. */
import type { Account } from "../account";

export type EventFaults = {
  set(settings: unknown): void;
  clear(): void;
  settings(): unknown;
  counts(): unknown;
};

export function eventFaultsOf({ events }: Account): EventFaults | undefined {
  const faults = "faults" in events ? events.faults : undefined;
  return typeof faults === "object" && faults !== null ? (faults as EventFaults) : undefined;
}
