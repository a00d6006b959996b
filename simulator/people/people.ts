/** The people of a simulated day: customers who come, wait and give up, and workers who answer. */

/** A customer's contact, and what will come of it. Seconds are counted from the day's midnight. */
export type SimulatedContact = {
  /** 86400 and more is the day after. */
  arrivedAt: number;
  /** A task channel's unique name. */
  channel: string;
  /** A phone number in E.164, or `web:` and a name. */
  from: string;
  /** The intent. */
  queue: string;
  /** Seconds of talk once a worker has accepted. */
  handle: number;
  /** Seconds the customer waits before giving up; undefined for as long as it takes. */
  patience: number | undefined;
  /** Seconds of work after the talk. */
  wrapup: number;
  /** ISO 639-1, such as `he`. */
  language?: string | undefined;
  /** The customer's id in the CRM; undefined for somebody nobody has identified. */
  customer?: string | undefined;
  /** The code the worker notes at the end, if it is answered; undefined notes none. */
  disposition?: string | undefined;
};

/** A worker to hire. */
export type Hire = {
  name: string;
  /** Skill to level; the first is the worker's own. */
  skills: Readonly<Record<string, number>>;
  /** Contacts at once, by channel. */
  capacity: Readonly<Record<string, number>>;
};

/** What became of a contact. */
export type Outcome = {
  contact: SimulatedContact;
  taskSid?: string;
  /** Milliseconds since the epoch, as the moments below. */
  offeredAt: number;
  answeredAt?: number;
  endedAt?: number;
};

/** When a worker was there, and when at work: talking or wrapping up. */
export type Attendance = {
  hire: Hire;
  from: number;
  to: number;
  /** Milliseconds with at least one contact in hand. */
  busy: number;
};
