/**
 * Message: https://www.twilio.com/docs/messaging/api/message-resource
 *
 * Modelled: CreateMessage (To, From, Body), FetchMessage, ListMessage (To, From, DateSent, DateSent<, DateSent>;
 * newest first). A message is queued, sent after a second and delivered after another. Not modelled: messaging
 * services, media, templates, scheduling, status callbacks, prices, failures, inbound messages, update and delete;
 * whether From belongs to the account; numbers are not brought into E.164 form.
 */
import type { Kernel } from "../kernel/kernel";
import { notFound, type Operation, type Parameters, RestError, type RestRequest, text } from "../kernel/rest";
import { readDateFilter } from "./date-filter";
import { messagePage } from "./message-pages";
import { segmentsOf } from "./segments";

export type Message = {
  sid: string;
  to: string;
  from: string;
  body: string;
  status: "queued" | "sent" | "delivered";
  /** Milliseconds since the epoch, as the other moments. */
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
};

const PATH = "/2010-04-01/Accounts/:AccountSid/Messages";
const MAXIMUM_BODY_LENGTH = 1600;

export class Messaging {
  readonly operations: readonly Operation[];
  private readonly sent: Message[] = [];
  private readonly bySid = new Map<string, Message>();
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    const toBody = (message: Message) => toMessageBody(message, kernel.accountSid);
    this.operations = [
      {
        name: "CreateMessage",
        method: "POST",
        path: `${PATH}.json`,
        parameters: ["To", "From", "Body"],
        run: (request) => {
          this.checkAccount(request);
          return { status: 201, body: toBody(this.send(readMessage(request.parameters))) };
        },
      },
      {
        name: "ListMessage",
        method: "GET",
        path: `${PATH}.json`,
        parameters: ["To", "From", "DateSent", "DateSent<", "DateSent>"],
        run: (request) => {
          this.checkAccount(request);
          return messagePage(request, this.sent.toReversed().filter(readFilter(request.parameters)), toBody);
        },
      },
      {
        name: "FetchMessage",
        method: "GET",
        path: `${PATH}/:Sid.json`,
        run: (request) => {
          this.checkAccount(request);
          const message = this.bySid.get(request.ids.Sid ?? "");
          if (!message) throw notFound(request.path);
          return { status: 200, body: toBody(message) };
        },
      },
    ];
  }

  /** In the order they were created. */
  get messages(): readonly Message[] {
    return this.sent;
  }

  private checkAccount(request: RestRequest): void {
    if (request.ids.AccountSid !== this.kernel.accountSid) throw notFound(request.path);
  }

  private send(written: Pick<Message, "to" | "from" | "body">): Message {
    const { clock, sids } = this.kernel;
    const now = clock.now();
    const message: Message = {
      sid: sids.next("SM"),
      ...written,
      status: "queued",
      createdAt: now,
      updatedAt: now,
      sentAt: null,
    };
    this.sent.push(message);
    this.bySid.set(message.sid, message);
    const become = (status: Message["status"]) => Object.assign(message, { status, updatedAt: clock.now() });
    clock.after(1, () => Object.assign(become("sent"), { sentAt: clock.now() }));
    clock.after(2, () => become("delivered"));
    return message;
  }
}

/** In the order in which Twilio complains. */
function readMessage(parameters: Parameters): Pick<Message, "to" | "from" | "body"> {
  const to = text(parameters, "To");
  if (!to) throw new RestError(400, 21604, "A 'To' phone number is required.");
  const from = text(parameters, "From");
  if (!from) throw new RestError(400, 21603, "A 'From' or 'MessagingServiceSid' parameter is required.");
  const body = text(parameters, "Body");
  if (!body) throw new RestError(400, 21602, "Message body is required.");
  if (body.length > MAXIMUM_BODY_LENGTH) {
    throw new RestError(400, 21617, "The concatenated message body exceeds the 1600 character limit");
  }
  return { to, from, body };
}

function readFilter(parameters: Parameters): (message: Message) => boolean {
  const to = text(parameters, "To");
  const from = text(parameters, "From");
  const isOfDate = readDateFilter(parameters);
  return (message) =>
    (to === undefined || message.to === to) &&
    (from === undefined || message.from === from) &&
    isOfDate(message.sentAt);
}

/** RFC 2822. */
const rfc2822 = (moment: number) => new Date(moment).toUTCString().replace("GMT", "+0000");

function toMessageBody(message: Message, accountSid: string) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: "outbound-api",
    error_code: null,
    error_message: null,
    from: message.from,
    messaging_service_sid: null,
    num_media: "0",
    num_segments: String(segmentsOf(message.body)),
    price: null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}
