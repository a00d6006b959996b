/** A request as it reaches the account, from the network or from this process. */
import type { Parameters } from "./rest";

export type AccountRequest = {
  /** The first part of the host name: `taskrouter`, `sync`, `events`, `conversations`, `api`. */
  product: string;
  method: string;
  path: string;
  parameters: Parameters;
  /** Lower-cased names. */
  headers: Readonly<Record<string, string>>;
  username: string | undefined;
  password: string | undefined;
  /** Who asks: a function's path, or whoever else. */
  caller: string;
};
