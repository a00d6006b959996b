/**
 * POST /flex/capture-disposition: how a contact ended. Called by a plugin of the Flex UI with the `Token` of whoever is
 * signed in: workers for contacts they have or have had, supervisors for all; answer within 5 s.
 *
 * Takes and answers what /studio/capture-disposition does. docs/dispositions.md has all.
 */
import { captureDisposition, endpoint, flexUser } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: flexUser(),
  takes: ["form", "json"],
  ...captureDisposition,
});
