/** A floor on which one history after the other is played, each as if nothing had been before it. */
import { Account } from "../../simulator/account";
import type { HostedBuild } from "../../simulator/functions/hosted-build";
import { buildOf, Floor, openFloor } from "../support/floor";
import { NOON } from "../support/people";
import { hire } from "../support/work";

export type Stage = {
  snapshot: string;
  variables: Readonly<Record<string, string>>;
  token: string;
  build: HostedBuild;
};

/** Two queues with people in both, an account that announces nothing by itself, and a token for reconcile. */
export async function openStage(): Promise<Stage> {
  const floor = await openFloor();
  floor.account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  const capacity = { voice: 1, chat: 3 };
  await hire(floor, "ana", { stock: 5, internet: 3 }, capacity);
  await hire(floor, "bruno", { stock: 4 }, capacity);
  await hire(floor, "carla", { internet: 5, stock: 2 }, capacity);
  const token = await floor.token("reconcile");
  return { snapshot: floor.account.snapshot(), variables: floor.variables, token, build: await buildOf() };
}

/** The floor at the beginning, with these functions. */
export function floorOn({ snapshot, variables }: Stage, build: HostedBuild): Floor {
  const account = new Account({ seed: 1, start: NOON });
  account.restore(snapshot);
  return new Floor(account, build, variables);
}
