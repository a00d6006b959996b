/** What is to go wrong with events on their way, as plain data, checked before it is believed. */
import * as v from "valibot";

const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const seconds = v.pipe(v.number(), v.minValue(0));
const moment = v.pipe(v.string(), v.isoTimestamp());

const rule = v.pipe(
  v.strictObject({
    /** With `*` for any text: `task.*`, `com.twilio.studio.*`; TaskRouter's types also without their prefix. All otherwise. */
    types: v.optional(v.pipe(v.string(), v.nonEmpty())),
    /** `callback` for the workspace's, a sink's SID, or `all`, as without it. */
    consumer: v.optional(v.pipe(v.string(), v.regex(/^(all|callback|DG[0-9a-fA-F]{32})$/))),
    dropped: v.optional(v.strictObject({ rate })),
    /** So many more of it. */
    duplicated: v.optional(v.strictObject({ rate, copies: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
    delayed: v.optional(v.strictObject({ rate, minimumSeconds: seconds, maximumSeconds: seconds })),
    /** Held back until the consumer's next event has gone, or so many seconds. */
    reordered: v.optional(v.strictObject({ rate, withinSeconds: seconds })),
    /** Gathered into one delivery of at most `size` events for so many seconds; sinks only. */
    batched: v.optional(
      v.strictObject({ rate, size: v.pipe(v.number(), v.integer(), v.minValue(2)), withinSeconds: seconds }),
    ),
    /** From one moment (ISO 8601) to before another the consumer cannot be reached. */
    outage: v.optional(v.strictObject({ from: moment, to: moment })),
  }),
  v.check(({ delayed }) => !delayed || delayed.minimumSeconds <= delayed.maximumSeconds, "delayed: least above most"),
  v.check(({ outage }) => !outage || Date.parse(outage.from) <= Date.parse(outage.to), "outage: ends before it begins"),
  v.check(({ batched, consumer }) => !batched || consumer !== "callback", "batched: a callback holds one event"),
);

const settings = v.strictObject({ rules: v.array(rule) });

/** Which events of which consumer it is about, and what befalls them; every rule that matches is applied, in order. */
export type EventFaultRule = v.InferOutput<typeof rule>;
export type EventFaultSettings = v.InferOutput<typeof settings>;

/** @throws Error that says what is wrong where */
export function faultSettingsOf(value: unknown): EventFaultSettings {
  const result = v.safeParse(settings, value);
  if (result.success) return result.output;
  const told = result.issues.map((issue) => `${v.getDotPath(issue) ?? "settings"}: ${issue.message}`);
  throw new Error(`event faults: ${told.join("; ")}`);
}
