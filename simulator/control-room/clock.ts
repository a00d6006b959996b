/** `/_simulator/clock`, `/_simulator/advance`, and `/_simulator/wait` for the timers of functions in another process. */
import * as v from "valibot";
import { ControlError, type ControlRoom, read } from "./page";

const seconds = v.pipe(v.number("must be a number of seconds, 0 or more"), v.minValue(0, "must be 0 or more"));

const advance = v.union(
  [
    v.strictObject({ seconds }),
    v.strictObject({
      untilIdle: v.literal(true),
      maximumEvents: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
  ],
  'send {"seconds": number}, 0 or more, or {"untilIdle": true}',
);

const mode = v.strictObject({
  mode: v.union(
    [v.picklist(["virtual", "real"]), v.strictObject({ times: v.pipe(v.number(), v.gtValue(0)) })],
    'must be "virtual", "real" or {"times": number}, above 0',
  ),
});

const wait = v.strictObject({ call: v.string(), milliseconds: v.pipe(v.number(), v.minValue(0)) });

/** Appointments after which `untilIdle` ends: whatever repeats for ever is never idle. */
const MAXIMUM_EVENTS = 100_000;

export function addClockPages({ app, account, pace }: ControlRoom): void {
  const reading = () => ({ now: new Date(account().clock.now()).toISOString(), mode: pace.mode });

  app.get("/_simulator/clock", (_request, response) => {
    response.json(reading());
  });
  app.put("/_simulator/clock", (request, response) => {
    if (pace.mode === "elsewhere")
      throw new ControlError(409, "the clock is moved by the process that serves the account");
    pace.set(read(mode, request.body).mode);
    response.json(reading());
  });
  app.post("/_simulator/advance", async (request, response) => {
    if (pace.mode !== "virtual") {
      throw new ControlError(409, 'the clock moves by itself: PUT /_simulator/clock {"mode":"virtual"} first');
    }
    const wanted = read(advance, request.body);
    const { clock } = account();
    if ("seconds" in wanted) {
      await clock.advance(wanted.seconds);
      response.json(reading());
      return;
    }
    const { maximumEvents = MAXIMUM_EVENTS } = wanted;
    const events = await clock.untilIdle(maximumEvents);
    response.json({ ...reading(), events, isIdle: events < maximumEvents });
  });
  app.post("/_simulator/wait", (request, response) => {
    const { call: name, milliseconds } = read(wait, request.body);
    const { clock, webhooks } = account();
    const call = webhooks.call(name);
    if (!call) throw new ControlError(404, "no such call is in flight");
    const timer = call.after(milliseconds, () => response.json({ now: clock.now() }));
    response.on("close", () => timer.cancel());
  });
}
