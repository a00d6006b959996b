/** What steers the account, under `/_simulator/`, where no path of Twilio's lives. Documented in docs/control-room.md. */
import { json } from "express";
import { addClockPages } from "./clock";
import { addContactsPage } from "./contacts";
import { addFaultsPages } from "./faults";
import { guard } from "./guard";
import type { ControlRoom } from "./page";
import { addRequestsPage } from "./requests";
import { addResetPage } from "./reset";
import { addSnapshotPages } from "./snapshot";
import { addSwitchesPages } from "./switches";

const PAGES = [addClockPages, addResetPage, addRequestsPage, addFaultsPages, addSwitchesPages, addContactsPage];

export function addControlRoom(room: ControlRoom): void {
  room.app.use(guard);
  // Before bodies are read as JSON: a snapshot looks like it and is kept as text.
  addSnapshotPages(room);
  // Whatever it is called: the guard has refused pages of other sites, and curl calls every body a form.
  room.app.use("/_simulator", json({ limit: "2mb", type: () => true }));
  for (const add of PAGES) add(room);
}
