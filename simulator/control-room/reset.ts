/** `/_simulator/reset`: a new account, as the first one was. */
import type { ControlRoom } from "./page";

export function addResetPage({ app, account, reset }: ControlRoom): void {
  app.post("/_simulator/reset", (_request, response) => {
    reset();
    response.json({ now: new Date(account().clock.now()).toISOString() });
  });
}
