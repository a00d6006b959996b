/**
 * Sync Service: https://www.twilio.com/docs/sync/api/service
 *
 * Modelled: CreateService, FetchService, ListService, UpdateService; found by SID, or by `unique_name`, which no
 * request can set (FriendlyName is no address). Nothing of the account connects to Sync as a client, so ACLs and
 * reachability are kept and have no effect. Webhooks for REST writes are not modelled: WebhooksFromRestEnabled=true
 * answers 501. Not modelled: DeleteService, streams, permissions, rate limits (20 writes a second, 54009).
 */
import { isoSeconds, type Kernel } from "../kernel/kernel";
import {
  boolean,
  integer,
  notModelled,
  type Operation,
  type Parameters,
  page,
  RestError,
  type RestRequest,
  text,
} from "../kernel/rest";
import type { Service } from "./model";
import { NamedRecords } from "./named-records";
import { syncNotFound } from "./parameters";

export const SYNC_ORIGIN = "https://sync.twilio.com";
export const MAXIMUM_PAGE_SIZE = 100;

const PATH = "/v1/Services";
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
  private readonly kernel: Kernel;
  private readonly bySid = new Map<string, Service>();

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
        run: (request) => page(SYNC_ORIGIN, request, "services", this.all(), toBody, MAXIMUM_PAGE_SIZE),
      },
      {
        name: "FetchService",
        method: "GET",
        path: `${PATH}/:ServiceSid`,
        run: (request) => ({ status: 200, body: toBody(this.of(request)) }),
      },
      {
        name: "UpdateService",
        method: "POST",
        path: `${PATH}/:ServiceSid`,
        parameters: PARAMETERS,
        run: (request) => {
          const service = this.of(request);
          Object.assign(service, readChanges(request.parameters), { updatedAt: clock.now() });
          return { status: 200, body: toBody(service) };
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
      aclEnabled: false,
      reachabilityWebhooksEnabled: false,
      reachabilityDebouncingEnabled: false,
      reachabilityDebouncingWindow: 5000,
      documents: new NamedRecords(clock),
      maps: new NamedRecords(clock),
      lists: new NamedRecords(clock),
    };
    this.bySid.set(service.sid, service);
    return service;
  }

  find(sidOrUniqueName: string): Service | undefined {
    return this.bySid.get(sidOrUniqueName) ?? this.all().find(({ uniqueName }) => uniqueName === sidOrUniqueName);
  }

  all(): Service[] {
    return [...this.bySid.values()];
  }

  /** The service a path names. */
  of(request: RestRequest): Service {
    const service = this.find(request.ids.ServiceSid ?? "");
    if (!service) throw syncNotFound(request);
    return service;
  }
}

/** Only what was sent. */
function readChanges(parameters: Parameters): Partial<Service> {
  if (boolean(parameters, "WebhooksFromRestEnabled")) throw notModelled("Sync webhooks for REST writes");
  const friendlyName = text(parameters, "FriendlyName");
  if (friendlyName !== undefined && (friendlyName.length < 1 || friendlyName.length > 255)) {
    throw new RestError(400, 54053, "Invalid friendly name");
  }
  const changes = {
    friendlyName,
    webhookUrl: text(parameters, "WebhookUrl"),
    aclEnabled: boolean(parameters, "AclEnabled"),
    reachabilityWebhooksEnabled: boolean(parameters, "ReachabilityWebhooksEnabled"),
    reachabilityDebouncingEnabled: boolean(parameters, "ReachabilityDebouncingEnabled"),
    reachabilityDebouncingWindow: integer(parameters, "ReachabilityDebouncingWindow", 1000, 30_000),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
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
    webhooks_from_rest_enabled: false,
    reachability_webhooks_enabled: service.reachabilityWebhooksEnabled,
    acl_enabled: service.aclEnabled,
    reachability_debouncing_enabled: service.reachabilityDebouncingEnabled,
    reachability_debouncing_window: service.reachabilityDebouncingWindow,
    links: { documents: `${url}/Documents`, lists: `${url}/Lists`, maps: `${url}/Maps`, streams: `${url}/Streams` },
  };
}
