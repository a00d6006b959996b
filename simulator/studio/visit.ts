/** What a widget sees while it runs, and what may come of it. */
import type { Clock } from "../kernel/clock";
import type { Webhooks } from "../kernel/webhooks";
import type { FlexDoor } from "./flex-door";
import { render, UnknownLiquid } from "./liquid";
import type { Execution, Json, Waiting, Widget } from "./model";

/** What flows need of the rest of the account. */
export type StudioDoors = {
  flex: FlexDoor;
  webhooks: Pick<Webhooks, "send">;
  /** Sends a message as the REST API would. */
  sendMessage(message: { from: string; to: string; body: string }): { sid: string } | { refusal: string };
  /** The flow a call was in has ended. */
  flowOfCallEnded?(callSid: string): void;
  /** Tells of an event for Event Streams, by its type. */
  publish?(type: string, data: Json): void;
};

/**
 * A widget is left by an event, with a result that templates see as `widgets.<name>`; or it waits for something from
 * outside, or for `seconds`, after which `timeout` happens.
 */
export type Outcome =
  | { event: string; result?: Json | undefined; next?: string | null | undefined }
  | { wait: Waiting["for"]; seconds?: number; timeout?: string; result?: Json };

/** What ends an execution: a step `error` with this text. */
export class WidgetError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const notModelledHere = (what: string) =>
  new WidgetError(20501, `the simulated account does not model ${what} in flows`);

export type Visit = {
  execution: Execution;
  widget: Widget;
  doors: StudioDoors;
  clock: Clock;
  accountSid: string;
};

export type WidgetRunner = (visit: Visit) => Outcome | Promise<Outcome>;

/** A template as this execution renders it. @throws WidgetError for Liquid that is not modelled */
export function rendered({ execution }: Visit, template: string): string {
  try {
    return render(template, execution.context);
  } catch (error) {
    if (error instanceof UnknownLiquid) throw notModelledHere(error.message);
    throw error;
  }
}

/** A property of the widget, rendered; undefined where it is not set. */
export function property(visit: Visit, name: string): string | undefined {
  const value = visit.widget.properties?.[name];
  return value === undefined || value === null ? undefined : rendered(visit, String(value));
}

/** A property that is a number. */
export function numberOf(visit: Visit, name: string, otherwise: number): number {
  const value = property(visit, name);
  const number = Number(value);
  return value === undefined || value === "" || !Number.isFinite(number) ? otherwise : number;
}

/** Key and value pairs such as a function's parameters, rendered. */
export function pairsOf(visit: Visit, name: string): { key: string; value: string; type: string | undefined }[] {
  const pairs = visit.widget.properties?.[name];
  if (!Array.isArray(pairs)) return [];
  return pairs.map((pair: Json) => ({
    key: String(pair["key"]),
    value: rendered(visit, String(pair["value"] ?? "")),
    type: typeof pair["type"] === "string" ? pair["type"] : undefined,
  }));
}

/** The call an execution is on, or undefined. */
export const callOf = ({ trigger, startedBy }: Execution): string | undefined =>
  trigger === "incomingCall" ? startedBy : undefined;
