/**
 * Where the calls and messages that reach a number go: to the flow or the URL it is configured with.
 * https://www.twilio.com/docs/messaging/guides/webhook-request
 */
import type { Kernel } from "./kernel/kernel";
import type { HttpMethod } from "./kernel/typed-parameters";
import type { Webhooks } from "./kernel/webhooks";
import type { Message } from "./messaging/model";
import { segmentsOf } from "./messaging/segments";
import type { PhoneNumber, PhoneNumbers } from "./numbers/incoming-phone-numbers";
import type { Setting } from "./numbers/number-settings";
import type { Studio } from "./studio/studio";
import type { NumberForCalls } from "./voice/calls";
import type { Call, Instructions } from "./voice/model";
import { callForm } from "./voice/progress";

const POST_MESSAGE = "arrivals.message";

type Posted = { url: string; method: HttpMethod; form: Record<string, string> };

const urlIn = (setting: Setting | undefined): string | null => (typeof setting === "string" ? setting : null);
const methodIn = (setting: Setting | undefined): HttpMethod => (setting === "GET" ? "GET" : "POST");

export class Arrivals {
  private readonly kernel: Kernel;
  private readonly numbers: PhoneNumbers;
  private readonly studio: Studio;

  constructor(kernel: Kernel, webhooks: Webhooks, numbers: PhoneNumbers, studio: Studio) {
    this.kernel = kernel;
    this.numbers = numbers;
    this.studio = studio;
    kernel.clock.on(POST_MESSAGE, (posted: Posted) => void webhooks.send(posted).catch(() => undefined));
  }

  /** A message has come: to whoever asked for it, or to the number's flow or URL. TwiML in the answer is not followed. */
  message(message: Message): void {
    const { accountSid, clock } = this.kernel;
    const from = message.from ?? "";
    const form = messageForm(message, accountSid);
    if (this.studio.reply(from, message.to, form)) return;
    const { settings } = this.numbers.find(message.to) ?? {};
    const url = urlIn(settings?.["sms_url"]);
    if (url === null) return;
    const flowSid = this.studio.flowBehind(url);
    if (flowSid === undefined) {
      clock.set(clock.now(), POST_MESSAGE, { url, method: methodIn(settings?.["sms_method"]), form } satisfies Posted);
      return;
    }
    const contact = { contactAddress: from, flowAddress: message.to, startedBy: message.sid };
    this.studio.startFor({ ...contact, flowSid, trigger: "incomingMessage", parameters: form });
  }

  /** A call is in a flow from now on; false where the flow does not take it. */
  enterFlow(call: Call, flowSid: string): boolean {
    const contact = { contactAddress: call.from, flowAddress: call.to, startedBy: call.sid };
    const parameters = callForm(call, this.kernel.accountSid);
    return this.studio.startFor({ ...contact, flowSid, trigger: "incomingCall", parameters }) !== undefined;
  }

  /** What a number does with calls. */
  numberForCalls(phoneNumber: string): NumberForCalls | undefined {
    const number = this.numbers.find(phoneNumber);
    if (!number) return undefined;
    const callback = urlIn(number.settings["status_callback"]);
    const method = methodIn(number.settings["status_callback_method"]);
    return {
      sid: number.sid,
      instructions: this.instructionsOf(number),
      statusCallback: callback === null ? null : { url: callback, method, events: ["completed"] },
    };
  }

  private instructionsOf({ settings }: PhoneNumber): Instructions | null {
    const url = urlIn(settings["voice_url"]);
    if (url === null) return null;
    const flowSid = this.studio.flowBehind(url);
    if (flowSid !== undefined) return { kind: "flow", flowSid };
    return {
      kind: "url",
      url,
      method: methodIn(settings["voice_method"]),
      fallbackUrl: urlIn(settings["voice_fallback_url"]),
      fallbackMethod: methodIn(settings["voice_fallback_method"]),
    };
  }
}

const messageForm = (message: Message, accountSid: string): Record<string, string> => ({
  AccountSid: accountSid,
  ApiVersion: "2010-04-01",
  Body: message.body,
  From: message.from ?? "",
  MessageSid: message.sid,
  NumMedia: String(message.mediaUrls.length),
  NumSegments: String(segmentsOf(message.body)),
  SmsMessageSid: message.sid,
  SmsSid: message.sid,
  SmsStatus: message.status,
  To: message.to,
  ...Object.fromEntries(message.mediaUrls.map((url, at) => [`MediaUrl${at}`, url])),
});
