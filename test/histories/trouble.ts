/** What befalls the calls of one invocation, and an Events API that lags, repeats itself and keeps no order. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { AccountRequest } from "../../simulator/account";
import type { RestResponse } from "../../simulator/kernel/rest";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";
import type { Floor } from "../support/floor";

export type Trouble =
  | { kind: "refused" | "unavailable" | "lost request" | "lost answer"; call: number }
  /** It does nothing more after so many calls: the process has ended. */
  | { kind: "death"; call: number }
  /** The feed takes nothing. */
  | { kind: "feed down" };

export type Lag = {
  /** Seconds until an event is told, by the number of its SID. */
  seconds: readonly number[];
  /** How far the list is turned: its order is not that of time. */
  turn: number;
  /** Whether every event is told twice. */
  repeats: boolean;
};

type Course = { trouble: Trouble | undefined; calls: number };

type Listed = { sid: string; event_date_ms: number };

const HEADER = "x-trouble";
const refusal = (status: number) => ({ status, body: { status, code: 20_000 + status, message: "" } });

function listedUnder({ seconds, turn, repeats }: Lag, events: readonly Listed[], now: number): Listed[] {
  const told = events.filter(({ sid, event_date_ms: at }) => {
    const number = Number.parseInt(sid.slice(-6), 16) % seconds.length;
    return at + (seconds[number] ?? 0) * 1000 <= now;
  });
  const by = told.length === 0 ? 0 : turn % told.length;
  return [...told.slice(by), ...told.slice(0, by), ...(repeats ? told : [])];
}

/** Undefined where nothing befalls the call. */
function struck({ trouble, calls }: Course, { method, path }: AccountRequest, pass: () => RestResponse) {
  if (!trouble) return undefined;
  switch (trouble.kind) {
    case "feed down":
      return method === "post" && path.includes("/Lists/feed-") ? refusal(503) : undefined;
    case "death":
      if (calls > trouble.call) throw new Error("socket hang up");
      return undefined;
    default:
      return calls === trouble.call ? struckOnce(trouble.kind, pass) : undefined;
  }
}

function struckOnce(kind: "refused" | "unavailable" | "lost request" | "lost answer", pass: () => RestResponse) {
  if (kind === "refused") return refusal(429);
  if (kind === "unavailable") return refusal(503);
  if (kind === "lost answer") pass();
  throw new Error("socket hang up");
}

/** Stands between the functions of a floor and its account. */
export class Troubles {
  private readonly courses: Course[] = [];
  private readonly course = new AsyncLocalStorage<Course>();

  constructor(floor: Floor, lag: Lag) {
    floor.intercept((request, pass) => {
      const course = this.course.getStore();
      if (!course) return pass();
      course.calls++;
      const response = struck(course, request, pass) ?? pass();
      if (!request.path.endsWith("/Events") || response.status !== 200) return response;
      const { events, ...rest } = response.body as { events: Listed[] };
      return { ...response, body: { ...rest, events: listedUnder(lag, events, floor.account.clock.now()) } };
    });
  }

  /** The headers of a request whose invocation meets with this. */
  headers(trouble: Trouble | undefined): Record<string, string> {
    this.courses.push({ trouble, calls: 0 });
    return { [HEADER]: String(this.courses.length - 1) };
  }

  /** Stands in front of the functions. */
  around(answer: (request: HostedRequest) => Promise<WebhookResponse>) {
    return (request: HostedRequest): Promise<WebhookResponse> => {
      const number = Object.entries(request.headers).find(([name]) => name.toLowerCase() === HEADER)?.[1];
      const course = this.courses[Number(number)];
      return course ? this.course.run(course, () => answer(request)) : answer(request);
    };
  }
}
