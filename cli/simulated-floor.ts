/** A simulated account made ready by `floor setup`, and the day that is to be played on it. */
import { Account, type AccountOptions } from "../simulator/account";
import { Day } from "../simulator/people/day";
import { rosterOf, secondsOf } from "../src/domain/policy";
import type { DayPlan } from "./day-plan";
import { type SetUp, setUp } from "./setup";
import { createToken } from "./tokens";

/** Seconds between ticks, where nothing else is said: what the scheduler of a real account is set to. */
const TICK_EVERY = 30;
/** Seconds between rounds of quality, likewise. */
const QUALITY_EVERY = 60;
/** Its token is good for longer than any day that is played. */
const SCHEDULER = { name: "scheduler", scopes: ["tick", "run-quality"], days: 365 } as const;
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

type FunctionsPlace = { functionsUrl: string; tickEvery?: number | undefined };

export type FloorOptions = Pick<AccountOptions, "delivery" | "functionSeconds"> & { tickEvery?: number };

/** Puts the people of a plan on an account that `floor setup` has made ready for functions at this origin. */
export async function openDay(
  account: Account,
  plan: DayPlan,
  { variables, functionsUrl, tickEvery = TICK_EVERY }: Pick<SetUp, "variables"> & FunctionsPlace,
): Promise<Day> {
  const { hours } = plan.policy;
  const floor = { client: account.client(() => "floor token"), syncServiceSid: variables.SYNC_SERVICE_SID };
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
      quality: `${functionsUrl}/operations/quality`,
    },
    schedulerToken: await createToken(floor, SCHEDULER, plan.midnight),
    tickEvery,
    qualityEvery: QUALITY_EVERY,
  });
  await day.start();
  return day;
}

/** @param functionsUrl origin the account calls the functions at */
export async function openFloor(
  plan: DayPlan,
  functionsUrl: string,
  { tickEvery, ...options }: FloorOptions = {},
): Promise<SimulatedFloor> {
  const account = new Account({ seed: plan.seed, start: plan.midnight, ...options });
  const { variables } = await setUp(
    account.client(() => "floor setup"),
    plan.policy,
    { functionsUrl },
  );
  const day = await openDay(account, plan, { variables, functionsUrl, tickEvery });
  return { account, day, environment: { ...SIMULATED, ...variables }, syncServiceSid: variables.SYNC_SERVICE_SID };
}
