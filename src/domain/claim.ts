/** The ledger's entry for one ended contact: whoever makes it records the contact, and nobody else does. */
export type Claim = {
  /** Which invocation made it. */
  by: string;
  /** When, ISO 8601: a claim that is older than any invocation lives, and has no record in the feed, was left behind. */
  at: string;
  /** When the contact ended, ISO 8601, as the event that announced it says. */
  endedAt?: string;
  /** A disposition that was given after the end. */
  disposition?: { code: string; fields: Readonly<Record<string, string | number>>; note: string | null };
  /** The person has been forgotten: nothing of this contact is written again. */
  forgotten?: boolean;
};
