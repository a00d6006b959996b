/** `/_simulator/faults`: what goes wrong with requests and with events, and how often it has. */
import * as v from "valibot";
import type { Account } from "../account";
import { eventFaultsOf } from "./event-faults";
import { ControlError, type ControlRoom, read } from "./page";

const settings = v.strictObject({
  requests: v.exactOptional(v.array(v.unknown(), "must be a list of rules")),
  events: v.exactOptional(v.unknown()),
});

function shown(account: Account) {
  const events = eventFaultsOf(account);
  return {
    requests: { rules: account.faults.settings(), counts: account.faults.counts() },
    events: events ? { settings: events.settings(), counts: events.counts() } : null,
  };
}

export function addFaultsPages({ app, account }: ControlRoom): void {
  app.get("/_simulator/faults", (_request, response) => {
    response.json(shown(account()));
  });
  app.put("/_simulator/faults", (request, response) => {
    const { requests, events } = read(settings, request.body);
    const eventFaults = eventFaultsOf(account());
    if (events !== undefined && !eventFaults)
      throw new ControlError(501, "events: this account has no faults of events");
    if (requests !== undefined) account().faults.set(requests);
    if (events !== undefined) eventFaults?.set(events);
    response.json(shown(account()));
  });
  app.delete("/_simulator/faults", (_request, response) => {
    account().faults.clear();
    eventFaultsOf(account())?.clear();
    response.json(shown(account()));
  });
}
