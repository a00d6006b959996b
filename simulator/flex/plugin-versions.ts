/**
 * Flex Plugin Version: https://www.twilio.com/docs/flex/developer/plugins/api/plugin-version
 *
 * Modelled: create, fetch, list (newest first), archive; found by SID or version. A version is semantic
 * (https://semver.org) and unique in its plugin. CliVersion is checked and kept by nobody: no answer shows it.
 */
import { matching } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  type Operation,
  type Parameters,
  page,
  RestError,
  type RestRequest,
  requiredText,
  text,
} from "../kernel/rest";
import { type FlexContext, MAXIMUM_PAGE_SIZE, ORIGIN, resourceNotFound } from "./context";
import type { Plugin, PluginVersion } from "./model";
import { enabledVersions } from "./plugin-releases";
import { checkNotArchived, findPlugin, pluginUrl } from "./plugins";

const PATH = "/v1/PluginService/Plugins/:PluginSid/Versions";
const SEMANTIC = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

export function pluginVersionOperations(context: FlexContext): Operation[] {
  const { kernel, state } = context;
  const ofPlugin = ({ sid }: Plugin) =>
    [...state().pluginVersions.values()].filter(({ pluginSid }) => pluginSid === sid);
  const find = (request: RestRequest) => {
    const key = request.ids["Sid"] ?? "";
    const versions = ofPlugin(findPlugin(context, request, "PluginSid"));
    const found = versions.find(({ sid, version }) => sid === key || version === key);
    if (!found) throw resourceNotFound(request);
    return found;
  };
  const urlOf = ({ sid, pluginSid }: PluginVersion) =>
    `${ORIGIN}/v1/PluginService/Plugins/${pluginSid}/Versions/${sid}`;
  const toArchiveBody = (version: PluginVersion) => ({
    sid: version.sid,
    plugin_sid: version.pluginSid,
    account_sid: kernel.accountSid,
    version: version.version,
    plugin_url: version.pluginUrl,
    changelog: version.changelog,
    private: version.isPrivate,
    archived: version.isArchived,
    date_created: isoSeconds(version.createdAt),
    url: `${urlOf(version)}/Archive`,
  });
  const toBody = (version: PluginVersion) => ({
    ...toArchiveBody(version),
    validated: version.isValidated,
    url: urlOf(version),
  });
  return [
    {
      name: "CreatePluginVersion",
      method: "POST",
      path: PATH,
      parameters: ["Version", "PluginUrl", "Changelog", "Private", "CliVersion", "ValidateStatus"],
      run: (request) => {
        const plugin = findPlugin(context, request, "PluginSid");
        checkNotArchived("Plugin", plugin);
        const given = readVersion(request.parameters);
        if (ofPlugin(plugin).some(({ version }) => version === given.version)) {
          throw new RestError(409, 20409, `Version ${given.version} of ${pluginUrl(plugin)} already exists`);
        }
        const version: PluginVersion = {
          sid: kernel.sids.next("FV"),
          pluginSid: plugin.sid,
          ...given,
          isArchived: false,
          createdAt: kernel.clock.now(),
        };
        state().pluginVersions.set(version.sid, version);
        return { status: 201, body: toBody(version) };
      },
    },
    {
      name: "ListPluginVersion",
      method: "GET",
      path: PATH,
      run: (request) => {
        const versions = ofPlugin(findPlugin(context, request, "PluginSid")).toReversed();
        return page(ORIGIN, request, "plugin_versions", versions, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchPluginVersion",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(find(request)) }),
    },
    {
      name: "UpdatePluginVersionArchive",
      method: "POST",
      path: `${PATH}/:Sid/Archive`,
      run: (request) => {
        const version = find(request);
        checkNotArchived("Plugin version", version);
        if (enabledVersions(context).includes(version)) {
          throw badParameter(`Plugin version ${version.sid} is enabled by the active release`);
        }
        version.isArchived = true;
        return { status: 200, body: toArchiveBody(version) };
      },
    },
  ];
}

function readVersion(parameters: Parameters) {
  const version = requiredText(parameters, "Version");
  if (!SEMANTIC.test(version)) throw badParameter(`Version '${version}' is not a semantic version`);
  const pluginUrl = requiredText(parameters, "PluginUrl");
  if (!URL.canParse(pluginUrl)) throw badParameter(`PluginUrl '${pluginUrl}' is not a URL`);
  matching(parameters, "CliVersion", SEMANTIC);
  return {
    version,
    pluginUrl,
    changelog: text(parameters, "Changelog") ?? "",
    isPrivate: boolean(parameters, "Private") ?? false,
    isValidated: text(parameters, "ValidateStatus") === "success",
  };
}
