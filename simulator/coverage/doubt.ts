/** Something the simulated account does although nobody could say for sure that Twilio does it so. */
export type Doubt = {
  /** An operation, or a topic. */
  about: string;
  /** What Twilio's documentation says, or that it says nothing. */
  documented: string;
  /** What the account does. */
  here: string;
  /** How to have it otherwise. */
  switch?: string;
};
