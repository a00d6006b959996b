/**
 * Who may call and be called: phone numbers in E.164 form, `client:` and `sip:` addresses.
 *
 * The magic numbers of https://www.twilio.com/docs/iam/test-credentials are refused as documented there; Twilio does so
 * for test credentials, which this account does not have.
 */
import { RestError } from "../kernel/rest";
import { entryOf } from "../kernel/table";

const PHONE_NUMBER = /^\+?[1-9]\d{2,14}$/;
const ADDRESS = /^(client|sip|sips|app):.+$/;

const MAGIC_CALLED: Readonly<Record<string, number>> = {
  "+15005550001": 21217,
  "+15005550002": 21214,
  "+15005550003": 21215,
  "+15005550004": 21216,
};
const INVALID_CALLER = "+15005550001";

export function checkCalled(to: string): void {
  const isAddress = PHONE_NUMBER.test(to) || ADDRESS.test(to);
  const code = entryOf(MAGIC_CALLED, to) ?? (isAddress ? undefined : 21217);
  if (code !== undefined)
    throw new RestError(400, code, `The phone number you are attempting to call, ${to}, is not valid.`);
}

export function checkCaller(from: string): void {
  const isAddress = PHONE_NUMBER.test(from) || ADDRESS.test(from);
  if (from === INVALID_CALLER || !isAddress) {
    throw new RestError(400, 21212, `The source phone number provided, ${from}, is not valid.`);
  }
}
