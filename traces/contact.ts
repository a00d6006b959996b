/** One contact of a day, and the columns a day is written in: what the reader and the makers of traces share. */
import type { SimulatedContact } from "../simulator/people/people";

/** What a contact brings to the floor. Whether it is answered, by whom and after how long is for the floor to decide. */
export type TraceContact = SimulatedContact;

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
