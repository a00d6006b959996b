/** A simulated account made ready by `floor setup`, and the day that is to be played on it. */
import { Account, type AccountOptions } from "../simulator/account";
import { Day } from "../simulator/people/day";
import { rosterOf, secondsOf } from "../src/domain/policy";
import type { DayPlan } from "./day-plan";
import { setUp } from "./setup";
import { createToken } from "./tokens";

/** Seconds between ticks, where nothing else is said: what the scheduler of a real account is set to. */
const TICK_EVERY = 30;
/** Longer than any day that is played. */
const TOKEN_DAYS = 365;
/** Secrets and numbers of a simulated account protect nothing; the numbers are reserved for fiction. */
const SIMULATED = {
  CUSTOMER_KEY: "simulated-customer-key",
  ALERT_FROM: "+15550100900",
  ALERT_TO: "+15550100901",
};

export type SimulatedFloor = {
  account: Account;
  day: Day;
  /** Of the functions, as a deployment would have them. */
  environment: Record<string, string>;
  syncServiceSid: string;
};

export type FloorOptions = Pick<AccountOptions, "delivery" | "functionSeconds"> & { tickEvery?: number };

/** @param functionsUrl origin the account calls the functions at */
export async function openFloor(
  plan: DayPlan,
  functionsUrl: string,
  { tickEvery = TICK_EVERY, ...options }: FloorOptions = {},
): Promise<SimulatedFloor> {
  const account = new Account({ seed: plan.seed, start: plan.midnight, ...options });
  const client = account.client(() => "floor setup");
  const { variables } = await setUp(client, plan.policy, { functionsUrl });
  const syncServiceSid = variables.SYNC_SERVICE_SID;
  const scheduler = { name: "scheduler", scopes: ["tick"], days: TOKEN_DAYS } as const;
  const tickToken = await createToken({ client, syncServiceSid }, scheduler, plan.midnight);
  const { hours } = plan.policy;
  const day = new Day({
    account,
    contacts: plan.contacts,
    hires: rosterOf(plan.policy),
    midnight: plan.midnight,
    hours: { opens: secondsOf(hours.opens), closes: secondsOf(hours.closes) },
    workflowSid: variables.WORKFLOW_SID,
    doors: {
      routeContact: `${functionsUrl}/studio/route-contact`,
      captureDisposition: `${functionsUrl}/studio/capture-disposition`,
      tick: `${functionsUrl}/operations/tick`,
    },
    tickToken,
    tickEvery,
  });
  await day.start();
  return { account, day, environment: { ...SIMULATED, ...variables }, syncServiceSid };
}
