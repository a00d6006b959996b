/**
 * What stands in front of functions and assets: what it refuses never reaches them, and what they answer passes through
 * it. The same for a deployed build, for functions in this process, and for a local `twilio-run`. See docs/edge.md.
 */
import type { FunctionsAccount } from "../functions/functions-account";
import type { Visibility } from "../functions/hosted-build";
import { outcomeOf } from "./answers";
import type { EdgeRequest, EdgeResponse } from "./exchange";
import { TIME_LIMIT } from "./limits";
import { type Outcome, plain, refusalOf } from "./refusals";
import { withoutRestricted } from "./restricted-headers";
import { UnderWay } from "./under-way";

/** What is behind the edge. */
export type EdgeTarget = {
  /** What is at a path; undefined where nothing is. */
  find: (path: string) => Place | undefined;
  /** Answers a request that has passed; headers that no function may see are gone from it. */
  begin: (request: EdgeRequest) => Running;
};

export type Place = { kind: "function" | "asset"; visibility: Visibility };

export type Running = {
  answer: Promise<EdgeResponse>;
  /** Its time is over: nobody waits for its answer, and nothing of it is to go on. */
  terminate: () => void;
};

export type EdgeOptions = {
  account: FunctionsAccount;
  target: EdgeTarget;
  /** Told of errors that Twilio's debugger would show, by https://www.twilio.com/docs/api/errors. */
  note?: (path: string, code: number, message: string) => void;
};

const CONCURRENCY_HEADER = "x-twilio-function-concurrency";

export class Edge {
  readonly account: FunctionsAccount;
  private readonly underWay: UnderWay;
  private readonly options: EdgeOptions;

  constructor(options: EdgeOptions) {
    this.options = options;
    this.account = options.account;
    this.underWay = UnderWay.of(options.account);
  }

  async respond(request: EdgeRequest): Promise<EdgeResponse> {
    const { target } = this.options;
    const path = request.url.pathname;
    const place = target.find(path);
    const refusal = refusalOf(request, { visibility: place?.visibility, authToken: this.account.authToken });
    if (refusal) {
      this.note(path, refusal);
      return refusal.response;
    }
    if (place?.kind === "asset") return target.begin(request).answer;
    while (this.underWay.isFull) {
      const isChanged = await this.underWay.settled();
      if (!isChanged) return counted(plain(429, "too many invocations at once"), this.underWay.count);
    }
    const answer = await this.invoke(request);
    const outcome = outcomeOf(answer, this.account.clock.now());
    this.note(path, outcome);
    // This one is among those that run when it is sent.
    return counted(outcome.response, this.underWay.count + 1);
  }

  /** The real time that a caller waits is over; the invocation of its call ends as one that has taken too long. */
  expire(call: EdgeRequest["call"]): void {
    this.underWay.expire(call);
  }

  private invoke(request: EdgeRequest): Promise<EdgeResponse> {
    const { call } = request;
    return new Promise((resolve, reject) => {
      const timer = this.account.clock.after(TIME_LIMIT, () => expire());
      const end = () => {
        timer.cancel();
        this.underWay.end(call);
      };
      let terminate: (() => void) | undefined;
      const expire = () => {
        end();
        terminate?.();
        resolve(plain(504, "the function has not answered within 10 seconds"));
      };
      this.underWay.begin(call, expire);
      const running = this.options.target.begin({ ...request, headers: withoutRestricted(request.headers) });
      terminate = running.terminate;
      running.answer.finally(end).then(resolve, reject);
    });
  }

  private note(path: string, { code, response }: Outcome): void {
    if (code !== undefined) this.options.note?.(path, code, `error ${code}: answered with ${response.status}`);
  }
}

const counted = (response: EdgeResponse, count: number): EdgeResponse => ({
  ...response,
  headers: { ...response.headers, [CONCURRENCY_HEADER]: String(count) },
});
