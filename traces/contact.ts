/** One contact of a day, and the columns a day is written in: what the reader and the makers of traces share. */

/** What a contact brings to the floor. Whether it is answered, by whom and after how long is for the floor to decide. */
export type TraceContact = {
  /** Seconds from midnight of the trace's day; 86400 and more is the day after. */
  arrivedAt: number;
  /** Unique name of a task channel, such as `voice` or `chat`. */
  channel: string;
  /** The caller's address: a phone number in E.164, or `web:` and a name. */
  from: string;
  queue: string;
  /** Seconds a worker talks or writes with the customer, once accepted. */
  handle: number;
  /** Seconds the customer waits before giving up; undefined waits for ever. */
  patience: number | undefined;
  /** Seconds of wrapping after the conversation, if it is answered. */
  wrapup: number;
  /** ISO 639-1, such as `he`. */
  language?: string | undefined;
  /** The customer's id in the CRM; undefined for somebody nobody has identified. */
  customer?: string | undefined;
  /** The code the worker notes at the end, if it is answered; undefined notes none. */
  disposition?: string | undefined;
};

export type Trace = {
  /** ISO 8601 date (UTC) of the midnight that `arrivedAt` counts from; undefined when the trace does not say. */
  day: string | undefined;
  /** In the order of arrival. */
  contacts: TraceContact[];
};

export const REQUIRED_COLUMNS = ["arrived_at", "channel", "from", "queue", "handle", "patience"] as const;

export const COLUMNS = [...REQUIRED_COLUMNS, "wrapup", "language", "customer", "disposition"] as const;

export type Column = (typeof COLUMNS)[number];

/** Contacts as the text of a CSV file that `readTrace` reads back. */
export function formatTrace(contacts: readonly TraceContact[]): string {
  const rows = contacts.map((contact) => {
    const cells: Partial<Record<Column, string | number | undefined>> = { ...contact, arrived_at: contact.arrivedAt };
    return COLUMNS.map((column) => quoted(String(cells[column] ?? ""))).join(",");
  });
  return `${[COLUMNS.join(","), ...rows].join("\n")}\n`;
}

/** All the quoting that RFC 4180 asks for, and for spaces that readers may trim: too little for a package to write CSV. */
function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
