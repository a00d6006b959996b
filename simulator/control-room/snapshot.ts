/** `/_simulator/snapshot`: the whole account as text, to keep and to go on from. */
import { text } from "express";
import { ControlError, type ControlRoom } from "./page";

/** A snapshot of a long day is large. */
const LARGEST = "512mb";

export function addSnapshotPages({ app, account, pace }: ControlRoom): void {
  const refuseHeld = () => {
    if (!account().clock.isHeld) return;
    throw new ControlError(409, "a call is in flight: POST /_simulator/advance until it is answered, and ask again");
  };

  app.get("/_simulator/snapshot", (_request, response) => {
    refuseHeld();
    response.type("text/plain").send(account().snapshot());
  });
  app.put("/_simulator/snapshot", text({ type: "*/*", limit: LARGEST }), (request, response) => {
    refuseHeld();
    const snapshot: unknown = request.body;
    if (typeof snapshot !== "string" || snapshot === "")
      throw new ControlError(400, "send what GET /_simulator/snapshot gave");
    try {
      account().restore(snapshot);
    } catch (error) {
      throw new ControlError(400, `not a snapshot: ${error instanceof Error ? error.message : String(error)}`);
    }
    pace.begin();
    response.json({ now: new Date(account().clock.now()).toISOString() });
  });
}
