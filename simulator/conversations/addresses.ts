/**
 * Conversations Address Configuration: https://www.twilio.com/docs/conversations/api/address-configuration-resource
 *
 * Modelled: CreateConfigurationAddress, FetchConfigurationAddress, UpdateConfigurationAddress,
 * DeleteConfigurationAddress, ListConfigurationAddress (by Type); found by SID or by address. What an inbound message
 * does is in inbound.ts. Not modelled: whether the address belongs to the account, whether a type of auto-creation has
 * all it needs.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  integer,
  type Operation,
  type Parameters,
  page,
  RestError,
  type RestRequest,
  requiredText,
  text,
  texts,
} from "../kernel/rest";
import type { Address, AutoCreation } from "./model";
import { type ConversationsContext, ORIGIN, resourceNotFound } from "./scope";

const PATH = "/v1/Configuration/Addresses";
const MAXIMUM_PAGE_SIZE = 50;
const TYPES = ["sms", "whatsapp", "messenger", "gbm", "email", "rcs", "apple", "chat"];
const EVENTS = [
  "onMessageAdded",
  "onMessageUpdated",
  "onMessageRemoved",
  "onConversationUpdated",
  "onConversationStateUpdated",
  "onConversationRemoved",
  "onParticipantAdded",
  "onParticipantUpdated",
  "onParticipantRemoved",
  "onDeliveryUpdated",
];
const UPDATE_PARAMETERS = [
  "FriendlyName",
  "AutoCreation.Enabled",
  "AutoCreation.Type",
  "AutoCreation.ConversationServiceSid",
  "AutoCreation.WebhookUrl",
  "AutoCreation.WebhookMethod",
  "AutoCreation.WebhookFilters",
  "AutoCreation.StudioFlowSid",
  "AutoCreation.StudioRetryCount",
];

/** Which settings Twilio shows, by the type of auto-creation (the examples of its OpenAPI document). */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  webhook: ["enabled", "type", "conversation_service_sid", "webhook_url", "webhook_method", "webhook_filters"],
  studio: ["enabled", "type", "conversation_service_sid", "studio_flow_sid", "studio_retry_count"],
  default: ["enabled", "type", "conversation_service_sid"],
};

