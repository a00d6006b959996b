/** A request and an answer as the edge sees them, whether they come over HTTP or from within the process. */
import type { Call } from "../kernel/clock";

/** By lower-cased name; a list where the header came, or is to be sent, several times. */
export type EdgeHeaders = Readonly<Record<string, string | readonly string[]>>;

export type EdgeRequest = {
  /** As the caller knows it: what a signature is made of. */
  url: URL;
  method: string;
  headers: EdgeHeaders;
  body: string;
  /** Holds the account's clock; timers of the callee belong to it. */
  call: Call;
};

export type EdgeResponse = {
  status: number;
  headers: EdgeHeaders;
  body: string | Uint8Array;
};

/** One value of a header; of several the first. */
export function headerOf({ headers }: Pick<EdgeRequest, "headers">, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "object" ? value[0] : value;
}
