/**
 * IncomingPhoneNumber: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 *
 * Modelled: create (by number or area code), fetch, update, list and delete; what VoiceUrl, SmsUrl and StatusCallback of
 * a number do is in ../voice and ../arrivals. Not modelled: applications, trunks, addresses and bundles behind the SIDs
 * of a number, transfer to another account, which numbers there are to buy; the magic numbers of
 * https://www.twilio.com/docs/iam/test-credentials are refused as there.
 */
import { ACCOUNT, API_VERSION, checkAccount, findIn, rfc2822 } from "../api/account-path";
import { apiPage } from "../api/pages";
import type { Kernel } from "../kernel/kernel";
import { badParameter, boolean, type Operation, RestError, type RestRequest, text } from "../kernel/rest";
import type { Room } from "../kernel/room";
import { initialSettings, readSettings, SETTING_PARAMETERS, type Settings } from "./number-settings";

export type PhoneNumber = {
  sid: string;
  phoneNumber: string;
  settings: Settings;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
};

const LIST = `${ACCOUNT}/IncomingPhoneNumbers.json`;
const ONE = `${ACCOUNT}/IncomingPhoneNumbers/:Sid.json`;
const E164 = /^\+[1-9]\d{2,14}$/;
const UNAVAILABLE_NUMBER = "+15005550000";
const INVALID_NUMBER = "+15005550001";
const EMPTY_AREA = "533";

const refuse = (code: number, message: string) => new RestError(400, code, message);

export class PhoneNumbers implements Room {
  readonly operations: readonly Operation[];
  private numbers = new Map<string, PhoneNumber>();
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    const find = (request: RestRequest) => findIn(this.numbers, kernel, request);
    const toBody = (number: PhoneNumber) => toNumberBody(number, kernel.accountSid);
    this.operations = [
      {
        name: "CreateIncomingPhoneNumber",
        method: "POST",
        path: LIST,
        parameters: ["PhoneNumber", "AreaCode", ...SETTING_PARAMETERS],
        run: (request) => ({ status: 201, body: toBody(this.create(request)) }),
      },
      {
        name: "ListIncomingPhoneNumber",
        method: "GET",
        path: LIST,
        parameters: ["Beta", "FriendlyName", "PhoneNumber", "Origin"],
        run: (request) => {
          checkAccount(kernel, request);
          return apiPage(request, "incoming_phone_numbers", this.matching(request), toBody);
        },
      },
      {
        name: "FetchIncomingPhoneNumber",
        method: "GET",
        path: ONE,
        run: (request) => ({ status: 200, body: toBody(find(request)) }),
      },
      {
        name: "UpdateIncomingPhoneNumber",
        method: "POST",
        path: ONE,
        parameters: ["AccountSid", ...SETTING_PARAMETERS],
        run: (request) => {
          const number = find(request);
          const owner = text(request.parameters, "AccountSid") ?? kernel.accountSid;
          if (owner !== kernel.accountSid) throw badParameter(`AccountSid ${owner} is not a subaccount`);
          Object.assign(number.settings, readSettings(request.parameters));
          number.updatedAt = kernel.clock.now();
          return { status: 200, body: toBody(number) };
        },
      },
      {
        name: "DeleteIncomingPhoneNumber",
        method: "DELETE",
        path: ONE,
        run: (request) => {
          this.numbers.delete(find(request).sid);
          return { status: 204 };
        },
      },
    ];
  }

  /** In the order in which they were bought. */
  all(): readonly PhoneNumber[] {
    return [...this.numbers.values()];
  }

  find(phoneNumber: string): PhoneNumber | undefined {
    return this.all().find((number) => number.phoneNumber === phoneNumber);
  }

  save(): Map<string, PhoneNumber> {
    return this.numbers;
  }

  restore(saved: Map<string, PhoneNumber>): void {
    this.numbers = saved;
  }

  private create(request: RestRequest): PhoneNumber {
    checkAccount(this.kernel, request);
    const phoneNumber = this.numberToBuy(request);
    const settings = {
      ...initialSettings(),
      friendly_name: formatted(phoneNumber),
      ...readSettings(request.parameters),
    };
    const now = this.kernel.clock.now();
    const number = { sid: this.kernel.sids.next("PN"), phoneNumber, settings, createdAt: now, updatedAt: now };
    this.numbers.set(number.sid, number);
    return number;
  }

  private numberToBuy({ parameters }: RestRequest): string {
    const phoneNumber = text(parameters, "PhoneNumber");
    const areaCode = text(parameters, "AreaCode");
    if (phoneNumber) {
      if (!E164.test(phoneNumber) || phoneNumber === INVALID_NUMBER) throw refuse(21421, "PhoneNumber is invalid");
      if (this.find(phoneNumber) || phoneNumber === UNAVAILABLE_NUMBER) {
        throw refuse(21422, "PhoneNumber is not available");
      }
      return phoneNumber;
    }
    if (!areaCode) throw badParameter("PhoneNumber or AreaCode is required");
    if (!/^[2-9]\d{2}$/.test(areaCode)) throw refuse(21451, "AreaCode is invalid");
    if (areaCode === EMPTY_AREA) throw refuse(21452, `No phone numbers found in area code ${areaCode}`);
    return `+1${areaCode}555${String(this.numbers.size + 1).padStart(4, "0")}`;
  }

  /** PhoneNumber may be a part of the number. */
  private matching({ parameters }: RestRequest): PhoneNumber[] {
    const friendlyName = text(parameters, "FriendlyName");
    const part = text(parameters, "PhoneNumber")?.replaceAll("*", "");
    const origin = text(parameters, "Origin");
    if (boolean(parameters, "Beta") === true || (origin !== undefined && origin !== "twilio")) return [];
    return this.all()
      .filter(({ settings }) => friendlyName === undefined || settings["friendly_name"] === friendlyName)
      .filter(({ phoneNumber }) => part === undefined || phoneNumber.includes(part));
  }
}

/** As Twilio shows numbers of North America. */
export function formatted(phoneNumber: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber) ?? [];
  return area === undefined ? phoneNumber : `(${area}) ${exchange}-${line}`;
}

const toNumberBody = ({ sid, phoneNumber, settings, createdAt, updatedAt }: PhoneNumber, accountSid: string) => ({
  ...settings,
  account_sid: accountSid,
  address_requirements: "none",
  beta: false,
  capabilities: { mms: true, sms: true, voice: true, fax: false },
  date_created: rfc2822(createdAt),
  date_updated: rfc2822(updatedAt),
  emergency_address_status: "unregistered",
  origin: "twilio",
  phone_number: phoneNumber,
  sid,
  status: "in-use",
  uri: `/${API_VERSION}/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
});
