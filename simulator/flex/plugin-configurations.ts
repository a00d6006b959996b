/**
 * Flex Plugin Configuration and its plugins: https://www.twilio.com/docs/flex/developer/plugins/api/plugin-configuration
 *
 * Modelled: create, fetch, list (newest first), archive; its plugins fetched (by SID or unique name) and listed. The one
 * of the active release cannot be archived.
 */
import { isObject } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  type Operation,
  type Parameters,
  page,
  type RestRequest,
  requiredText,
  text,
  texts,
} from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN, resourceNotFound } from "./context";
import type { Plugin, PluginConfiguration, PluginVersion } from "./model";
import { activeRelease } from "./plugin-releases";
import { checkNotArchived } from "./plugins";

const PATH = "/v1/PluginService/Configurations";
/** The only phase of loading there is. */
const PHASE = 3;

type Configured = { plugin: Plugin; version: PluginVersion; phase: number };

export function pluginConfigurationOperations(context: FlexContext): Operation[] {
  const { kernel, state } = context;
  const urlOf = ({ sid }: PluginConfiguration) => `${ORIGIN}${PATH}/${sid}`;
  const toArchiveBody = (configuration: PluginConfiguration) => ({
    sid: configuration.sid,
    account_sid: kernel.accountSid,
    name: configuration.name,
    description: configuration.description,
    archived: configuration.isArchived,
    date_created: isoSeconds(configuration.createdAt),
    url: `${urlOf(configuration)}/Archive`,
  });
  const toBody = (configuration: PluginConfiguration) => ({
    ...toArchiveBody(configuration),
    url: urlOf(configuration),
    links: { plugins: `${urlOf(configuration)}/Plugins` },
  });
  const toPluginBody = (configuration: PluginConfiguration) => (configured: Configured) => {
    const { plugin, version, phase } = configured;
    return {
      account_sid: kernel.accountSid,
      configuration_sid: configuration.sid,
      plugin_sid: plugin.sid,
      plugin_version_sid: version.sid,
      phase,
      plugin_url: version.pluginUrl,
      unique_name: plugin.uniqueName,
      friendly_name: plugin.friendlyName,
      description: plugin.description,
      plugin_archived: plugin.isArchived,
      version: version.version,
      changelog: version.changelog,
      plugin_version_archived: version.isArchived,
      private: version.isPrivate,
      date_created: isoSeconds(version.createdAt),
      url: `${urlOf(configuration)}/Plugins/${plugin.sid}`,
    };
  };
  const findOne = (request: RestRequest, id = "Sid") => find(state().pluginConfigurations, request.ids[id], request);
  return [
    {
      name: "CreatePluginConfiguration",
      method: "POST",
      path: PATH,
      parameters: ["Name", "Plugins", "Description"],
      run: ({ parameters }) => {
        const configuration: PluginConfiguration = {
          name: requiredText(parameters, "Name"),
          description: text(parameters, "Description") ?? "",
          plugins: readPlugins(context, parameters),
          sid: kernel.sids.next("FJ"),
          isArchived: false,
          createdAt: kernel.clock.now(),
        };
        state().pluginConfigurations.set(configuration.sid, configuration);
        return { status: 201, body: toBody(configuration) };
      },
    },
    {
      name: "ListPluginConfiguration",
      method: "GET",
      path: PATH,
      run: (request) => {
        const all = [...state().pluginConfigurations.values()].toReversed();
        return page(ORIGIN, request, "configurations", all, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchPluginConfiguration",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(findOne(request)) }),
    },
    {
      name: "UpdatePluginConfigurationArchive",
      method: "POST",
      path: `${PATH}/:Sid/Archive`,
      run: (request) => {
        const configuration = findOne(request);
        checkNotArchived("Configuration", configuration);
        if (activeRelease(context)?.configurationSid === configuration.sid) {
          throw badParameter(`Configuration ${configuration.sid} is of the active release`);
        }
        configuration.isArchived = true;
        return { status: 200, body: toArchiveBody(configuration) };
      },
    },
    {
      name: "ListConfiguredPlugin",
      method: "GET",
      path: `${PATH}/:ConfigurationSid/Plugins`,
      run: (request) => {
        const configuration = findOne(request, "ConfigurationSid");
        const all = configuredOf(context, configuration);
        return page(ORIGIN, request, "plugins", all, toPluginBody(configuration), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchConfiguredPlugin",
      method: "GET",
      path: `${PATH}/:ConfigurationSid/Plugins/:PluginSid`,
      run: (request) => {
        const configuration = findOne(request, "ConfigurationSid");
        const key = request.ids["PluginSid"];
        const found = configuredOf(context, configuration).find(
          ({ plugin }) => plugin.sid === key || plugin.uniqueName === key,
        );
        if (!found) throw resourceNotFound(request);
        return { status: 200, body: toPluginBody(configuration)(found) };
      },
    },
  ];
}

function configuredOf({ state }: FlexContext, { plugins }: PluginConfiguration): Configured[] {
  return plugins.flatMap(({ versionSid, phase }) => {
    const version = state().pluginVersions.get(versionSid);
    const plugin = version && state().plugins.get(version.pluginSid);
    return version && plugin ? [{ plugin, version, phase }] : [];
  });
}

/** Each entry is JSON: `{"plugin_version": "FV...", "phase": 3}`. */
function readPlugins({ state }: FlexContext, parameters: Parameters): PluginConfiguration["plugins"] {
  const pluginSids = new Set<string>();
  return texts(parameters, "Plugins").map((entry) => {
    const { plugin_version: versionSid, phase = PHASE } = parseEntry(entry);
    const version = state().pluginVersions.get(String(versionSid));
    if (!version) throw badParameter(`Plugins: there is no plugin version ${String(versionSid)}`);
    const plugin = state().plugins.get(version.pluginSid);
    checkNotArchived("Plugin version", version);
    if (plugin) checkNotArchived("Plugin", plugin);
    if (phase !== PHASE) throw badParameter(`Plugins: phase must be ${PHASE}`);
    if (pluginSids.has(version.pluginSid)) throw badParameter(`Plugins: ${version.pluginSid} is there twice`);
    pluginSids.add(version.pluginSid);
    return { versionSid: version.sid, phase: PHASE };
  });
}

function parseEntry(entry: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(entry);
    if (isObject(parsed)) return parsed;
  } catch {
    // Falls through to the same refusal.
  }
  throw badParameter(`Plugins: '${entry}' is not a JSON object`);
}
