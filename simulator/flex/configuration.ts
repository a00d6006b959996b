/**
 * Flex Configuration: https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api, and the account's
 * provisioning status.
 *
 * Modelled: fetch and update. An update is JSON with the account's SID; each top-level key it names is replaced as a
 * whole. UiVersion shows the configuration as a Flex UI pinned to that version reads it: with that `ui_version`.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, type RestRequest, text } from "../kernel/rest";
import { readConfiguration } from "./configuration-keys";
import { type FlexContext, ORIGIN } from "./context";

const PATH = "/v1/Configuration";
const PROVISIONING = "/v1/account/provision/status";

export function configurationOperations({ kernel, state, tasks }: FlexContext): Operation[] {
  const toBody = (uiVersion: string | undefined) => {
    const { configuration, createdAt, updatedAt } = state();
    const { workflowSid, queueSid, ...workspace } = tasks.workspace();
    return {
      account_sid: kernel.accountSid,
      date_created: isoSeconds(createdAt),
      date_updated: isoSeconds(updatedAt),
      ...configuration,
      // Until somebody names others, they are the workspace's first.
      taskrouter_workspace_sid: configuration["taskrouter_workspace_sid"] ?? workspace.sid,
      taskrouter_target_workflow_sid: configuration["taskrouter_target_workflow_sid"] ?? workflowSid,
      taskrouter_target_taskqueue_sid: configuration["taskrouter_target_taskqueue_sid"] ?? queueSid,
      taskrouter_offline_activity_sid: configuration["taskrouter_offline_activity_sid"] ?? workspace.offlineActivitySid,
      ...(uiVersion === undefined ? {} : { ui_version: uiVersion }),
      url: `${ORIGIN}${PATH}`,
    };
  };
  return [
    {
      name: "FetchConfiguration",
      method: "GET",
      path: PATH,
      parameters: ["UiVersion"],
      run: (request) => ({ status: 200, body: toBody(readUiVersion(request)) }),
    },
    {
      name: "UpdateConfiguration",
      method: "POST",
      path: PATH,
      isJson: true,
      run: ({ parameters }) => {
        const changes = readConfiguration(parameters, kernel.accountSid);
        Object.assign(state().configuration, changes);
        state().updatedAt = kernel.clock.now();
        return { status: 200, body: toBody(undefined) };
      },
    },
    {
      name: "FetchProvisioningStatus",
      method: "GET",
      path: PROVISIONING,
      run: () => ({ status: 200, body: { status: state().provisioning, url: `${ORIGIN}${PROVISIONING}` } }),
    },
  ];
}

function readUiVersion({ parameters }: RestRequest): string | undefined {
  const version = text(parameters, "UiVersion");
  if (version !== undefined && !/^\^?~?\d+(\.[\dx]+){0,2}$/.test(version)) {
    throw badParameter(`UiVersion '${version}' is not a version`);
  }
  return version;
}
