/** `/_simulator/requests`: how many requests of each operation, and of whom. `?caller=` is one caller's. */
import type { ControlRoom } from "./page";

export function addRequestsPage({ app, account }: ControlRoom): void {
  app.get("/_simulator/requests", (request, response) => {
    const { requests } = account();
    const { caller } = request.query;
    if (typeof caller === "string") {
      response.json(requests.summary((one) => one === caller));
      return;
    }
    const byCaller = requests.callers().map((one) => [one, requests.summary((other) => other === one)]);
    response.json({ ...requests.summary(), byCaller: Object.fromEntries(byCaller) });
  });
}
