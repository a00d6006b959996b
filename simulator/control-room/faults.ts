/** `/_simulator/faults`: what goes wrong with requests and with events, and how often it has. */
import * as v from "valibot";
import type { Account } from "../account";
import { type ControlRoom, read } from "./page";

const settings = v.strictObject({
  requests: v.exactOptional(v.array(v.unknown(), "must be a list of rules")),
  events: v.exactOptional(v.unknown()),
});

function shown(account: Account) {
  const { faults: requests, events } = account;
  return {
    requests: { rules: requests.settings(), counts: requests.counts() },
    events: { settings: events.faults.settings(), counts: events.faults.counts() },
  };
}

export function addFaultsPages({ app, account }: ControlRoom): void {
  app.get("/_simulator/faults", (_request, response) => {
    response.json(shown(account()));
  });
  app.put("/_simulator/faults", (request, response) => {
    const { requests, events } = read(settings, request.body);
    if (requests !== undefined) account().faults.set(requests);
    if (events !== undefined) account().events.faults.set(events);
    response.json(shown(account()));
  });
  app.delete("/_simulator/faults", (_request, response) => {
    account().faults.clear();
    account().events.faults.clear();
    response.json(shown(account()));
  });
}
