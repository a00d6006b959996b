/**
 * Flex Plugin Release: https://www.twilio.com/docs/flex/developer/plugins/api/release
 *
 * Modelled: create, fetch (by SID, or `active`), list (newest first). Only the newest is active. A configuration that is
 * archived, or that has an archived plugin or version, cannot be released
 * (https://www.twilio.com/docs/flex/developer/plugins/cli/archive).
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, page, type RestRequest, requiredText } from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN, resourceNotFound } from "./context";
import type { PluginRelease, PluginVersion } from "./model";

const PATH = "/v1/PluginService/Releases";

export const activeRelease = ({ state }: FlexContext): PluginRelease | undefined =>
  [...state().pluginReleases.values()].at(-1);

/** The versions the active release enables. */
export function enabledVersions(context: FlexContext): PluginVersion[] {
  const release = activeRelease(context);
  return release ? versionsOf(context, release.configurationSid) : [];
}

function versionsOf({ state }: FlexContext, configurationSid: string): PluginVersion[] {
  const { pluginConfigurations, pluginVersions } = state();
  const plugins = pluginConfigurations.get(configurationSid)?.plugins ?? [];
  return plugins.flatMap(({ versionSid }) => pluginVersions.get(versionSid) ?? []);
}

export function pluginReleaseOperations(context: FlexContext): Operation[] {
  const { kernel, state } = context;
  const toBody = ({ sid, configurationSid, createdAt }: PluginRelease) => ({
    sid,
    account_sid: kernel.accountSid,
    configuration_sid: configurationSid,
    date_created: isoSeconds(createdAt),
    url: `${ORIGIN}${PATH}/${sid}`,
  });
  const findRelease = (request: RestRequest) => {
    if (request.ids["Sid"] !== "active") return find(state().pluginReleases, request.ids["Sid"], request);
    const active = activeRelease(context);
    if (!active) throw resourceNotFound(request);
    return active;
  };
  const checkReleasable = (configurationSid: string) => {
    const configuration = state().pluginConfigurations.get(configurationSid);
    if (!configuration) throw badParameter(`ConfigurationId ${configurationSid} does not exist`);
    if (configuration.isArchived) throw badParameter(`Configuration ${configurationSid} is archived`);
    for (const { isArchived, sid, pluginSid } of versionsOf(context, configurationSid)) {
      if (isArchived) throw badParameter(`Plugin version ${sid} is archived`);
      if (state().plugins.get(pluginSid)?.isArchived) throw badParameter(`Plugin ${pluginSid} is archived`);
    }
  };
  return [
    {
      name: "CreatePluginRelease",
      method: "POST",
      path: PATH,
      parameters: ["ConfigurationId"],
      run: ({ parameters }) => {
        const configurationSid = requiredText(parameters, "ConfigurationId");
        checkReleasable(configurationSid);
        const release = { sid: kernel.sids.next("FK"), configurationSid, createdAt: kernel.clock.now() };
        state().pluginReleases.set(release.sid, release);
        return { status: 201, body: toBody(release) };
      },
    },
    {
      name: "ListPluginRelease",
      method: "GET",
      path: PATH,
      run: (request) => {
        const all = [...state().pluginReleases.values()].toReversed();
        return page(ORIGIN, request, "releases", all, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchPluginRelease",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(findRelease(request)) }),
    },
  ];
}
