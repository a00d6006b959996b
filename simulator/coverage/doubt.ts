/** Something that Twilio's documentation leaves open or says in two ways, and what the account does. */
export type Doubt = {
  /** An operation, as `taskrouter.CreateTask`, or a topic. */
  about: string;
  /** What the documentation says, or that it says nothing. */
  documented: string;
  /** What the account does. */
  here: string;
  /** The option that makes it do otherwise. */
  switch?: string;
};
