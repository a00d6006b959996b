/** Everything hostile, at every door there is: what it is answered, and what it sets in motion. */
import { Centre } from "../test/doors/centre";
import { doors } from "../test/doors/door-list";
import { hostileRequests, judge, type Verdict } from "../test/doors/judge";
import { DOORS_PAGE, doorsPage } from "../test/doors/page";
import { rightRequest } from "../test/doors/sending";
import type { Bench } from "./bench";

export const doorsBench: Bench = {
  describes: "hostile requests at every door: wrong answers, effects, and looks at credentials",
  measure: async ({ tell }) => {
    const centre = await Centre.open();
    const verdicts: Verdict[] = [];
    for (const door of doors) {
      for (const hostile of hostileRequests(centre, door)) verdicts.push(await judge(centre, door, hostile));
    }
    const right = [];
    for (const door of doors) right.push(await centre.knock(await rightRequest(centre, door)));
    const wrong = verdicts.filter(({ problems }) => problems.length > 0);
    tell(wrong.map(({ door, what, problems }) => ({ door, what, problems: problems.join("; ") })));
    const perDoor = doors.map(({ path }) => verdicts.filter(({ door }) => door === path).length);
    return {
      doors: doors.length,
      hostileRequests: verdicts.length,
      hostileRequestsPerDoorMinimum: Math.min(...perDoor),
      rightRequestsDecided: right.filter(Centre.hasDecided).length,
      wrongAnswers: wrong.length,
      effectsOnRefusal: verdicts.reduce((sum, { effects }) => sum + effects.length, 0),
      readsOnRefusal: verdicts.reduce((sum, { calls, effects }) => sum + calls.length - effects.length, 0),
      callsOnRefusalMaximum: Math.max(...verdicts.map(({ checks, calls }) => checks + calls.length)),
    };
  },
  files: () => [{ path: DOORS_PAGE, text: doorsPage() }],
};
