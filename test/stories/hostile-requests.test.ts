/** Nobody gets anything out of a door by asking in the wrong way: every row of docs/doors.md is sent. */
import { readFileSync } from "node:fs";
import { Centre } from "../doors/centre";
import { doors } from "../doors/door-list";
import { hostileRequests, judge } from "../doors/judge";
import { DOORS_PAGE, doorsPage } from "../doors/page";
import { ROWS, type Scene } from "../doors/rows";
import { rightRequest } from "../doors/sending";

const SCENE: Scene = { workspaceSid: "", workerSid: "", taskSid: "", endedTaskSid: "", now: 0 };

test("every door has a row, and every row a door", () => {
  expect(doors.map(({ path }) => path)).toEqual(Object.keys(ROWS).sort());
});

describe.each(doors)("$path", (door) => {
  let centre: Centre;
  let requests: ReturnType<typeof hostileRequests>;
  beforeAll(async () => {
    centre = await Centre.open();
    requests = hostileRequests(centre, door);
  });

  test.each(hostileRequests(SCENE, door).map(({ what, status }) => ({ what, status })))(
    "$what: $status, and nothing is read or written",
    async ({ what }) => {
      const hostile = requests.find((one) => one.what === what);
      const verdict = hostile && (await judge(centre, door, hostile));

      expect(verdict?.problems).toEqual([]);
    },
  );

  test("knows at least fourteen ways to come in badly", () => {
    expect(hostileRequests(SCENE, door).length).toBeGreaterThanOrEqual(14);
  });

  test("decides on what comes rightly", async () => {
    const heard = await centre.knock(await rightRequest(centre, door));

    expect(Centre.hasDecided(heard)).toBe(true);
    expect(heard.status).toBeLessThan(300);
  });
});

test("docs/doors.md is of this code", () => {
  // If it is not: npm run bench -- doors --write
  expect(readFileSync(DOORS_PAGE, "utf8")).toBe(doorsPage());
});
