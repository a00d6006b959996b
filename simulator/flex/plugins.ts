/**
 * Flex Plugin: https://www.twilio.com/docs/flex/developer/plugins/api/plugin
 *
 * Modelled: create, fetch, list, update, archive; found by SID or unique name. An archived plugin cannot be changed back;
 * one that is enabled by the active release cannot be archived
 * (https://www.twilio.com/docs/flex/developer/plugins/cli/archive). The header Flex-Metadata tells Twilio about the
 * client and has no effect.
 */
import { shortText } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, page, RestError, type RestRequest, requiredText } from "../kernel/rest";
import { type FlexContext, MAXIMUM_PAGE_SIZE, ORIGIN, resourceNotFound } from "./context";
import type { Plugin } from "./model";
import { enabledVersions } from "./plugin-releases";

const PATH = "/v1/PluginService/Plugins";
const MAXIMUM_DESCRIPTION = 500;

/** By SID or unique name. */
export function findPlugin({ state }: FlexContext, request: RestRequest, name: string): Plugin {
  const key = request.ids[name] ?? "";
  const { plugins } = state();
  const found = plugins.get(key) ?? [...plugins.values()].find(({ uniqueName }) => uniqueName === key);
  if (!found) throw resourceNotFound(request);
  return found;
}

export const pluginUrl = ({ sid }: Plugin): string => `${ORIGIN}${PATH}/${sid}`;

/** @throws RestError 400 where it is archived */
export function checkNotArchived(what: string, { isArchived, sid }: { isArchived: boolean; sid: string }): void {
  if (isArchived) throw badParameter(`${what} ${sid} is archived`);
}

export function pluginOperations(context: FlexContext): Operation[] {
  const { kernel, state } = context;
  const toArchiveBody = (plugin: Plugin) => ({
    sid: plugin.sid,
    account_sid: kernel.accountSid,
    unique_name: plugin.uniqueName,
    friendly_name: plugin.friendlyName,
    description: plugin.description,
    archived: plugin.isArchived,
    date_created: isoSeconds(plugin.createdAt),
    date_updated: isoSeconds(plugin.updatedAt),
    url: `${pluginUrl(plugin)}/Archive`,
  });
  const toBody = (plugin: Plugin) => ({
    ...toArchiveBody(plugin),
    url: pluginUrl(plugin),
    links: { plugin_versions: `${pluginUrl(plugin)}/Versions` },
  });
  return [
    {
      name: "CreatePlugin",
      method: "POST",
      path: PATH,
      parameters: ["UniqueName", "FriendlyName", "Description"],
      run: ({ parameters }) => {
        const uniqueName = requiredText(parameters, "UniqueName");
        if ([...state().plugins.values()].some((other) => other.uniqueName === uniqueName)) {
          throw new RestError(409, 20409, `A plugin with the UniqueName ${uniqueName} already exists`);
        }
        const now = kernel.clock.now();
        const plugin: Plugin = {
          sid: kernel.sids.next("FP"),
          uniqueName,
          friendlyName: shortText(parameters, "FriendlyName", 256) ?? uniqueName,
          description: shortText(parameters, "Description", MAXIMUM_DESCRIPTION) ?? "",
          isArchived: false,
          createdAt: now,
          updatedAt: now,
        };
        state().plugins.set(plugin.sid, plugin);
        return { status: 201, body: toBody(plugin) };
      },
    },
    {
      name: "ListPlugin",
      method: "GET",
      path: PATH,
      run: (request) => page(ORIGIN, request, "plugins", [...state().plugins.values()], toBody, MAXIMUM_PAGE_SIZE),
    },
    {
      name: "FetchPlugin",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(findPlugin(context, request, "Sid")) }),
    },
    {
      name: "UpdatePlugin",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["FriendlyName", "Description"],
      run: (request) => {
        const plugin = findPlugin(context, request, "Sid");
        checkNotArchived("Plugin", plugin);
        const { parameters } = request;
        plugin.friendlyName = shortText(parameters, "FriendlyName", 256) ?? plugin.friendlyName;
        plugin.description = shortText(parameters, "Description", MAXIMUM_DESCRIPTION) ?? plugin.description;
        plugin.updatedAt = kernel.clock.now();
        return { status: 200, body: toBody(plugin) };
      },
    },
    {
      name: "UpdatePluginArchive",
      method: "POST",
      path: `${PATH}/:Sid/Archive`,
      run: (request) => {
        const plugin = findPlugin(context, request, "Sid");
        checkNotArchived("Plugin", plugin);
        if (enabledVersions(context).some(({ pluginSid }) => pluginSid === plugin.sid)) {
          throw badParameter(`Plugin ${plugin.sid} is enabled by the active release`);
        }
        plugin.isArchived = true;
        plugin.updatedAt = kernel.clock.now();
        return { status: 200, body: toArchiveBody(plugin) };
      },
    },
  ];
}
