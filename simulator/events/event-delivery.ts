/**
 * How TaskRouter's events reach their consumers: the workspace's callback
 * (https://www.twilio.com/docs/taskrouter/api/event/reference) and Event Streams. On request each arrives several times,
 * late and out of order, as both are documented to do.
 */
import type { Kernel } from "../kernel/kernel";
import type { Webhooks } from "../kernel/webhooks";
import type { TaskRouterEvent } from "../taskrouter/event-log";
import type { TaskRouter } from "../taskrouter/taskrouter";
import type { EventStreams } from "./event-streams";

export type DeliveryOptions = {
  /** How often each event is delivered. */
  copies: number;
  /** Each delivery comes up to so many seconds late, drawn anew, so that they overtake each other. */
  spreadSeconds: number;
};

const PROMPT: DeliveryOptions = { copies: 1, spreadSeconds: 0 };

/** Of the whole account; not documented, but in every captured callback. */
const OPERATING_UNIT_SID = `OU${"0".repeat(32)}`;

const pascalCase = (name: string) =>
  name.replace(/(^|_)([a-z])/g, (_match, _separator: string, letter: string) => letter.toUpperCase());

/** An event as the workspace's callback carries it: every value is text. */
export function callbackForm(accountSid: string, event: TaskRouterEvent): Record<string, string> {
  const form: Record<string, string> = {
    Sid: event.sid,
    EventType: event.type,
    EventDescription: event.description,
    AccountSid: accountSid,
    OperatingUnitSid: OPERATING_UNIT_SID,
    ResourceType: event.resourceType,
    ResourceSid: event.resourceSid,
    Timestamp: String(Math.floor(event.at / 1000)),
    TimestampMs: String(event.at),
  };
  for (const [name, value] of Object.entries(event.data)) form[pascalCase(name)] = String(value);
  return form;
}

export class EventDelivery {
  private underWay = 0;
  private readonly kernel: Kernel;
  private readonly options: DeliveryOptions;

  constructor(
    kernel: Kernel,
    taskRouter: TaskRouter,
    eventStreams: EventStreams,
    webhooks: Webhooks,
    options: DeliveryOptions = PROMPT,
  ) {
    this.kernel = kernel;
    this.options = options;
    taskRouter.log.listen((event) => {
      const { eventCallbackUrl, eventsFilter } = taskRouter.workspace;
      const deliveries = eventStreams.deliveriesOf(event);
      if (eventCallbackUrl !== "" && (eventsFilter === "" || eventsFilter.split(/\s*,\s*/).includes(event.type))) {
        const form = callbackForm(kernel.accountSid, event);
        deliveries.push(async () => void (await webhooks.send({ url: eventCallbackUrl, form })));
      }
      for (const deliver of deliveries) this.schedule(deliver);
    });
  }

  /** Deliveries that have not been answered, or given up, yet. */
  get pending(): number {
    return this.underWay;
  }

  private schedule(deliver: () => Promise<void>): void {
    for (let copy = 0; copy < this.options.copies; copy++) {
      this.underWay++;
      const delay = this.options.spreadSeconds === 0 ? 0 : this.kernel.random() * this.options.spreadSeconds;
      this.kernel.clock.after(delay, () => {
        const done = () => {
          this.underWay--;
        };
        deliver().then(done, done);
      });
    }
  }
}
