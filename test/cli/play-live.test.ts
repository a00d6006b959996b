import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "../../cli/build";
import { freePort } from "../../cli/free-port";
import { startFunctions } from "../../cli/functions-process";
import { playLive } from "../../cli/play-live";
import { ROOT } from "../../cli/root";
import type { SimulatedFloor } from "../../cli/simulated-floor";
import { bankMorning, play } from "../support/day";

const BUILT = "dist/play-live-test";

afterAll(() => rmSync(join(ROOT, BUILT), { recursive: true, force: true }));

const eventsOf = ({ account }: SimulatedFloor) =>
  account.taskRouter.log.all().map(({ at, type, data }) => ({ at, type, data }));

test("a day played live under twilio-run is event for event the day played at once", async () => {
  const early = ({ arrivedAt }: { arrivedAt: number }) => arrivedAt < 7.5 * 3600;
  const plan = () => {
    const morning = bankMorning();
    morning.policy.hours.closes = "07:30";
    return { ...morning, contacts: morning.contacts.filter(early) };
  };

  let url = "";
  const once = await play(plan());
  const live = await playLive(plan(), {
    port: 0,
    functionsPort: await freePort(),
    speed: 20_000,
    built: BUILT,
    opened: ({ functions }) => {
      url = functions;
    },
    progress: () => undefined,
  });
  const unsigned = await fetch(`${url}/taskrouter/event-callback`, { method: "POST", body: "" });
  const put = await fetch(`${url}/operations/tick`, { method: "PUT" });
  await live.stop();

  expect([unsigned.status, put.status]).toEqual([403, 405]);

  expect(live.floor.day.failures).toEqual([]);
  expect(eventsOf(live.floor)).toEqual(eventsOf(once.floor));
  expect(live.report.calls).toEqual(once.report.calls);
}, 180_000);

test("with a process for each request, as twilio-run does by default, replies are encoded once", async () => {
  await buildAll({ root: ROOT, policy: join(ROOT, "floor.yaml"), out: join(ROOT, BUILT) });
  const functions = await startFunctions({
    // Nothing here may need a REST call: redirection is lost in the forks.
    simulatorUrl: "http://127.0.0.1:9",
    built: BUILT,
    isForked: true,
    environment: {
      WORKSPACE_SID: "WS1",
      SYNC_SERVICE_SID: "IS1",
      CUSTOMER_KEY: "0123456789abcdef",
    },
  });
  const post = async (path: string, body: string, type = "application/json") => {
    const response = await fetch(functions.url + path, { method: "POST", headers: { "content-type": type }, body });
    return { status: response.status, body: await response.text() };
  };

  const replies = await Promise.all([
    post("/event-streams/sink", '[{"type":"com.twilio.taskrouter.worker.created","data":{}}]'),
    post("/event-streams/sink", "{}"),
    post("/taskrouter/event-callback", "EventType=worker.created", "application/x-www-form-urlencoded"),
    post("/studio/capture-disposition", "{}"),
    post("/operations/tick", "{}"),
  ]);
  const library = await fetch(`${functions.url}/lib.js`);
  await functions.stop();

  expect(replies.map(({ status }) => status)).toEqual([200, 400, 204, 400, 401]);
  expect(replies.map(({ body }) => body && (JSON.parse(body) as unknown))).toEqual([
    { because: [] },
    { error: "bad request", problems: ["body: must be an array of CloudEvents"] },
    "",
    { error: "bad request", problems: ["taskSid: is required", "disposition: is required"] },
    { error: "refused" },
  ]);
  expect(library.status).toBe(403);
}, 180_000);
