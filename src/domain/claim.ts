/** The ledger's entry for one ended contact: whoever makes it records the contact, and nobody else does. */
import type { Disposition } from "./given-disposition";

/** A disposition that was given after the end. */
export type LateDisposition = Disposition & {
  /** Of the record in which it stands. */
  revision: number;
  /** Whether that record is in the feed for certain. */
  isWritten: boolean;
};

/** Why reconcile wrote a record. */
export type RepairReason =
  /** Nobody had claimed the contact: its end was never announced, or each time in vain. */
  | "never-announced"
  /** It was claimed and is not in the feed: whoever claimed it got no further. */
  | "left-behind"
  | "was-incomplete"
  /** It was complete by all that could be seen, and the events say otherwise. */
  | "was-wrong"
  /** Two records that differ had the same revision. */
  | "was-ambiguous";

/** A record that reconcile writes: said in the claim first, so that of several runs one writes it. */
export type Repair = {
  /** Which run. */
  by: string;
  /** When, ISO 8601. */
  at: string;
  reason: RepairReason;
  /** Of the record. */
  revision: number;
  isComplete: boolean;
  /** Whether the record is in the feed for certain. */
  isWritten: boolean;
};

export type Claim = {
  /** Which invocation made it. */
  by: string;
  /** When, ISO 8601: a claim that is older than any invocation lives, and has no record in the feed, was left behind. */
  at: string;
  /** When the contact ended, ISO 8601, as the event that announced it says. */
  endedAt?: string;
  /** Whoever writes the record again takes it from here. */
  disposition?: LateDisposition;
  /** The last one. */
  repair?: Repair;
  /** The person has been forgotten: nothing of this contact is written again. */
  forgotten?: boolean;
};

/** The highest revision that the claim knows of; whoever writes the record again takes the next. 0 where it knows none. */
export const promisedRevision = ({ disposition, repair }: Claim): number =>
  Math.max(disposition?.revision ?? 0, repair?.revision ?? 0);
