/** What functions know of the account they are clients of; the account itself hosts what is deployed to it. */
import type { Twilio } from "twilio";
import type { Wait } from "../chaos/faults";
import type { ClientOptions, Line } from "../client-line";
import type { AccountRequest } from "../kernel/account-request";
import type { Clock } from "../kernel/clock";
import type { RestResponse } from "../kernel/rest";
import type { Webhooks } from "../kernel/webhooks";

export type FunctionsAccount = {
  readonly accountSid: string;
  readonly authToken: string;
  readonly clock: Clock;
  readonly webhooks: Webhooks;
  client(caller: () => string, options?: ClientOptions, line?: Line): Twilio;
  exchange(request: AccountRequest, wait?: Wait): RestResponse | Promise<RestResponse>;
};
