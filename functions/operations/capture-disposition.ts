/**
 * POST /operations/capture-disposition: how a contact ended. Called by a CRM or another program with a token of the scope
 * `capture-disposition`; answer within 5 s.
 *
 * Takes and answers what /studio/capture-disposition does. docs/dispositions.md has all.
 */
import { captureDisposition, endpoint, machine } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: machine("capture-disposition"),
  takes: ["form", "json"],
  ...captureDisposition,
});