export function addressOperations({ kernel, state }: ConversationsContext): Operation[] {
  const { clock, sids } = kernel;
  const toBody = (address: Address) => toAddressBody(address, kernel.accountSid);
  const find = (request: RestRequest) => {
    const sidOrAddress = request.ids["Sid"] ?? "";
    const { addresses } = state();
    const found =
      addresses.get(sidOrAddress) ?? [...addresses.values()].find(({ address }) => address === sidOrAddress);
    if (!found) throw resourceNotFound(request);
    return found;
  };
  const ofType = (type: string | undefined): Address[] => {
    const all = [...state().addresses.values()];
    return type === undefined ? all : all.filter((address) => isSame(address.type, type));
  };
  const refuseTaken = (type: string, address: string) => {
    if (!ofType(type).some((other) => other.address === address)) return;
    // The documentation promises a unique address and names no code of its own: 20409 is Twilio's general one.
    throw new RestError(409, 20409, `An address configuration for ${address} already exists`);
  };
  return [
    {
      name: "CreateConfigurationAddress",
      method: "POST",
      path: PATH,
      parameters: ["Type", "Address", "AddressCountry", ...UPDATE_PARAMETERS],
      run: ({ parameters }) => {
        const named = { type: readType(parameters), address: requiredText(parameters, "Address") };
        const changes = readChanges(parameters);
        refuseTaken(named.type, named.address);
        const now = clock.now();
        const address = {
          sid: sids.next("IG"),
          ...named,
          friendlyName: changes.friendlyName ?? null,
          addressCountry: text(parameters, "AddressCountry") ?? null,
          autoCreation: changes.autoCreation,
          createdAt: now,
          updatedAt: now,
        };
        state().addresses.set(address.sid, address);
        return { status: 201, body: toBody(address) };
      },
    },
    {
      name: "ListConfigurationAddress",
      method: "GET",
      path: PATH,
      parameters: ["Type"],
      run: (request) => {
        const found = ofType(text(request.parameters, "Type"));
        return page(ORIGIN, request, "address_configurations", found, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchConfigurationAddress",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(find(request)) }),
    },
    {
      name: "UpdateConfigurationAddress",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: UPDATE_PARAMETERS,
      run: (request) => {
        const address = find(request);
        const { friendlyName, autoCreation } = readChanges(request.parameters);
        address.friendlyName = friendlyName ?? address.friendlyName;
        Object.assign(address.autoCreation, autoCreation);
        address.updatedAt = clock.now();
        return { status: 200, body: toBody(address) };
      },
    },
    {
      name: "DeleteConfigurationAddress",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        state().addresses.delete(find(request).sid);
        return { status: 204 };
      },
    },
  ];
}

const isSame = (type: string, other: string): boolean => type.toLowerCase() === other.toLowerCase();

/** In any case, and answered as it was sent, as in Twilio's example `whAtsAPP`. */
function readType(parameters: Parameters): string {
  const type = requiredText(parameters, "Type");
  if (!TYPES.some((known) => isSame(known, type))) throw badParameter(`Type must be one of ${TYPES.join(", ")}`);
  return type;
}

function readChanges(parameters: Parameters): { friendlyName: string | undefined; autoCreation: AutoCreation } {
  const friendlyName = text(parameters, "FriendlyName");
  if (friendlyName !== undefined && friendlyName.length > 256) throw badParameter("FriendlyName is too long");
  const settings = {
    enabled: boolean(parameters, "AutoCreation.Enabled"),
    type: readMatch(parameters, "AutoCreation.Type", /^(webhook|studio|default)$/i)?.toLowerCase(),
    conversation_service_sid: readMatch(parameters, "AutoCreation.ConversationServiceSid", /^IS[0-9a-f]{32}$/i),
    webhook_url: text(parameters, "AutoCreation.WebhookUrl"),
    webhook_method: readMatch(parameters, "AutoCreation.WebhookMethod", /^(get|post)$/i)?.toUpperCase(),
    webhook_filters: readFilters(parameters),
    studio_flow_sid: readMatch(parameters, "AutoCreation.StudioFlowSid", /^FW[0-9a-f]{32}$/i),
    studio_retry_count: integer(parameters, "AutoCreation.StudioRetryCount"),
  };
  const sent = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return { friendlyName, autoCreation: sent };
}

function readMatch(parameters: Parameters, name: string, pattern: RegExp): string | undefined {
  const value = text(parameters, name);
  if (value !== undefined && !pattern.test(value)) throw badParameter(`${name} '${value}' is not valid`);
  return value;
}

function readFilters(parameters: Parameters): string[] | undefined {
  const filters = texts(parameters, "AutoCreation.WebhookFilters");
  const unknown = filters.find((filter) => !EVENTS.includes(filter));
  if (unknown !== undefined) throw badParameter(`AutoCreation.WebhookFilters '${unknown}' is not an event`);
  return filters.length > 0 ? filters : undefined;
}

/** Null where nothing was set: what Twilio answers then is not documented. */
function toAutoCreationBody(autoCreation: AutoCreation) {
  const entries = Object.entries(autoCreation);
  if (entries.length === 0) return null;
  const shown = SHOWN[autoCreation.type ?? "default"] ?? [];
  return Object.fromEntries(entries.filter(([name]) => shown.includes(name)));
}

const toAddressBody = (address: Address, accountSid: string) => ({
  sid: address.sid,
  account_sid: accountSid,
  type: address.type,
  address: address.address,
  friendly_name: address.friendlyName,
  auto_creation: toAutoCreationBody(address.autoCreation),
  date_created: isoSeconds(address.createdAt),
  date_updated: isoSeconds(address.updatedAt),
  url: `${ORIGIN}${PATH}/${address.sid}`,
  address_country: address.addressCountry,
});
