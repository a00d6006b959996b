/** The keys of Flex's configuration, what may be written to them, and what a new account has. */

import { isObject } from "../kernel/json";
import { badParameter, RestError } from "../kernel/rest";
import { entryOf } from "../kernel/table";
import { isSid } from "../kernel/typed-parameters";

export type FlexConfiguration = Record<string, unknown>;

type Kind = { is(value: unknown): boolean; what: string };

const TEXT: Kind = { is: (value) => typeof value === "string", what: "text" };
const FLAG: Kind = { is: (value) => typeof value === "boolean", what: "true or false" };
const LIST: Kind = { is: Array.isArray, what: "a list" };
const OBJECT: Kind = { is: isObject, what: "an object" };
const sid = (prefix: string): Kind => ({
  is: (value) => isSid(value, prefix),
  what: `a SID that begins with ${prefix}`,
});

/** All may be null. */
const KEYS: Readonly<Record<string, Kind>> = {
  attributes: OBJECT,
  status: {
    is: (value) => ["ok", "inprogress", "notstarted"].includes(String(value)),
    what: "ok, inprogress or notstarted",
  },
  taskrouter_workspace_sid: sid("WS"),
  taskrouter_target_workflow_sid: sid("WW"),
  taskrouter_target_taskqueue_sid: sid("WQ"),
  taskrouter_taskqueues: LIST,
  taskrouter_skills: LIST,
  taskrouter_worker_channels: OBJECT,
  taskrouter_worker_attributes: OBJECT,
  taskrouter_offline_activity_sid: sid("WA"),
  runtime_domain: TEXT,
  messaging_service_instance_sid: sid("MG"),
  chat_service_instance_sid: sid("IS"),
  flex_service_instance_sid: sid("IS"),
  flex_instance_sid: sid("GO"),
  ui_language: TEXT,
  ui_attributes: OBJECT,
  ui_dependencies: OBJECT,
  ui_version: TEXT,
  service_version: TEXT,
  call_recording_enabled: FLAG,
  call_recording_webhook_url: TEXT,
  crm_enabled: FLAG,
  crm_type: TEXT,
  crm_callback_url: TEXT,
  crm_fallback_url: TEXT,
  crm_attributes: OBJECT,
  public_attributes: OBJECT,
  plugin_service_enabled: FLAG,
  plugin_service_attributes: OBJECT,
  integrations: LIST,
  outbound_call_flows: OBJECT,
  serverless_service_sids: {
    is: (value) => Array.isArray(value) && value.every((one) => isSid(one, "ZS")),
    what: "a list of SIDs that begin with ZS",
  },
  queue_stats_configuration: OBJECT,
  notifications: OBJECT,
  markdown: OBJECT,
  flex_insights_hr: OBJECT,
  flex_insights_drilldown: FLAG,
  flex_url: TEXT,
  channel_configs: LIST,
  debugger_integration: OBJECT,
  flex_ui_status_report: OBJECT,
  agent_conv_end_methods: OBJECT,
  citrix_voice_vdi: OBJECT,
  offline_config: OBJECT,
};

/** What only Flex itself writes; sent back as they were read, they change nothing. */
const READ_ONLY = ["account_sid", "date_created", "date_updated", "url", "flex_instance_sid", "status"];

/**
 * The top-level keys to replace.
 *
 * @throws RestError 400 without the account's SID, for an unknown key or a value of the wrong kind
 */
export function readConfiguration(body: Readonly<Record<string, unknown>>, accountSid: string): FlexConfiguration {
  if (body["account_sid"] === undefined) throw badParameter("account_sid is required");
  if (body["account_sid"] !== accountSid) throw new RestError(403, 20003, "account_sid is another account's");
  const changes: FlexConfiguration = {};
  for (const [name, value] of Object.entries(body)) {
    if (READ_ONLY.includes(name) || name === "UiVersion") continue;
    const kind = entryOf(KEYS, name);
    if (!kind) throw badParameter(`Flex's configuration has no key ${name}`);
    if (value !== null && !kind.is(value)) throw badParameter(`${name} must be ${kind.what}`);
    changes[name] = value;
  }
  return changes;
}

const UI_VERSION = "2.x.x";

/** A new Flex account's, without what names the account's other resources. */
export function newConfiguration(accountSid: string): FlexConfiguration {
  return {
    ...Object.fromEntries(Object.keys(KEYS).map((name) => [name, null])),
    attributes: {},
    status: "ok",
    taskrouter_skills: [],
    taskrouter_taskqueues: [],
    taskrouter_worker_channels: {},
    taskrouter_worker_attributes: {},
    runtime_domain: "https://flex.twilio.com",
    flex_instance_sid: accountSid.replace(/^AC/, "GO"),
    ui_language: "en-US",
    ui_attributes: {},
    ui_dependencies: {},
    ui_version: UI_VERSION,
    service_version: "1.0",
    call_recording_enabled: false,
    crm_enabled: false,
    crm_attributes: {},
    public_attributes: {},
    plugin_service_enabled: true,
    plugin_service_attributes: {},
    integrations: [],
    outbound_call_flows: {},
    serverless_service_sids: [],
    queue_stats_configuration: {
      default: {
        service_level_threshold: 20,
        short_abandoned_threshold: 5,
        reset_timezone: "Etc/UTC",
        reset_time: "00:00",
      },
      queue_configurations: [],
      queue_channel_configurations: [],
    },
    notifications: { enabled: true, mode: "whenNotInFocus" },
    markdown: { enabled: false, mode: "readOnly" },
    flex_insights_drilldown: false,
    flex_url: "https://flex.twilio.com",
    channel_configs: [],
    debugger_integration: { enabled: false, console_errors_included: false },
    flex_ui_status_report: { enabled: false },
    agent_conv_end_methods: { enabled: ["EndChat"] },
    citrix_voice_vdi: { enabled: false },
    offline_config: { presence: false, presence_ttl: 30 },
  };
}
