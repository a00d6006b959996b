/** What can be set on a phone number, and how each setting is checked and shown. */
import { badParameter, boolean, type Parameters, text } from "../kernel/rest";
import { oneOf, sidParameter, urlParameter } from "../kernel/typed-parameters";

export type Setting = string | boolean | null;
/** By the name that the REST API shows. */
export type Settings = Record<string, Setting>;

type Reader = (parameters: Parameters, name: string) => Setting | undefined;

/** https://www.twilio.com/docs/api/errors/21402 */
const url: Reader = (parameters, name) =>
  text(parameters, name) === "" ? null : urlParameter(parameters, name, 21402);
const method: Reader = (parameters, name) => oneOf(parameters, name, ["GET", "POST"]);
const sid =
  (prefix: string): Reader =>
  (parameters, name) =>
    text(parameters, name) === "" ? null : sidParameter(parameters, name, prefix);

const SETTINGS: Readonly<Record<string, { parameter: string; read: Reader; initial: Setting }>> = {
  address_sid: { parameter: "AddressSid", read: sid("AD"), initial: null },
  bundle_sid: { parameter: "BundleSid", read: sid("BU"), initial: null },
  emergency_address_sid: { parameter: "EmergencyAddressSid", read: sid("AD"), initial: null },
  emergency_status: {
    parameter: "EmergencyStatus",
    read: (parameters, name) => oneOf(parameters, name, ["Active", "Inactive"]),
    initial: "Inactive",
  },
  identity_sid: { parameter: "IdentitySid", read: sid("RI"), initial: null },
  sms_application_sid: { parameter: "SmsApplicationSid", read: sid("AP"), initial: null },
  sms_fallback_method: { parameter: "SmsFallbackMethod", read: method, initial: "POST" },
  sms_fallback_url: { parameter: "SmsFallbackUrl", read: url, initial: null },
  sms_method: { parameter: "SmsMethod", read: method, initial: "POST" },
  sms_url: { parameter: "SmsUrl", read: url, initial: null },
  status_callback: { parameter: "StatusCallback", read: url, initial: null },
  status_callback_method: { parameter: "StatusCallbackMethod", read: method, initial: "POST" },
  trunk_sid: { parameter: "TrunkSid", read: sid("TK"), initial: null },
  voice_application_sid: { parameter: "VoiceApplicationSid", read: sid("AP"), initial: null },
  voice_caller_id_lookup: { parameter: "VoiceCallerIdLookup", read: boolean, initial: false },
  voice_fallback_method: { parameter: "VoiceFallbackMethod", read: method, initial: "POST" },
  voice_fallback_url: { parameter: "VoiceFallbackUrl", read: url, initial: null },
  voice_method: { parameter: "VoiceMethod", read: method, initial: "POST" },
  voice_receive_mode: {
    parameter: "VoiceReceiveMode",
    read: (parameters, name) => oneOf(parameters, name, ["voice", "fax"]),
    initial: "voice",
  },
  voice_url: { parameter: "VoiceUrl", read: url, initial: null },
  api_version: {
    parameter: "ApiVersion",
    read: (parameters, name) => oneOf(parameters, name, ["2010-04-01", "2008-08-01"]),
    initial: "2010-04-01",
  },
};

export const SETTING_PARAMETERS = ["FriendlyName", ...Object.values(SETTINGS).map(({ parameter }) => parameter)];

export const initialSettings = (): Settings =>
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { initial }]) => [name, initial]));

/** The settings that were sent. */
export function readSettings(parameters: Parameters): Settings {
  const settings: Settings = {};
  for (const [name, { parameter, read }] of Object.entries(SETTINGS)) {
    const value = read(parameters, parameter);
    if (value !== undefined) settings[name] = value;
  }
  const friendlyName = text(parameters, "FriendlyName");
  if (friendlyName !== undefined) settings["friendly_name"] = friendlyName;
  if (friendlyName !== undefined && friendlyName.length > 64) throw badParameter("FriendlyName is too long");
  return settings;
}
