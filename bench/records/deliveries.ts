/** Which REST calls each delivery to a function has cost, as the account saw them. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Account } from "../../simulator/account";
import type { FunctionsHost } from "../../simulator/functions/functions-host";

export type Delivery = {
  /** The function's path. */
  door: string;
  /** TaskRouter's name of the event; empty where it was none. */
  type: string;
  taskSid: string;
  calls: number;
  /** Milliseconds of the epoch. */
  from: number;
  to: number;
};

type Told = { type?: string; data?: { payload?: { task_sid?: string } } };

/** The event of a delivery: a form from the workspace, an array of one CloudEvent from Event Streams. */
function eventIn(body: string): { type: string; taskSid: string } {
  if (body.startsWith("[")) {
    const [event] = JSON.parse(body) as Told[];
    return {
      type: (event?.type ?? "").replace("com.twilio.taskrouter.", ""),
      taskSid: event?.data?.payload?.task_sid ?? "",
    };
  }
  const form = new URLSearchParams(body);
  return { type: form.get("EventType") ?? "", taskSid: form.get("TaskSid") ?? "" };
}

/** Stands in front of the functions. A call belongs to the delivery in whose course it was made. */
export function counted(
  account: Account,
  answer: FunctionsHost["answer"],
): { answer: FunctionsHost["answer"]; deliveries: Delivery[] } {
  const deliveries: Delivery[] = [];
  const course = new AsyncLocalStorage<Delivery>();
  account.watch(() => {
    const delivery = course.getStore();
    if (delivery) delivery.calls++;
  });
  return {
    deliveries,
    answer: async (request) => {
      const now = account.clock.now();
      const delivery = { door: request.url.pathname, ...eventIn(request.body), calls: 0, from: now, to: now };
      deliveries.push(delivery);
      const response = await course.run(delivery, () => answer(request));
      delivery.to = account.clock.now();
      return response;
    },
  };
}
