/** The ledger's entry for one ended contact: whoever makes it records the contact, and nobody else does. */
import type { Disposition } from "./given-disposition";

/** A disposition that was given after the end. */
export type LateDisposition = Disposition & {
  /** Of the record in which it stands. */
  revision: number;
  /** Whether that record is in the feed for certain. */
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
  /** The person has been forgotten: nothing of this contact is written again. */
  forgotten?: boolean;
};
