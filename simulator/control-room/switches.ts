/** `/_simulator/switches`: what documentation leaves open, and how it is here. */
import { SWITCHES, setSwitches } from "../kernel/switches";
import type { ControlRoom } from "./page";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function addSwitchesPages({ app, account }: ControlRoom): void {
  const shown = () => {
    const { switches } = account();
    return Object.fromEntries(
      Object.entries(SWITCHES).map(([name, description]) => [
        name,
        { value: switches[name as keyof typeof switches], ...description },
      ]),
    );
  };

  app.get("/_simulator/switches", (_request, response) => {
    response.json(shown());
  });
  app.put("/_simulator/switches", (request, response) => {
    setSwitches(account().switches, isObject(request.body) ? request.body : {});
    response.json(shown());
  });
}
