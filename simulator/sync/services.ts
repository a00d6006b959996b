/**
 * Sync Service: https://www.twilio.com/docs/sync/api/service
 *
 * Modelled: CreateService, FetchService, ListService, UpdateService, DeleteService (with all it holds); found by SID, or
 * by `unique_name`, which no request can set (FriendlyName is no address). Every account has one named `default`, which is
 * made when it is first asked for, as Twilio's starters know it. Nothing of the account connects to Sync as a
 * client, so ACLs, which the account's own credentials pass by, and reachability are kept and have no effect.
 */

import { isoSeconds, type Kernel } from "../kernel/kernel";
import { resourceNotFound } from "../kernel/lookup";
import { boolean, integer, type Operation, type Parameters, RestError, type RestRequest, text } from "../kernel/rest";
import { whatWasSent } from "../kernel/typed-parameters";
import { SYNC_ORIGIN, textPage } from "./keyed-pages";
import type { Service } from "./model";
import { noRecords } from "./named-records";
import { noParameters, readWebhookUrl } from "./parameters";

const PATH = "/v1/Services";
/** Of `Runtime.getSync()`, and of whoever has no service of their own. https://github.com/TwilioDevEd/sdk-starter-python */
const DEFAULT = "default";
const PARAMETERS = [
  "FriendlyName",
  "WebhookUrl",
  "WebhooksFromRestEnabled",
  "AclEnabled",
  "ReachabilityWebhooksEnabled",
  "ReachabilityDebouncingEnabled",
  "ReachabilityDebouncingWindow",
];

export class Services {
  readonly operations: readonly Operation[];
  private bySid = new Map<string, Service>();
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    const { clock } = kernel;
    const toBody = (service: Service) => toServiceBody(service, kernel.accountSid);
    this.operations = [
      {
        name: "CreateService",
        method: "POST",
        path: PATH,
        parameters: PARAMETERS,
        run: ({ parameters }) => {
          const changes = readChanges(parameters);
          return { status: 201, body: toBody(Object.assign(this.open(null), changes)) };
        },
      },
      {
        name: "ListService",
        method: "GET",
        path: PATH,
        run: (request) => textPage(request, "services", this.all(), ({ sid }) => sid, toBody),
      },
      {
        name: "FetchService",
        method: "GET",
        path: `${PATH}/:Sid`,
        run: (request) => ({ status: 200, body: toBody(this.of(request, "Sid")) }),
      },
      {
        name: "UpdateService",
        method: "POST",
        path: `${PATH}/:Sid`,
        parameters: PARAMETERS,
        run: (request) => {
          const service = this.of(request, "Sid");
          const changes = readChanges(request.parameters);
          if (Object.keys(changes).length === 0) throw noParameters();
          Object.assign(service, changes, { updatedAt: clock.now() });
          return { status: 200, body: toBody(service) };
        },
      },
      {
        name: "DeleteService",
        method: "DELETE",
        path: `${PATH}/:Sid`,
        run: (request) => {
          this.bySid.delete(this.of(request, "Sid").sid);
          return { status: 204 };
        },
      },
    ];
  }

  /** Opens a service as the account does; only so can it have a unique name. */
  open(uniqueName: string | null): Service {
    const { clock, sids } = this.kernel;
    const service: Service = {
      sid: sids.next("IS"),
      uniqueName,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      friendlyName: null,
      webhookUrl: null,
      webhooksFromRestEnabled: false,
      aclEnabled: false,
      reachabilityWebhooksEnabled: false,
      reachabilityDebouncingEnabled: false,
      reachabilityDebouncingWindow: 5000,
      documents: noRecords(),
      maps: noRecords(),
      lists: noRecords(),
      streams: noRecords(),
    };
    this.bySid.set(service.sid, service);
    return service;
  }

  find(sidOrUniqueName: string): Service | undefined {
    const found =
      this.bySid.get(sidOrUniqueName) ?? this.all().find(({ uniqueName }) => uniqueName === sidOrUniqueName);
    return found ?? (sidOrUniqueName === DEFAULT ? this.open(DEFAULT) : undefined);
  }

  /** In the order of creation. */
  all(): Service[] {
    return [...this.bySid.values()];
  }

  /** The service a path names. */
  of(request: RestRequest, id = "ServiceSid"): Service {
    const service = this.find(request.ids[id] ?? "");
    if (!service) throw resourceNotFound(request);
    return service;
  }

  save(): Map<string, Service> {
    return this.bySid;
  }

  restore(saved: Map<string, Service>): void {
    this.bySid = saved;
  }
}

/** Only what was sent. */
function readChanges(parameters: Parameters): Partial<Service> {
  const friendlyName = text(parameters, "FriendlyName");
  if (friendlyName !== undefined && (friendlyName.length < 1 || friendlyName.length > 255)) {
    throw new RestError(400, 54053, "Invalid friendly name");
  }
  return whatWasSent({
    friendlyName,
    webhookUrl: readWebhookUrl(parameters),
    webhooksFromRestEnabled: boolean(parameters, "WebhooksFromRestEnabled"),
    aclEnabled: boolean(parameters, "AclEnabled"),
    reachabilityWebhooksEnabled: boolean(parameters, "ReachabilityWebhooksEnabled"),
    reachabilityDebouncingEnabled: boolean(parameters, "ReachabilityDebouncingEnabled"),
    reachabilityDebouncingWindow: integer(parameters, "ReachabilityDebouncingWindow", 1000, 30_000),
  });
}

export const serviceUrl = ({ sid }: Service): string => `${SYNC_ORIGIN}${PATH}/${sid}`;

function toServiceBody(service: Service, accountSid: string) {
  const url = serviceUrl(service);
  return {
    sid: service.sid,
    unique_name: service.uniqueName,
    account_sid: accountSid,
    friendly_name: service.friendlyName,
    date_created: isoSeconds(service.createdAt),
    date_updated: isoSeconds(service.updatedAt),
    url,
    webhook_url: service.webhookUrl,
    webhooks_from_rest_enabled: service.webhooksFromRestEnabled,
    reachability_webhooks_enabled: service.reachabilityWebhooksEnabled,
    acl_enabled: service.aclEnabled,
    reachability_debouncing_enabled: service.reachabilityDebouncingEnabled,
    reachability_debouncing_window: service.reachabilityDebouncingWindow,
    links: { documents: `${url}/Documents`, lists: `${url}/Lists`, maps: `${url}/Maps`, streams: `${url}/Streams` },
  };
}
