/** Who has come in, as far as the lock knows. */

import type { Scope } from "../domain/scoped-token";
import type { WorkerSid } from "../domain/sid";

export type Caller =
  /** Signed with the account's auth token: a webhook, Studio, or a function of the same service. */
  | { is: "twilio" }
  /** Somebody who is signed in to Flex. */
  | { is: "flex-user"; identity: string; workerSid: WorkerSid | undefined; roles: readonly string[] }
  /** A program with a scoped token. */
  | { is: "machine"; tokenId: string; scopes: readonly Scope[] };
