/**
 * Who may send and receive: phone numbers in E.164 form, short codes, alphanumeric senders, channels (`whatsapp:+1...`).
 *
 * The magic numbers of https://www.twilio.com/docs/iam/test-credentials are refused as documented there; Twilio does so
 * for test credentials, which this account does not have.
 */
import { RestError } from "../kernel/rest";
import { entryOf } from "../kernel/table";

const PHONE_NUMBER = /^\+?[1-9]\d{2,14}$/;
const CHANNEL = /^[a-z_]+:.+$/;
const ALPHANUMERIC_SENDER = /^(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}$/;

type Refusal = { code: number; message: string };

const MAGIC_RECEIVERS: Readonly<Record<string, Refusal>> = {
  "+15005550001": { code: 21211, message: "The 'To' number +15005550001 is not a valid phone number." },
  "+15005550002": { code: 21612, message: "The 'To' phone number +15005550002 is not currently reachable via SMS." },
  "+15005550003": { code: 21408, message: "Permission to send an SMS has not been enabled for the 'To' region." },
  "+15005550004": { code: 21610, message: "Attempt to send to unsubscribed recipient" },
  "+15005550009": { code: 21614, message: "'To' number is not a valid mobile number" },
};

const MAGIC_SENDERS: Readonly<Record<string, Refusal>> = {
  "+15005550001": { code: 21212, message: "The 'From' number +15005550001 is not a valid phone number." },
  "+15005550007": { code: 21606, message: "The 'From' phone number is not a valid, SMS-capable phone number." },
  "+15005550008": { code: 21611, message: "This 'From' number has exceeded the maximum number of queued messages" },
};

const refuse = ({ code, message }: Refusal) => new RestError(400, code, message);

export function checkReceiver(to: string): void {
  const magic = entryOf(MAGIC_RECEIVERS, to);
  if (magic) throw refuse(magic);
  if (!PHONE_NUMBER.test(to) && !CHANNEL.test(to)) {
    throw refuse({ code: 21211, message: `The 'To' number ${to} is not a valid phone number.` });
  }
}

export function checkSender(from: string): void {
  const magic = entryOf(MAGIC_SENDERS, from);
  if (magic) throw refuse(magic);
  if (!PHONE_NUMBER.test(from) && !CHANNEL.test(from) && !ALPHANUMERIC_SENDER.test(from)) {
    throw refuse({ code: 21212, message: `The 'From' number ${from} is not a valid phone number.` });
  }
}
