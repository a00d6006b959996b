var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// simulator/account.ts
var import_devalue = require("devalue");
var import_uniformFloat642 = require("pure-rand/distribution/uniformFloat64");
var import_xoroshiro128plus2 = require("pure-rand/generator/xoroshiro128plus");
var import_twilio = __toESM(require("twilio"));

// simulator/kernel/kernel.ts
var isoSeconds = (milliseconds) => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

// simulator/kernel/rest.ts
var import_find_my_way = __toESM(require("find-my-way"));
var RestError = class extends Error {
  name = "RestError";
  status;
  code;
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
  toBody() {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status
    };
  }
};
var notFound = (path) => new RestError(404, 20404, `The requested resource ${path} was not found`);
var badParameter = (message) => new RestError(400, 20001, message);
var notModelled = (what) => new RestError(501, 20501, `the simulated account does not model ${what}`);
var preconditionFailed = (code) => new RestError(412, code, "The revision of the resource does not match the expected revision");
function text(parameters, name) {
  const value = parameters[name];
  if (value === void 0 || value === null) return void 0;
  return String(Array.isArray(value) ? value.at(-1) : value);
}
function requiredText(parameters, name) {
  const value = text(parameters, name);
  if (value === void 0 || value === "") throw badParameter(`Missing required parameter ${name} in the post body`);
  return value;
}
function integer(parameters, name, minimum = 0, maximum = 2 ** 31 - 1) {
  const value = text(parameters, name);
  if (value === void 0) return void 0;
  const number2 = Number(value);
  if (!Number.isInteger(number2) || number2 < minimum || number2 > maximum) {
    throw badParameter(`${name} must be a whole number from ${minimum} to ${maximum}, not '${value}'`);
  }
  return number2;
}
function boolean(parameters, name) {
  const value = text(parameters, name)?.toLowerCase();
  if (value === void 0) return void 0;
  if (value !== "true" && value !== "false") throw badParameter(`${name} must be true or false, not '${value}'`);
  return value === "true";
}
function jsonObject(parameters, name) {
  const value = text(parameters, name);
  if (value === void 0) return void 0;
  try {
    const parsed3 = JSON.parse(value);
    if (typeof parsed3 === "object" && parsed3 !== null && !Array.isArray(parsed3)) return value;
  } catch {
  }
  throw badParameter(`${name} must be a valid JSON object`);
}
function texts(parameters, name) {
  const value = parameters[name];
  if (value === void 0) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
function page(origin, request, key, items, toBody2, maximumPageSize = 1e3) {
  const size = Math.min(integer(request.parameters, "PageSize", 1) ?? 50, maximumPageSize);
  const number2 = integer(request.parameters, "Page") ?? 0;
  const url2 = (at) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.parameters)) {
      if (name !== "Page" && name !== "PageSize" && name !== "PageToken") query.append(name, String(value));
    }
    query.set("PageSize", String(size));
    query.set("Page", String(at));
    return `${origin}${request.path}?${query}`;
  };
  const meta = {
    page: number2,
    page_size: size,
    first_page_url: url2(0),
    previous_page_url: number2 > 0 ? url2(number2 - 1) : null,
    url: url2(number2),
    next_page_url: items.length > (number2 + 1) * size ? url2(number2 + 1) : null,
    key
  };
  return { status: 200, body: { meta, [key]: items.slice(number2 * size, (number2 + 1) * size).map(toBody2) } };
}
var PAGING = ["PageSize", "Page", "PageToken"];
var parametersOf = ({ method, parameters = [] }) => method === "GET" ? [.../* @__PURE__ */ new Set([...parameters, ...PAGING])] : parameters;
var keyOf = ({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ":")}`;
var Router = class {
  operations;
  routes = (0, import_find_my_way.default)({ caseSensitive: true, maxParamLength: 512 });
  refuse;
  /** @param refused operations that are refused by name, where no other of the same path is modelled */
  constructor(operations, refuse2, refused = []) {
    this.operations = operations;
    this.refuse = refuse2;
    const modelled = new Set(operations.map(keyOf));
    for (const operation of [...operations, ...refused.filter((one) => !modelled.has(keyOf(one)))]) {
      const known = new Set(parametersOf(operation));
      const check2 = (parameters) => {
        const unknown = Object.keys(parameters).filter((name) => !known.has(name));
        if (unknown.length > 0 && !operation.isJson) {
          throw notModelled(`${unknown.join(", ")} of ${operation.name}`);
        }
      };
      this.routes.on(operation.method, operation.path, () => {
      }, { operation, check: check2 });
    }
  }
  /** The operation's name and its answer; errors become Twilio's error bodies. */
  run(request) {
    const found = this.routes.find(request.method, request.path);
    if (!found) {
      const { name, error } = this.refuse(request.method, request.path);
      return { name, response: { status: error.status, body: error.toBody() } };
    }
    const { operation, check: check2 } = found.store;
    try {
      check2(request.parameters);
      return {
        name: operation.name,
        response: operation.run({ ...request, ids: found.params })
      };
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return { name: operation.name, response: { status: error.status, body: error.toBody() } };
    }
  }
};

// simulator/conversations/addresses.ts
var ORIGIN = "https://conversations.twilio.com";
var PATH = "/v1/Configuration/Addresses";
var MAXIMUM_PAGE_SIZE = 50;
var TYPES = ["sms", "whatsapp", "messenger", "gbm", "email", "rcs", "apple", "chat"];
var EVENTS = [
  "onMessageAdded",
  "onMessageUpdated",
  "onMessageRemoved",
  "onConversationUpdated",
  "onConversationStateUpdated",
  "onConversationRemoved",
  "onParticipantAdded",
  "onParticipantUpdated",
  "onParticipantRemoved",
  "onDeliveryUpdated"
];
var UPDATE_PARAMETERS = [
  "FriendlyName",
  "AutoCreation.Enabled",
  "AutoCreation.Type",
  "AutoCreation.ConversationServiceSid",
  "AutoCreation.WebhookUrl",
  "AutoCreation.WebhookMethod",
  "AutoCreation.WebhookFilters",
  "AutoCreation.StudioFlowSid",
  "AutoCreation.StudioRetryCount"
];
var SHOWN = {
  webhook: ["enabled", "type", "conversation_service_sid", "webhook_url", "webhook_method", "webhook_filters"],
  studio: ["enabled", "type", "conversation_service_sid", "studio_flow_sid", "studio_retry_count"],
  default: ["enabled", "type", "conversation_service_sid"]
};
var Conversations = class {
  operations;
  addresses = /* @__PURE__ */ new Map();
  constructor(kernel) {
    const { clock, sids } = kernel;
    const toBody2 = (address) => toAddressBody(address, kernel.accountSid);
    this.operations = [
      {
        name: "CreateConfigurationAddress",
        method: "POST",
        path: PATH,
        parameters: ["Type", "Address", "AddressCountry", ...UPDATE_PARAMETERS],
        run: ({ parameters }) => {
          const named = { type: readType(parameters), address: requiredText(parameters, "Address") };
          const changes = readChanges(parameters);
          this.refuseTaken(named.type, named.address);
          const now = clock.now();
          const address = {
            sid: sids.next("IG"),
            ...named,
            friendlyName: changes.friendlyName ?? null,
            addressCountry: text(parameters, "AddressCountry") ?? null,
            autoCreation: changes.autoCreation,
            createdAt: now,
            updatedAt: now
          };
          this.addresses.set(address.sid, address);
          return { status: 201, body: toBody2(address) };
        }
      },
      {
        name: "ListConfigurationAddress",
        method: "GET",
        path: PATH,
        parameters: ["Type"],
        run: (request) => {
          const found = this.ofType(text(request.parameters, "Type"));
          return page(ORIGIN, request, "address_configurations", found, toBody2, MAXIMUM_PAGE_SIZE);
        }
      },
      {
        name: "FetchConfigurationAddress",
        method: "GET",
        path: `${PATH}/:Sid`,
        run: (request) => ({ status: 200, body: toBody2(this.find(request)) })
      },
      {
        name: "UpdateConfigurationAddress",
        method: "POST",
        path: `${PATH}/:Sid`,
        parameters: UPDATE_PARAMETERS,
        run: (request) => {
          const address = this.find(request);
          const { friendlyName, autoCreation } = readChanges(request.parameters);
          address.friendlyName = friendlyName ?? address.friendlyName;
          Object.assign(address.autoCreation, autoCreation);
          address.updatedAt = clock.now();
          return { status: 200, body: toBody2(address) };
        }
      },
      {
        name: "DeleteConfigurationAddress",
        method: "DELETE",
        path: `${PATH}/:Sid`,
        run: (request) => {
          this.addresses.delete(this.find(request).sid);
          return { status: 204 };
        }
      }
    ];
  }
  find(request) {
    const sidOrAddress = request.ids.Sid ?? "";
    const found = this.addresses.get(sidOrAddress) ?? [...this.addresses.values()].find(({ address }) => address === sidOrAddress);
    if (!found) throw notFound(request.path.replace(/^\/v1/, ""));
    return found;
  }
  ofType(type) {
    const all = [...this.addresses.values()];
    return type === void 0 ? all : all.filter((address) => isSame(address.type, type));
  }
  refuseTaken(type, address) {
    if (!this.ofType(type).some((other) => other.address === address)) return;
    throw new RestError(409, 20409, `An address configuration for ${address} already exists`);
  }
};
var isSame = (type, other) => type.toLowerCase() === other.toLowerCase();
function readType(parameters) {
  const type = requiredText(parameters, "Type");
  if (!TYPES.some((known) => isSame(known, type))) throw badParameter(`Type must be one of ${TYPES.join(", ")}`);
  return type;
}
function readChanges(parameters) {
  const friendlyName = text(parameters, "FriendlyName");
  if (friendlyName !== void 0 && friendlyName.length > 256) throw badParameter("FriendlyName is too long");
  const settings2 = {
    enabled: boolean(parameters, "AutoCreation.Enabled"),
    type: readMatch(parameters, "AutoCreation.Type", /^(webhook|studio|default)$/i)?.toLowerCase(),
    conversation_service_sid: readMatch(parameters, "AutoCreation.ConversationServiceSid", /^IS[0-9a-f]{32}$/i),
    webhook_url: text(parameters, "AutoCreation.WebhookUrl"),
    webhook_method: readMatch(parameters, "AutoCreation.WebhookMethod", /^(get|post)$/i)?.toUpperCase(),
    webhook_filters: readFilters(parameters),
    studio_flow_sid: readMatch(parameters, "AutoCreation.StudioFlowSid", /^FW[0-9a-f]{32}$/i),
    studio_retry_count: integer(parameters, "AutoCreation.StudioRetryCount")
  };
  const sent = Object.fromEntries(Object.entries(settings2).filter(([, value]) => value !== void 0));
  return { friendlyName, autoCreation: sent };
}
function readMatch(parameters, name, pattern) {
  const value = text(parameters, name);
  if (value !== void 0 && !pattern.test(value)) throw badParameter(`${name} '${value}' is not valid`);
  return value;
}
function readFilters(parameters) {
  const filters = texts(parameters, "AutoCreation.WebhookFilters");
  const unknown = filters.find((filter) => !EVENTS.includes(filter));
  if (unknown !== void 0) throw badParameter(`AutoCreation.WebhookFilters '${unknown}' is not an event`);
  return filters.length > 0 ? filters : void 0;
}
function toAutoCreationBody(autoCreation) {
  const entries = Object.entries(autoCreation);
  if (entries.length === 0) return null;
  const shown2 = SHOWN[autoCreation.type ?? "default"] ?? [];
  return Object.fromEntries(entries.filter(([name]) => shown2.includes(name)));
}
var toAddressBody = (address, accountSid) => ({
  sid: address.sid,
  account_sid: accountSid,
  type: address.type,
  address: address.address,
  friendly_name: address.friendlyName,
  auto_creation: toAutoCreationBody(address.autoCreation),
  date_created: isoSeconds(address.createdAt),
  date_updated: isoSeconds(address.updatedAt),
  url: `${ORIGIN}${PATH}/${address.sid}`,
  address_country: address.addressCountry
});

// simulator/coverage/documented.ts
var import_find_my_way2 = __toESM(require("find-my-way"));

// simulator/coverage/operations.json
var operations_default = {
  taskrouter: {
    "GET /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}": "FetchActivity",
    "POST /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}": "UpdateActivity",
    "DELETE /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}": "DeleteActivity",
    "GET /v1/Workspaces/{WorkspaceSid}/Activities": "ListActivity",
    "POST /v1/Workspaces/{WorkspaceSid}/Activities": "CreateActivity",
    "GET /v1/Workspaces/{WorkspaceSid}/Events/{Sid}": "FetchEvent",
    "GET /v1/Workspaces/{WorkspaceSid}/Events": "ListEvent",
    "GET /v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}": "FetchTask",
    "POST /v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}": "UpdateTask",
    "DELETE /v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}": "DeleteTask",
    "GET /v1/Workspaces/{WorkspaceSid}/Tasks": "ListTask",
    "POST /v1/Workspaces/{WorkspaceSid}/Tasks": "CreateTask",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}": "FetchTaskChannel",
    "POST /v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}": "UpdateTaskChannel",
    "DELETE /v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}": "DeleteTaskChannel",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskChannels": "ListTaskChannel",
    "POST /v1/Workspaces/{WorkspaceSid}/TaskChannels": "CreateTaskChannel",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}": "FetchTaskQueue",
    "POST /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}": "UpdateTaskQueue",
    "DELETE /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}": "DeleteTaskQueue",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskQueues": "ListTaskQueue",
    "POST /v1/Workspaces/{WorkspaceSid}/TaskQueues": "CreateTaskQueue",
    "POST /v1/Workspaces/{WorkspaceSid}/TaskQueues/RealTimeStatistics": "CreateTaskQueueBulkRealTimeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/CumulativeStatistics": "FetchTaskQueueCumulativeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/RealTimeStatistics": "FetchTaskQueueRealTimeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/Statistics": "FetchTaskQueueStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/Statistics": "ListTaskQueuesStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations": "ListTaskReservation",
    "GET /v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations/{Sid}": "FetchTaskReservation",
    "POST /v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations/{Sid}": "UpdateTaskReservation",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers": "ListWorker",
    "POST /v1/Workspaces/{WorkspaceSid}/Workers": "CreateWorker",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/{Sid}": "FetchWorker",
    "POST /v1/Workspaces/{WorkspaceSid}/Workers/{Sid}": "UpdateWorker",
    "DELETE /v1/Workspaces/{WorkspaceSid}/Workers/{Sid}": "DeleteWorker",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels": "ListWorkerChannel",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}": "FetchWorkerChannel",
    "POST /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}": "UpdateWorkerChannel",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Statistics": "FetchWorkerInstanceStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations": "ListWorkerReservation",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations/{Sid}": "FetchWorkerReservation",
    "POST /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations/{Sid}": "UpdateWorkerReservation",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/Statistics": "FetchWorkerStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/CumulativeStatistics": "FetchWorkersCumulativeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Workers/RealTimeStatistics": "FetchWorkersRealTimeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}": "FetchWorkflow",
    "POST /v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}": "UpdateWorkflow",
    "DELETE /v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}": "DeleteWorkflow",
    "GET /v1/Workspaces/{WorkspaceSid}/Workflows": "ListWorkflow",
    "POST /v1/Workspaces/{WorkspaceSid}/Workflows": "CreateWorkflow",
    "GET /v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/CumulativeStatistics": "FetchWorkflowCumulativeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/RealTimeStatistics": "FetchWorkflowRealTimeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/Statistics": "FetchWorkflowStatistics",
    "GET /v1/Workspaces/{Sid}": "FetchWorkspace",
    "POST /v1/Workspaces/{Sid}": "UpdateWorkspace",
    "DELETE /v1/Workspaces/{Sid}": "DeleteWorkspace",
    "GET /v1/Workspaces": "ListWorkspace",
    "POST /v1/Workspaces": "CreateWorkspace",
    "GET /v1/Workspaces/{WorkspaceSid}/CumulativeStatistics": "FetchWorkspaceCumulativeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/RealTimeStatistics": "FetchWorkspaceRealTimeStatistics",
    "GET /v1/Workspaces/{WorkspaceSid}/Statistics": "FetchWorkspaceStatistics"
  },
  sync: {
    "GET /v1/Services/{ServiceSid}/Documents/{Sid}": "FetchDocument",
    "POST /v1/Services/{ServiceSid}/Documents/{Sid}": "UpdateDocument",
    "DELETE /v1/Services/{ServiceSid}/Documents/{Sid}": "DeleteDocument",
    "GET /v1/Services/{ServiceSid}/Documents": "ListDocument",
    "POST /v1/Services/{ServiceSid}/Documents": "CreateDocument",
    "GET /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions/{Identity}": "FetchDocumentPermission",
    "POST /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions/{Identity}": "UpdateDocumentPermission",
    "DELETE /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions/{Identity}": "DeleteDocumentPermission",
    "GET /v1/Services/{ServiceSid}/Documents/{DocumentSid}/Permissions": "ListDocumentPermission",
    "GET /v1/Services/{Sid}": "FetchService",
    "POST /v1/Services/{Sid}": "UpdateService",
    "DELETE /v1/Services/{Sid}": "DeleteService",
    "GET /v1/Services": "ListService",
    "POST /v1/Services": "CreateService",
    "POST /v1/Services/{ServiceSid}/Streams/{StreamSid}/Messages": "CreateStreamMessage",
    "GET /v1/Services/{ServiceSid}/Lists/{Sid}": "FetchSyncList",
    "POST /v1/Services/{ServiceSid}/Lists/{Sid}": "UpdateSyncList",
    "DELETE /v1/Services/{ServiceSid}/Lists/{Sid}": "DeleteSyncList",
    "GET /v1/Services/{ServiceSid}/Lists": "ListSyncList",
    "POST /v1/Services/{ServiceSid}/Lists": "CreateSyncList",
    "GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Items/{Index}": "FetchSyncListItem",
    "POST /v1/Services/{ServiceSid}/Lists/{ListSid}/Items/{Index}": "UpdateSyncListItem",
    "DELETE /v1/Services/{ServiceSid}/Lists/{ListSid}/Items/{Index}": "DeleteSyncListItem",
    "GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Items": "ListSyncListItem",
    "POST /v1/Services/{ServiceSid}/Lists/{ListSid}/Items": "CreateSyncListItem",
    "GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions/{Identity}": "FetchSyncListPermission",
    "POST /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions/{Identity}": "UpdateSyncListPermission",
    "DELETE /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions/{Identity}": "DeleteSyncListPermission",
    "GET /v1/Services/{ServiceSid}/Lists/{ListSid}/Permissions": "ListSyncListPermission",
    "GET /v1/Services/{ServiceSid}/Maps/{Sid}": "FetchSyncMap",
    "POST /v1/Services/{ServiceSid}/Maps/{Sid}": "UpdateSyncMap",
    "DELETE /v1/Services/{ServiceSid}/Maps/{Sid}": "DeleteSyncMap",
    "GET /v1/Services/{ServiceSid}/Maps": "ListSyncMap",
    "POST /v1/Services/{ServiceSid}/Maps": "CreateSyncMap",
    "GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Items/{Key}": "FetchSyncMapItem",
    "POST /v1/Services/{ServiceSid}/Maps/{MapSid}/Items/{Key}": "UpdateSyncMapItem",
    "DELETE /v1/Services/{ServiceSid}/Maps/{MapSid}/Items/{Key}": "DeleteSyncMapItem",
    "GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Items": "ListSyncMapItem",
    "POST /v1/Services/{ServiceSid}/Maps/{MapSid}/Items": "CreateSyncMapItem",
    "GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions/{Identity}": "FetchSyncMapPermission",
    "POST /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions/{Identity}": "UpdateSyncMapPermission",
    "DELETE /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions/{Identity}": "DeleteSyncMapPermission",
    "GET /v1/Services/{ServiceSid}/Maps/{MapSid}/Permissions": "ListSyncMapPermission",
    "GET /v1/Services/{ServiceSid}/Streams/{Sid}": "FetchSyncStream",
    "POST /v1/Services/{ServiceSid}/Streams/{Sid}": "UpdateSyncStream",
    "DELETE /v1/Services/{ServiceSid}/Streams/{Sid}": "DeleteSyncStream",
    "GET /v1/Services/{ServiceSid}/Streams": "ListSyncStream",
    "POST /v1/Services/{ServiceSid}/Streams": "CreateSyncStream"
  },
  events: {
    "GET /v1/Types": "ListEventType",
    "GET /v1/Types/{Type}": "FetchEventType",
    "GET /v1/Schemas/{Id}": "FetchSchema",
    "GET /v1/Schemas/{Id}/Versions": "ListSchemaVersion",
    "GET /v1/Schemas/{Id}/Versions/{SchemaVersion}": "FetchSchemaVersion",
    "GET /v1/Sinks/{Sid}": "FetchSink",
    "POST /v1/Sinks/{Sid}": "UpdateSink",
    "DELETE /v1/Sinks/{Sid}": "DeleteSink",
    "GET /v1/Sinks": "ListSink",
    "POST /v1/Sinks": "CreateSink",
    "POST /v1/Sinks/{Sid}/Test": "CreateSinkTest",
    "POST /v1/Sinks/{Sid}/Validate": "CreateSinkValidate",
    "GET /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents": "ListSubscribedEvent",
    "POST /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents": "CreateSubscribedEvent",
    "GET /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}": "FetchSubscribedEvent",
    "POST /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}": "UpdateSubscribedEvent",
    "DELETE /v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}": "DeleteSubscribedEvent",
    "GET /v1/Subscriptions": "ListSubscription",
    "POST /v1/Subscriptions": "CreateSubscription",
    "GET /v1/Subscriptions/{Sid}": "FetchSubscription",
    "POST /v1/Subscriptions/{Sid}": "UpdateSubscription",
    "DELETE /v1/Subscriptions/{Sid}": "DeleteSubscription"
  },
  "flex-api": {
    "GET /v1/Channels": "ListChannel",
    "POST /v1/Channels": "CreateChannel",
    "GET /v1/Channels/{Sid}": "FetchChannel",
    "DELETE /v1/Channels/{Sid}": "DeleteChannel",
    "GET /v1/Configuration": "FetchConfiguration",
    "POST /v1/Configuration": "UpdateConfiguration",
    "GET /v1/PluginService/Configurations/{ConfigurationSid}/Plugins": "ListConfiguredPlugin",
    "GET /v1/PluginService/Configurations/{ConfigurationSid}/Plugins/{PluginSid}": "FetchConfiguredPlugin",
    "GET /v1/FlexFlows": "ListFlexFlow",
    "POST /v1/FlexFlows": "CreateFlexFlow",
    "GET /v1/FlexFlows/{Sid}": "FetchFlexFlow",
    "POST /v1/FlexFlows/{Sid}": "UpdateFlexFlow",
    "DELETE /v1/FlexFlows/{Sid}": "DeleteFlexFlow",
    "GET /v1/Insights/QualityManagement/Assessments": "ListInsightsAssessments",
    "POST /v1/Insights/QualityManagement/Assessments": "CreateInsightsAssessments",
    "POST /v1/Insights/QualityManagement/Assessments/{AssessmentSid}": "UpdateInsightsAssessments",
    "GET /v1/Insights/QualityManagement/Assessments/Comments": "ListInsightsAssessmentsComment",
    "POST /v1/Insights/QualityManagement/Assessments/Comments": "CreateInsightsAssessmentsComment",
    "GET /v1/Insights/Conversations": "ListInsightsConversations",
    "GET /v1/Insights/QualityManagement/Questionnaires": "ListInsightsQuestionnaires",
    "POST /v1/Insights/QualityManagement/Questionnaires": "CreateInsightsQuestionnaires",
    "GET /v1/Insights/QualityManagement/Questionnaires/{QuestionnaireSid}": "FetchInsightsQuestionnaires",
    "POST /v1/Insights/QualityManagement/Questionnaires/{QuestionnaireSid}": "UpdateInsightsQuestionnaires",
    "DELETE /v1/Insights/QualityManagement/Questionnaires/{QuestionnaireSid}": "DeleteInsightsQuestionnaires",
    "GET /v1/Insights/QualityManagement/Categories": "ListInsightsQuestionnairesCategory",
    "POST /v1/Insights/QualityManagement/Categories": "CreateInsightsQuestionnairesCategory",
    "POST /v1/Insights/QualityManagement/Categories/{CategorySid}": "UpdateInsightsQuestionnairesCategory",
    "DELETE /v1/Insights/QualityManagement/Categories/{CategorySid}": "DeleteInsightsQuestionnairesCategory",
    "GET /v1/Insights/QualityManagement/Questions": "ListInsightsQuestionnairesQuestion",
    "POST /v1/Insights/QualityManagement/Questions": "CreateInsightsQuestionnairesQuestion",
    "POST /v1/Insights/QualityManagement/Questions/{QuestionSid}": "UpdateInsightsQuestionnairesQuestion",
    "DELETE /v1/Insights/QualityManagement/Questions/{QuestionSid}": "DeleteInsightsQuestionnairesQuestion",
    "GET /v1/Insights/Segments": "ListInsightsSegments",
    "POST /v1/Insights/Session": "CreateInsightsSession",
    "GET /v1/Insights/QualityManagement/Settings/AnswerSets": "FetchInsightsSettingsAnswersets",
    "GET /v1/Insights/QualityManagement/Settings/CommentTags": "FetchInsightsSettingsComment",
    "GET /v1/Insights/UserRoles": "FetchInsightsUserRoles",
    "GET /v1/Interactions/{Sid}": "FetchInteraction",
    "POST /v1/Interactions/{Sid}": "UpdateInteraction",
    "POST /v1/Interactions": "CreateInteraction",
    "GET /v1/Interactions/{InteractionSid}/Channels/{Sid}": "FetchInteractionChannel",
    "POST /v1/Interactions/{InteractionSid}/Channels/{Sid}": "UpdateInteractionChannel",
    "GET /v1/Interactions/{InteractionSid}/Channels": "ListInteractionChannel",
    "GET /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Invites": "ListInteractionChannelInvite",
    "POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Invites": "CreateInteractionChannelInvite",
    "GET /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Participants": "ListInteractionChannelParticipant",
    "POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Participants": "CreateInteractionChannelParticipant",
    "POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Participants/{Sid}": "UpdateInteractionChannelParticipant",
    "POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Transfers": "CreateInteractionTransfer",
    "GET /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Transfers/{Sid}": "FetchInteractionTransfer",
    "POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Transfers/{Sid}": "UpdateInteractionTransfer",
    "GET /v1/PluginService/Plugins": "ListPlugin",
    "POST /v1/PluginService/Plugins": "CreatePlugin",
    "GET /v1/PluginService/Plugins/{Sid}": "FetchPlugin",
    "POST /v1/PluginService/Plugins/{Sid}": "UpdatePlugin",
    "POST /v1/PluginService/Plugins/{Sid}/Archive": "UpdatePluginArchive",
    "GET /v1/PluginService/Configurations": "ListPluginConfiguration",
    "POST /v1/PluginService/Configurations": "CreatePluginConfiguration",
    "GET /v1/PluginService/Configurations/{Sid}": "FetchPluginConfiguration",
    "POST /v1/PluginService/Configurations/{Sid}/Archive": "UpdatePluginConfigurationArchive",
    "GET /v1/PluginService/Releases": "ListPluginRelease",
    "POST /v1/PluginService/Releases": "CreatePluginRelease",
    "GET /v1/PluginService/Releases/{Sid}": "FetchPluginRelease",
    "GET /v1/PluginService/Plugins/{PluginSid}/Versions": "ListPluginVersion",
    "POST /v1/PluginService/Plugins/{PluginSid}/Versions": "CreatePluginVersion",
    "GET /v1/PluginService/Plugins/{PluginSid}/Versions/{Sid}": "FetchPluginVersion",
    "POST /v1/PluginService/Plugins/{PluginSid}/Versions/{Sid}/Archive": "UpdatePluginVersionArchive",
    "GET /v1/account/provision/status": "FetchProvisioningStatus",
    "GET /v1/WebChannels": "ListWebChannel",
    "POST /v1/WebChannels": "CreateWebChannel",
    "GET /v1/WebChannels/{Sid}": "FetchWebChannel",
    "POST /v1/WebChannels/{Sid}": "UpdateWebChannel",
    "DELETE /v1/WebChannels/{Sid}": "DeleteWebChannel",
    "GET /v2/Instances/{InstanceSid}/Users/{FlexUserSid}": "FetchFlexUser",
    "POST /v2/Instances/{InstanceSid}/Users/{FlexUserSid}": "UpdateFlexUser",
    "POST /v2/WebChats": "CreateWebChannel"
  },
  conversations: {
    "GET /v1/Configuration": "FetchConfiguration",
    "POST /v1/Configuration": "UpdateConfiguration",
    "GET /v1/Configuration/Addresses": "ListConfigurationAddress",
    "POST /v1/Configuration/Addresses": "CreateConfigurationAddress",
    "GET /v1/Configuration/Addresses/{Sid}": "FetchConfigurationAddress",
    "POST /v1/Configuration/Addresses/{Sid}": "UpdateConfigurationAddress",
    "DELETE /v1/Configuration/Addresses/{Sid}": "DeleteConfigurationAddress",
    "GET /v1/Configuration/Webhooks": "FetchConfigurationWebhook",
    "POST /v1/Configuration/Webhooks": "UpdateConfigurationWebhook",
    "GET /v1/Conversations": "ListConversation",
    "POST /v1/Conversations": "CreateConversation",
    "GET /v1/Conversations/{Sid}": "FetchConversation",
    "POST /v1/Conversations/{Sid}": "UpdateConversation",
    "DELETE /v1/Conversations/{Sid}": "DeleteConversation",
    "GET /v1/Conversations/{ConversationSid}/Messages": "ListConversationMessage",
    "POST /v1/Conversations/{ConversationSid}/Messages": "CreateConversationMessage",
    "GET /v1/Conversations/{ConversationSid}/Messages/{Sid}": "FetchConversationMessage",
    "POST /v1/Conversations/{ConversationSid}/Messages/{Sid}": "UpdateConversationMessage",
    "DELETE /v1/Conversations/{ConversationSid}/Messages/{Sid}": "DeleteConversationMessage",
    "GET /v1/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts/{Sid}": "FetchConversationMessageReceipt",
    "GET /v1/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts": "ListConversationMessageReceipt",
    "GET /v1/Conversations/{ConversationSid}/Participants": "ListConversationParticipant",
    "POST /v1/Conversations/{ConversationSid}/Participants": "CreateConversationParticipant",
    "GET /v1/Conversations/{ConversationSid}/Participants/{Sid}": "FetchConversationParticipant",
    "POST /v1/Conversations/{ConversationSid}/Participants/{Sid}": "UpdateConversationParticipant",
    "DELETE /v1/Conversations/{ConversationSid}/Participants/{Sid}": "DeleteConversationParticipant",
    "GET /v1/Conversations/{ConversationSid}/Webhooks": "ListConversationScopedWebhook",
    "POST /v1/Conversations/{ConversationSid}/Webhooks": "CreateConversationScopedWebhook",
    "GET /v1/Conversations/{ConversationSid}/Webhooks/{Sid}": "FetchConversationScopedWebhook",
    "POST /v1/Conversations/{ConversationSid}/Webhooks/{Sid}": "UpdateConversationScopedWebhook",
    "DELETE /v1/Conversations/{ConversationSid}/Webhooks/{Sid}": "DeleteConversationScopedWebhook",
    "POST /v1/ConversationWithParticipants": "CreateConversationWithParticipants",
    "GET /v1/Credentials": "ListCredential",
    "POST /v1/Credentials": "CreateCredential",
    "GET /v1/Credentials/{Sid}": "FetchCredential",
    "POST /v1/Credentials/{Sid}": "UpdateCredential",
    "DELETE /v1/Credentials/{Sid}": "DeleteCredential",
    "GET /v1/ParticipantConversations": "ListParticipantConversation",
    "GET /v1/Roles": "ListRole",
    "POST /v1/Roles": "CreateRole",
    "GET /v1/Roles/{Sid}": "FetchRole",
    "POST /v1/Roles/{Sid}": "UpdateRole",
    "DELETE /v1/Roles/{Sid}": "DeleteRole",
    "GET /v1/Services": "ListService",
    "POST /v1/Services": "CreateService",
    "GET /v1/Services/{Sid}": "FetchService",
    "DELETE /v1/Services/{Sid}": "DeleteService",
    "GET /v1/Services/{ChatServiceSid}/Bindings/{Sid}": "FetchServiceBinding",
    "DELETE /v1/Services/{ChatServiceSid}/Bindings/{Sid}": "DeleteServiceBinding",
    "GET /v1/Services/{ChatServiceSid}/Bindings": "ListServiceBinding",
    "GET /v1/Services/{ChatServiceSid}/Configuration": "FetchServiceConfiguration",
    "POST /v1/Services/{ChatServiceSid}/Configuration": "UpdateServiceConfiguration",
    "GET /v1/Services/{ChatServiceSid}/Conversations": "ListServiceConversation",
    "POST /v1/Services/{ChatServiceSid}/Conversations": "CreateServiceConversation",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{Sid}": "FetchServiceConversation",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{Sid}": "UpdateServiceConversation",
    "DELETE /v1/Services/{ChatServiceSid}/Conversations/{Sid}": "DeleteServiceConversation",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages": "ListServiceConversationMessage",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages": "CreateServiceConversationMessage",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{Sid}": "FetchServiceConversationMessage",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{Sid}": "UpdateServiceConversationMessage",
    "DELETE /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{Sid}": "DeleteServiceConversationMessage",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts/{Sid}": "FetchServiceConversationMessageReceipt",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts": "ListServiceConversationMessageReceipt",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants": "ListServiceConversationParticipant",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants": "CreateServiceConversationParticipant",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants/{Sid}": "FetchServiceConversationParticipant",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants/{Sid}": "UpdateServiceConversationParticipant",
    "DELETE /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Participants/{Sid}": "DeleteServiceConversationParticipant",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks": "ListServiceConversationScopedWebhook",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks": "CreateServiceConversationScopedWebhook",
    "GET /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks/{Sid}": "FetchServiceConversationScopedWebhook",
    "POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks/{Sid}": "UpdateServiceConversationScopedWebhook",
    "DELETE /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Webhooks/{Sid}": "DeleteServiceConversationScopedWebhook",
    "POST /v1/Services/{ChatServiceSid}/ConversationWithParticipants": "CreateServiceConversationWithParticipants",
    "GET /v1/Services/{ChatServiceSid}/Configuration/Notifications": "FetchServiceNotification",
    "POST /v1/Services/{ChatServiceSid}/Configuration/Notifications": "UpdateServiceNotification",
    "GET /v1/Services/{ChatServiceSid}/ParticipantConversations": "ListServiceParticipantConversation",
    "GET /v1/Services/{ChatServiceSid}/Roles": "ListServiceRole",
    "POST /v1/Services/{ChatServiceSid}/Roles": "CreateServiceRole",
    "GET /v1/Services/{ChatServiceSid}/Roles/{Sid}": "FetchServiceRole",
    "POST /v1/Services/{ChatServiceSid}/Roles/{Sid}": "UpdateServiceRole",
    "DELETE /v1/Services/{ChatServiceSid}/Roles/{Sid}": "DeleteServiceRole",
    "GET /v1/Services/{ChatServiceSid}/Users": "ListServiceUser",
    "POST /v1/Services/{ChatServiceSid}/Users": "CreateServiceUser",
    "GET /v1/Services/{ChatServiceSid}/Users/{Sid}": "FetchServiceUser",
    "POST /v1/Services/{ChatServiceSid}/Users/{Sid}": "UpdateServiceUser",
    "DELETE /v1/Services/{ChatServiceSid}/Users/{Sid}": "DeleteServiceUser",
    "GET /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations/{ConversationSid}": "FetchServiceUserConversation",
    "POST /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations/{ConversationSid}": "UpdateServiceUserConversation",
    "DELETE /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations/{ConversationSid}": "DeleteServiceUserConversation",
    "GET /v1/Services/{ChatServiceSid}/Users/{UserSid}/Conversations": "ListServiceUserConversation",
    "GET /v1/Services/{ChatServiceSid}/Configuration/Webhooks": "FetchServiceWebhookConfiguration",
    "POST /v1/Services/{ChatServiceSid}/Configuration/Webhooks": "UpdateServiceWebhookConfiguration",
    "GET /v1/Users": "ListUser",
    "POST /v1/Users": "CreateUser",
    "GET /v1/Users/{Sid}": "FetchUser",
    "POST /v1/Users/{Sid}": "UpdateUser",
    "DELETE /v1/Users/{Sid}": "DeleteUser",
    "GET /v1/Users/{UserSid}/Conversations/{ConversationSid}": "FetchUserConversation",
    "POST /v1/Users/{UserSid}/Conversations/{ConversationSid}": "UpdateUserConversation",
    "DELETE /v1/Users/{UserSid}/Conversations/{ConversationSid}": "DeleteUserConversation",
    "GET /v1/Users/{UserSid}/Conversations": "ListUserConversation"
  },
  studio: {
    "GET /v2/Flows/{FlowSid}/Executions": "ListExecution",
    "POST /v2/Flows/{FlowSid}/Executions": "CreateExecution",
    "GET /v2/Flows/{FlowSid}/Executions/{Sid}": "FetchExecution",
    "POST /v2/Flows/{FlowSid}/Executions/{Sid}": "UpdateExecution",
    "DELETE /v2/Flows/{FlowSid}/Executions/{Sid}": "DeleteExecution",
    "GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Context": "FetchExecutionContext",
    "GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps": "ListExecutionStep",
    "GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{Sid}": "FetchExecutionStep",
    "GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{StepSid}/Context": "FetchExecutionStepContext",
    "GET /v2/Flows": "ListFlow",
    "POST /v2/Flows": "CreateFlow",
    "GET /v2/Flows/{Sid}": "FetchFlow",
    "POST /v2/Flows/{Sid}": "UpdateFlow",
    "DELETE /v2/Flows/{Sid}": "DeleteFlow",
    "GET /v2/Flows/{Sid}/Revisions": "ListFlowRevision",
    "GET /v2/Flows/{Sid}/Revisions/{Revision}": "FetchFlowRevision",
    "POST /v2/Flows/Validate": "UpdateFlowValidate",
    "GET /v2/Flows/{Sid}/TestUsers": "FetchTestUser",
    "POST /v2/Flows/{Sid}/TestUsers": "UpdateTestUser"
  },
  api: {
    "GET /2010-04-01/Accounts.json": "ListAccount",
    "POST /2010-04-01/Accounts.json": "CreateAccount",
    "GET /2010-04-01/Accounts/{Sid}.json": "FetchAccount",
    "POST /2010-04-01/Accounts/{Sid}.json": "UpdateAccount",
    "GET /2010-04-01/Accounts/{AccountSid}/Addresses.json": "ListAddress",
    "POST /2010-04-01/Accounts/{AccountSid}/Addresses.json": "CreateAddress",
    "GET /2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json": "FetchAddress",
    "POST /2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json": "UpdateAddress",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json": "DeleteAddress",
    "GET /2010-04-01/Accounts/{AccountSid}/Applications.json": "ListApplication",
    "POST /2010-04-01/Accounts/{AccountSid}/Applications.json": "CreateApplication",
    "GET /2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json": "FetchApplication",
    "POST /2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json": "UpdateApplication",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json": "DeleteApplication",
    "GET /2010-04-01/Accounts/{AccountSid}/AuthorizedConnectApps/{ConnectAppSid}.json": "FetchAuthorizedConnectApp",
    "GET /2010-04-01/Accounts/{AccountSid}/AuthorizedConnectApps.json": "ListAuthorizedConnectApp",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers.json": "ListAvailablePhoneNumberCountry",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}.json": "FetchAvailablePhoneNumberCountry",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Local.json": "ListAvailablePhoneNumberLocal",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/MachineToMachine.json": "ListAvailablePhoneNumberMachineToMachine",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Mobile.json": "ListAvailablePhoneNumberMobile",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/National.json": "ListAvailablePhoneNumberNational",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/SharedCost.json": "ListAvailablePhoneNumberSharedCost",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/TollFree.json": "ListAvailablePhoneNumberTollFree",
    "GET /2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Voip.json": "ListAvailablePhoneNumberVoip",
    "GET /2010-04-01/Accounts/{AccountSid}/Balance.json": "FetchBalance",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls.json": "ListCall",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls.json": "CreateCall",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json": "FetchCall",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json": "UpdateCall",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json": "DeleteCall",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Events.json": "ListCallEvent",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Notifications/{Sid}.json": "FetchCallNotification",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Notifications.json": "ListCallNotification",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json": "ListCallRecording",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json": "CreateCallRecording",
    "GET /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json": "FetchCallRecording",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json": "UpdateCallRecording",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json": "DeleteCallRecording",
    "GET /2010-04-01/Accounts/{AccountSid}/Conferences/{Sid}.json": "FetchConference",
    "POST /2010-04-01/Accounts/{AccountSid}/Conferences/{Sid}.json": "UpdateConference",
    "GET /2010-04-01/Accounts/{AccountSid}/Conferences.json": "ListConference",
    "GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings.json": "ListConferenceRecording",
    "GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json": "FetchConferenceRecording",
    "POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json": "UpdateConferenceRecording",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json": "DeleteConferenceRecording",
    "GET /2010-04-01/Accounts/{AccountSid}/ConnectApps/{Sid}.json": "FetchConnectApp",
    "POST /2010-04-01/Accounts/{AccountSid}/ConnectApps/{Sid}.json": "UpdateConnectApp",
    "DELETE /2010-04-01/Accounts/{AccountSid}/ConnectApps/{Sid}.json": "DeleteConnectApp",
    "GET /2010-04-01/Accounts/{AccountSid}/ConnectApps.json": "ListConnectApp",
    "GET /2010-04-01/Accounts/{AccountSid}/Addresses/{AddressSid}/DependentPhoneNumbers.json": "ListDependentPhoneNumber",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json": "FetchIncomingPhoneNumber",
    "POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json": "UpdateIncomingPhoneNumber",
    "DELETE /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json": "DeleteIncomingPhoneNumber",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json": "ListIncomingPhoneNumber",
    "POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json": "CreateIncomingPhoneNumber",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{Sid}.json": "FetchIncomingPhoneNumberAssignedAddOn",
    "DELETE /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{Sid}.json": "DeleteIncomingPhoneNumberAssignedAddOn",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns.json": "ListIncomingPhoneNumberAssignedAddOn",
    "POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns.json": "CreateIncomingPhoneNumberAssignedAddOn",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{AssignedAddOnSid}/Extensions/{Sid}.json": "FetchIncomingPhoneNumberAssignedAddOnExtension",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{ResourceSid}/AssignedAddOns/{AssignedAddOnSid}/Extensions.json": "ListIncomingPhoneNumberAssignedAddOnExtension",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json": "ListIncomingPhoneNumberLocal",
    "POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json": "CreateIncomingPhoneNumberLocal",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json": "ListIncomingPhoneNumberMobile",
    "POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json": "CreateIncomingPhoneNumberMobile",
    "GET /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json": "ListIncomingPhoneNumberTollFree",
    "POST /2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json": "CreateIncomingPhoneNumberTollFree",
    "GET /2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json": "FetchKey",
    "POST /2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json": "UpdateKey",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json": "DeleteKey",
    "GET /2010-04-01/Accounts/{AccountSid}/Keys.json": "ListKey",
    "POST /2010-04-01/Accounts/{AccountSid}/Keys.json": "CreateNewKey",
    "GET /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json": "FetchMedia",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json": "DeleteMedia",
    "GET /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media.json": "ListMedia",
    "GET /2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json": "FetchMember",
    "POST /2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json": "UpdateMember",
    "GET /2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members.json": "ListMember",
    "GET /2010-04-01/Accounts/{AccountSid}/Messages.json": "ListMessage",
    "POST /2010-04-01/Accounts/{AccountSid}/Messages.json": "CreateMessage",
    "GET /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json": "FetchMessage",
    "POST /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json": "UpdateMessage",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json": "DeleteMessage",
    "POST /2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Feedback.json": "CreateMessageFeedback",
    "GET /2010-04-01/Accounts/{AccountSid}/SigningKeys.json": "ListSigningKey",
    "POST /2010-04-01/Accounts/{AccountSid}/SigningKeys.json": "CreateNewSigningKey",
    "GET /2010-04-01/Accounts/{AccountSid}/Notifications/{Sid}.json": "FetchNotification",
    "GET /2010-04-01/Accounts/{AccountSid}/Notifications.json": "ListNotification",
    "GET /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json": "FetchOutgoingCallerId",
    "POST /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json": "UpdateOutgoingCallerId",
    "DELETE /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json": "DeleteOutgoingCallerId",
    "GET /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json": "ListOutgoingCallerId",
    "POST /2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json": "CreateValidationRequest",
    "GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json": "FetchParticipant",
    "POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json": "UpdateParticipant",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json": "DeleteParticipant",
    "GET /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json": "ListParticipant",
    "POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json": "CreateParticipant",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Payments.json": "CreatePayments",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Payments/{Sid}.json": "UpdatePayments",
    "GET /2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json": "FetchQueue",
    "POST /2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json": "UpdateQueue",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json": "DeleteQueue",
    "GET /2010-04-01/Accounts/{AccountSid}/Queues.json": "ListQueue",
    "POST /2010-04-01/Accounts/{AccountSid}/Queues.json": "CreateQueue",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Transcriptions.json": "CreateRealtimeTranscription",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Transcriptions/{Sid}.json": "UpdateRealtimeTranscription",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.json": "FetchRecording",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.json": "DeleteRecording",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings.json": "ListRecording",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{Sid}.json": "FetchRecordingAddOnResult",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{Sid}.json": "DeleteRecordingAddOnResult",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults.json": "ListRecordingAddOnResult",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{Sid}.json": "FetchRecordingAddOnResultPayload",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{Sid}.json": "DeleteRecordingAddOnResultPayload",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads.json": "ListRecordingAddOnResultPayload",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{PayloadSid}/Data.json": "FetchRecordingAddOnResultPayloadData",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions/{Sid}.json": "FetchRecordingTranscription",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions/{Sid}.json": "DeleteRecordingTranscription",
    "GET /2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions.json": "ListRecordingTranscription",
    "GET /2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes/{Sid}.json": "FetchShortCode",
    "POST /2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes/{Sid}.json": "UpdateShortCode",
    "GET /2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes.json": "ListShortCode",
    "GET /2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json": "FetchSigningKey",
    "POST /2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json": "UpdateSigningKey",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json": "DeleteSigningKey",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings.json": "ListSipAuthCallsCredentialListMapping",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings.json": "CreateSipAuthCallsCredentialListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings/{Sid}.json": "FetchSipAuthCallsCredentialListMapping",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings/{Sid}.json": "DeleteSipAuthCallsCredentialListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings.json": "ListSipAuthCallsIpAccessControlListMapping",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings.json": "CreateSipAuthCallsIpAccessControlListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings/{Sid}.json": "FetchSipAuthCallsIpAccessControlListMapping",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings/{Sid}.json": "DeleteSipAuthCallsIpAccessControlListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings.json": "ListSipAuthRegistrationsCredentialListMapping",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings.json": "CreateSipAuthRegistrationsCredentialListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings/{Sid}.json": "FetchSipAuthRegistrationsCredentialListMapping",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings/{Sid}.json": "DeleteSipAuthRegistrationsCredentialListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json": "ListSipCredential",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json": "CreateSipCredential",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json": "FetchSipCredential",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json": "UpdateSipCredential",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json": "DeleteSipCredential",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json": "ListSipCredentialList",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json": "CreateSipCredentialList",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json": "FetchSipCredentialList",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json": "UpdateSipCredentialList",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json": "DeleteSipCredentialList",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings.json": "ListSipCredentialListMapping",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings.json": "CreateSipCredentialListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings/{Sid}.json": "FetchSipCredentialListMapping",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings/{Sid}.json": "DeleteSipCredentialListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains.json": "ListSipDomain",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains.json": "CreateSipDomain",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json": "FetchSipDomain",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json": "UpdateSipDomain",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json": "DeleteSipDomain",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json": "ListSipIpAccessControlList",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json": "CreateSipIpAccessControlList",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json": "FetchSipIpAccessControlList",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json": "UpdateSipIpAccessControlList",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json": "DeleteSipIpAccessControlList",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings/{Sid}.json": "FetchSipIpAccessControlListMapping",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings/{Sid}.json": "DeleteSipIpAccessControlListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings.json": "ListSipIpAccessControlListMapping",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings.json": "CreateSipIpAccessControlListMapping",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses.json": "ListSipIpAddress",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses.json": "CreateSipIpAddress",
    "GET /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json": "FetchSipIpAddress",
    "POST /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json": "UpdateSipIpAddress",
    "DELETE /2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json": "DeleteSipIpAddress",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Siprec.json": "CreateSiprec",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Siprec/{Sid}.json": "UpdateSiprec",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Streams.json": "CreateStream",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Streams/{Sid}.json": "UpdateStream",
    "POST /2010-04-01/Accounts/{AccountSid}/Tokens.json": "CreateToken",
    "GET /2010-04-01/Accounts/{AccountSid}/Transcriptions/{Sid}.json": "FetchTranscription",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Transcriptions/{Sid}.json": "DeleteTranscription",
    "GET /2010-04-01/Accounts/{AccountSid}/Transcriptions.json": "ListTranscription",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records.json": "ListUsageRecord",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/AllTime.json": "ListUsageRecordAllTime",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Daily.json": "ListUsageRecordDaily",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/LastMonth.json": "ListUsageRecordLastMonth",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Monthly.json": "ListUsageRecordMonthly",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/ThisMonth.json": "ListUsageRecordThisMonth",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Today.json": "ListUsageRecordToday",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Yearly.json": "ListUsageRecordYearly",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Records/Yesterday.json": "ListUsageRecordYesterday",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json": "FetchUsageTrigger",
    "POST /2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json": "UpdateUsageTrigger",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json": "DeleteUsageTrigger",
    "GET /2010-04-01/Accounts/{AccountSid}/Usage/Triggers.json": "ListUsageTrigger",
    "POST /2010-04-01/Accounts/{AccountSid}/Usage/Triggers.json": "CreateUsageTrigger",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/UserDefinedMessages.json": "CreateUserDefinedMessage",
    "POST /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/UserDefinedMessageSubscriptions.json": "CreateUserDefinedMessageSubscription",
    "DELETE /2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/UserDefinedMessageSubscriptions/{Sid}.json": "DeleteUserDefinedMessageSubscription"
  }
};

// simulator/coverage/documented.ts
var METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH"];
var OPERATIONS = operations_default;
var products = Object.keys(OPERATIONS);
var addressesOf = (product) => Object.entries(OPERATIONS[product] ?? {}).map(([address, name]) => {
  const [method = "", path = ""] = address.split(" ");
  return { name, method, path: path.replaceAll(/\{(\w+)\}/g, ":$1") };
});
function routesTo(product) {
  const routes2 = (0, import_find_my_way2.default)({ caseSensitive: true, maxParamLength: 512 });
  for (const { name, method, path } of addressesOf(product)) routes2.on(method, path, () => {
  }, { name });
  return routes2;
}
function isHiddenBy(path, other) {
  const parts = path.split("/");
  const others = other.split("/");
  return path !== other && parts.length === others.length && others.every((part, at) => covers(part, parts[at] ?? ""));
}
var covers = (part, other) => part === other || part.startsWith(":") && (part.endsWith(".json") ? other.endsWith(".json") : true);
function hiddenIn(product) {
  const all = addressesOf(product);
  return all.filter(({ method, path }) => all.some((other) => other.method === method && isHiddenBy(path, other.path))).map(({ name, method, path }) => ({
    name,
    method,
    path,
    // Whatever is sent along.
    isJson: true,
    run: () => {
      throw notModelled(`${product}.${name}`);
    }
  }));
}
function once(make) {
  const made = /* @__PURE__ */ new Map();
  return (product) => {
    const value = made.get(product) ?? make(product);
    made.set(product, value);
    return value;
  };
}
var routes = once(routesTo);
var hiddenOperations = once(hiddenIn);
function refusalOf(product, method, path) {
  const found = routes(product).find(method, path);
  if (found) {
    const { name } = found.store;
    return { name, error: notModelled(`${product}.${name}`) };
  }
  const isKnown2 = METHODS.some((other) => routes(product).find(other, path) !== null);
  return { name: "unknown", error: isKnown2 ? new RestError(405, 20004, "Method not allowed") : notFound(path) };
}

// simulator/kernel/chance.ts
var import_uniformFloat64 = require("pure-rand/distribution/uniformFloat64");
var import_xoroshiro128plus = require("pure-rand/generator/xoroshiro128plus");
var Chance = class {
  generator;
  constructor(seed) {
    this.generator = (0, import_xoroshiro128plus.xoroshiro128plus)(seed);
  }
  /** From 0 to 1, without 1. */
  next() {
    return (0, import_uniformFloat64.uniformFloat64)(this.generator);
  }
  save() {
    return this.generator.getState();
  }
  restore(state) {
    this.generator = (0, import_xoroshiro128plus.xoroshiro128plusFromState)(state);
  }
};

// simulator/kernel/connection-overrides.ts
var POLICIES = ["ct", "rt", "4xx", "5xx"];
var NUMBERS = {
  rc: { minimum: 0, maximum: 5, otherwise: 1 },
  ct: { minimum: 100, maximum: 1e4, otherwise: 5e3 },
  rt: { minimum: 100, maximum: 15e3, otherwise: 15e3 },
  tt: { minimum: 100, maximum: 15e3, otherwise: 15e3 }
};
function connectionOverridesOf(url2) {
  const fragment = new URLSearchParams(url2.split("#")[1] ?? "");
  const number2 = (name) => {
    const { minimum, maximum, otherwise } = NUMBERS[name];
    const value = Number.parseInt(fragment.get(name) ?? "", 10);
    return Number.isNaN(value) ? otherwise : Math.min(maximum, Math.max(minimum, value));
  };
  return {
    retries: number2("rc"),
    policies: policiesOf(fragment.get("rp")),
    connectTimeout: number2("ct"),
    readTimeout: number2("rt"),
    totalTimeout: number2("tt")
  };
}
function policiesOf(text2) {
  const names = (text2 ?? "").split(",");
  if (names.includes("all")) return POLICIES;
  const known = POLICIES.filter((policy) => names.includes(policy));
  return known.length > 0 ? known : ["ct"];
}

// simulator/events/deliveries.ts
var isCallback = (delivery) => delivery.consumer === "callback";
var typesOf = (delivery) => isCallback(delivery) ? [delivery.type] : delivery.events.map(({ type }) => type);
var idsOf = (delivery) => isCallback(delivery) ? [delivery.form["Sid"] ?? ""] : delivery.events.map(({ id }) => id);

// simulator/events/delivery-outcomes.ts
function outcomeOf({ status, isTimeout }) {
  if (isTimeout) return "timeout";
  if (status === 0) return "unreachable";
  if (status >= 200 && status < 300) return "accepted";
  if (status === 429) return "throttled";
  if (status >= 400 && status < 500) return "rejected";
  return status >= 500 ? "server error" : "strange";
}
var SINK_ERRORS = {
  throttled: { code: 91302, isRetried: true },
  rejected: { code: 91305, isRetried: false },
  "server error": { code: 91306, isRetried: true },
  unreachable: { code: 91307, isRetried: true },
  timeout: { code: 91308, isRetried: true },
  strange: { code: 91300, isRetried: true }
};
var CALLBACK_ERRORS = {
  throttled: { code: 11217, policy: "4xx" },
  rejected: { code: 11217, policy: "4xx" },
  "server error": { code: 11217, policy: "5xx" },
  unreachable: { code: 11205, policy: "ct" },
  timeout: { code: 11203, policy: "rt" },
  strange: { code: 11200, policy: void 0 }
};

// simulator/events/delivery-queue.ts
var KIND = "events.deliver";
var DeliveryQueue = class {
  state = { pending: 0, batches: /* @__PURE__ */ new Map(), held: /* @__PURE__ */ new Map() };
  kernel;
  /** @param run called with each delivery when its moment has come */
  constructor(kernel, run) {
    this.kernel = kernel;
    kernel.clock.on(KIND, (delivery) => {
      this.release(delivery);
      run(delivery);
    });
  }
  get pending() {
    return this.state.pending;
  }
  /**
   * Puts a delivery on the clock.
   *
   * @param due milliseconds since the epoch
   * @param heldSeconds how long it waits at most for the consumer's next event to go before it
   */
  put(delivery, due, heldSeconds) {
    const { clock } = this.kernel;
    const { held } = this.state;
    this.state.pending++;
    const before = held.get(delivery.consumer);
    if (heldSeconds !== void 0 && !before) {
      held.set(delivery.consumer, clock.set(due + Math.round(heldSeconds * 1e3), KIND, delivery));
      return;
    }
    clock.set(due, KIND, delivery);
    if (!before) return;
    held.delete(delivery.consumer);
    const { subject } = before;
    if (before.at <= due) return;
    clock.cancel(before);
    clock.set(due, KIND, subject);
  }
  /** Adds the delivery's events to the batch of that name, where it has room; otherwise the delivery begins it. */
  gather(delivery, batch, heldSeconds) {
    const { batches } = this.state;
    const open = batches.get(batch.name);
    if (open && open.events.length < batch.size) {
      open.events.push(...delivery.events);
      return;
    }
    delivery.batch = batch.name;
    batches.set(batch.name, delivery);
    this.put(delivery, batch.due, heldSeconds);
  }
  /** Tries a delivery again at a moment. */
  again(delivery, at) {
    this.kernel.clock.set(at, KIND, delivery);
  }
  /** A delivery is answered or given up. */
  settled() {
    this.state.pending--;
  }
  save() {
    return this.state;
  }
  restore(saved) {
    this.state = saved;
  }
  /** Nobody joins it, or waits to overtake it, from now on. */
  release(delivery) {
    const { batches, held } = this.state;
    if (!isCallback(delivery) && delivery.batch !== null) {
      if (batches.get(delivery.batch) === delivery) batches.delete(delivery.batch);
      delivery.batch = null;
    }
    if (held.get(delivery.consumer)?.kind === null) held.delete(delivery.consumer);
  }
};

// simulator/kernel/uuid.ts
var import_node_crypto = require("node:crypto");
function uuidOf(text2) {
  const digits = (0, import_node_crypto.createHash)("sha256").update(text2).digest("hex");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

// simulator/events/delivery-requests.ts
var SINK_TIMEOUT_SECONDS = 5;
var LARGEST_BATCH = 100;
function requestOf(delivery, now) {
  if (!isCallback(delivery)) {
    const { url: url3, method, events } = delivery;
    return { url: url3 ?? "", method, json: events, timeoutSeconds: SINK_TIMEOUT_SECONDS };
  }
  const { url: url2, form } = delivery;
  return {
    url: url2,
    form,
    // The same for every attempt.
    headers: { "i-twilio-idempotency-token": uuidOf(`${url2} ${form["Sid"]}`) },
    timeoutSeconds: Math.min(connectionOverridesOf(url2).readTimeout, timeLeft(delivery, now)) / 1e3
  };
}
var timeLeft = ({ url: url2, startedAt }, now) => (startedAt ?? now) + connectionOverridesOf(url2).totalTimeout - now;
function batchOf({ sid, configuration }, due, { batch }) {
  if (batch) return { name: `${sid} gathered`, size: batch.size, due: due + Math.round(batch.withinSeconds * 1e3) };
  const isBatched = configuration["batch_events"] === true;
  return isBatched ? { name: `${sid} ${due}`, size: LARGEST_BATCH, due } : void 0;
}

// simulator/events/event-catalogue.ts
var TASK_ROUTER_PREFIX = "com.twilio.taskrouter.";
var TASK_ROUTER_SCHEMA = "TaskRouter.WDSEvent";
var under = (prefix, names) => names.split(" ").map((name) => `${prefix}.${name}`);
var TASK_ROUTER_TOPICS = {
  activity: { names: "created updated deleted", documentation: null },
  reservation: {
    names: "created accepted rejected timeout canceled rescinded completed failed wrapup",
    documentation: "taskrouter/reservation"
  },
  task: {
    names: "created updated canceled wrapup completed deleted system-deleted transfer-initiated transfer-attempt-failed transfer-failed transfer-canceled transfer-completed",
    documentation: "taskrouter/task"
  },
  "task-channel": { names: "created updated deleted", documentation: null },
  "task-queue": {
    names: "created deleted entered timeout moved expression.updated",
    documentation: "taskrouter/task-queue"
  },
  worker: {
    names: "created activity.update attributes.update capacity.update channel.availability.update deleted",
    documentation: "taskrouter/worker"
  },
  workflow: {
    names: "created updated deleted target-matched entered timeout skipped",
    documentation: "taskrouter/workflow"
  },
  workspace: { names: "created updated deleted", documentation: null }
};
var taskRouterSchemas = Object.entries(TASK_ROUTER_TOPICS).map(
  ([topic, { names, documentation }]) => ({
    id: TASK_ROUTER_SCHEMA,
    latestVersion: 4,
    documentation,
    product: "TaskRouter",
    types: under(TASK_ROUTER_PREFIX + topic, names)
  })
);
var conversationSchemas = (topic, names) => names.split(" ").map((name) => ({
  id: `Conversations.${`-${topic}-${name}`.replace(/-([a-z])/g, (_match, letter) => letter.toUpperCase())}`,
  latestVersion: 2,
  documentation: `conversations/${topic}`,
  product: "Conversations",
  types: [`com.twilio.conversations.${topic}.${name}`]
}));
var CALL_STATUSES = "call.initiated call.ringing call.answered call.completed";
var SCHEMAS = [
  ...taskRouterSchemas,
  {
    id: "Messaging.MessageStatus",
    latestVersion: 8,
    documentation: "messaging/outbound-message",
    product: "Messaging",
    types: under("com.twilio.messaging.message", "queued sent delivered failed undelivered read")
  },
  {
    id: "Messaging.InboundMessageV1",
    latestVersion: 6,
    documentation: "messaging/inbound-message",
    product: "Messaging",
    types: ["com.twilio.messaging.inbound-message.received"]
  },
  {
    id: "Studio.FlowExecutionEvent",
    latestVersion: 2,
    documentation: "studio/flow",
    product: "Studio",
    types: under("com.twilio.studio.flow.execution", "started ended")
  },
  {
    id: "Studio.FlowStepEvent",
    latestVersion: 2,
    documentation: "studio/flow",
    product: "Studio",
    types: ["com.twilio.studio.flow.step.ended"]
  },
  {
    id: "ErrorLogs.Error",
    latestVersion: 2,
    documentation: "errors/error-logs",
    product: "Error Logs",
    types: ["com.twilio.error-logs.error.logged"]
  },
  {
    id: "Voice.WebhookEvent",
    latestVersion: 2,
    documentation: "voice/status-callback",
    product: "Voice",
    types: [
      ...under("com.twilio.voice.status-callback", CALL_STATUSES),
      ...under("com.twilio.voice.status-callback", "conference.updated conference.participant.updated"),
      ...under("com.twilio.voice.status-callback", "recording.processed transcription.processed stream.updated"),
      ...under("com.twilio.voice.api-request", "call.created call.modified conference.modified"),
      ...under("com.twilio.voice.twiml", "call.redirected dial.finished enqueue.finished gather.finished")
    ]
  },
  {
    id: "Voice.WebhookEvent",
    latestVersion: 2,
    documentation: "voice/status-callback",
    product: "Voice",
    status: "deprecated",
    types: under("com.twilio.voice.webhook.status-callback", CALL_STATUSES)
  },
  ...conversationSchemas("conversation", "added removed updated"),
  ...conversationSchemas("conversation-state", "updated"),
  ...conversationSchemas("message", "added removed updated"),
  ...conversationSchemas("participant", "added removed updated"),
  ...conversationSchemas("user", "added updated"),
  ...conversationSchemas("delivery", "updated").map((schema) => ({ ...schema, status: "discontinued" }))
];
var EVENT_TYPES = new Map(
  SCHEMAS.flatMap((schema) => schema.types.map((type) => [type, schema])).sort(
    ([a], [b]) => a < b ? -1 : 1
  )
);
var SCHEMAS_BY_ID = new Map(SCHEMAS.map((schema) => [schema.id, schema]));
var schemaUrl = ({ id }, version) => `https://events-schemas.twilio.com/${id}/${version}`;

// simulator/events/fault-settings.ts
var v = __toESM(require("valibot"));
var rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
var seconds = v.pipe(v.number(), v.minValue(0));
var moment = v.pipe(v.string(), v.isoTimestamp());
var rule = v.pipe(
  v.strictObject({
    /** With `*` for any text: `task.*`, `com.twilio.studio.*`; TaskRouter's types also without their prefix. All otherwise. */
    types: v.optional(v.pipe(v.string(), v.nonEmpty())),
    /** `callback` for the workspace's, a sink's SID, or `all`, as without it. */
    consumer: v.optional(v.pipe(v.string(), v.regex(/^(all|callback|DG[0-9a-fA-F]{32})$/))),
    dropped: v.optional(v.strictObject({ rate })),
    /** So many more of it. */
    duplicated: v.optional(v.strictObject({ rate, copies: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
    delayed: v.optional(v.strictObject({ rate, minimumSeconds: seconds, maximumSeconds: seconds })),
    /** Held back until the consumer's next event has gone, or so many seconds. */
    reordered: v.optional(v.strictObject({ rate, withinSeconds: seconds })),
    /** Gathered into one delivery of at most `size` events for so many seconds; sinks only. */
    batched: v.optional(
      v.strictObject({ rate, size: v.pipe(v.number(), v.integer(), v.minValue(2)), withinSeconds: seconds })
    ),
    /** From one moment (ISO 8601) to before another the consumer cannot be reached. */
    outage: v.optional(v.strictObject({ from: moment, to: moment }))
  }),
  v.check(({ delayed }) => !delayed || delayed.minimumSeconds <= delayed.maximumSeconds, "delayed: least above most"),
  v.check(({ outage }) => !outage || Date.parse(outage.from) <= Date.parse(outage.to), "outage: ends before it begins"),
  v.check(({ batched, consumer }) => !batched || consumer !== "callback", "batched: a callback holds one event")
);
var settings = v.strictObject({ rules: v.array(rule) });
function faultSettingsOf(value) {
  const result = v.safeParse(settings, value);
  if (result.success) return result.output;
  const told = result.issues.map((issue) => `${v.getDotPath(issue) ?? "settings"}: ${issue.message}`);
  throw new Error(`event faults: ${told.join("; ")}`);
}

// simulator/events/event-faults.ts
var NOTHING = { dropped: 0, duplicated: 0, delayed: 0, reordered: 0, batched: 0, outage: 0 };
var DIRECT = [{ delaySeconds: 0, heldSeconds: void 0, batch: void 0 }];
function compile(rule2) {
  const glob = rule2.types ?? "*";
  const whole = /^(\*|com\.twilio\.)/.test(glob) ? glob : TASK_ROUTER_PREFIX + glob;
  const pattern = whole.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return { rule: rule2, types: new RegExp(`^${pattern}$`) };
}
var EventFaults = class {
  current = { rules: [] };
  rules = [];
  counted = { ...NOTHING };
  chance;
  constructor(seed) {
    this.chance = new Chance(seed);
  }
  /**
   * Puts these rules in the place of those before.
   *
   * @throws Error that says which setting is wrong; nothing is changed then
   */
  set(settings2) {
    this.current = structuredClone(faultSettingsOf(settings2));
    this.rules = this.current.rules.map(compile);
  }
  /** All goes well from now on; what was counted stays. */
  clear() {
    this.set({ rules: [] });
  }
  settings() {
    return structuredClone(this.current);
  }
  /** Since the account began. */
  counts() {
    return { ...this.counted };
  }
  /** How an event travels to a consumer: once and at once, or otherwise; none at all where it is dropped. */
  passagesOf(consumer, type) {
    const rules = this.matching(consumer, type);
    if (rules.length === 0) return DIRECT;
    if (rules.some(({ dropped }) => this.befalls("dropped", dropped))) return [];
    const passages = [this.passage(rules, consumer)];
    for (const { duplicated } of rules) {
      if (!duplicated || this.chance.next() >= duplicated.rate) continue;
      this.counted.duplicated += duplicated.copies;
      for (let copy = 0; copy < duplicated.copies; copy++) passages.push(this.passage(rules, consumer));
    }
    return passages;
  }
  /** Whether an attempt at this moment cannot reach the consumer; such attempts are counted. */
  isOut(consumer, types, now) {
    const isOut = types.some(
      (type) => this.matching(consumer, type).some(
        ({ outage }) => outage && Date.parse(outage.from) <= now && now < Date.parse(outage.to)
      )
    );
    if (isOut) this.counted.outage++;
    return isOut;
  }
  save() {
    return { settings: this.current, counts: this.counted, chance: this.chance.save() };
  }
  restore({ settings: settings2, counts, chance }) {
    this.set(settings2);
    this.counted = counts;
    this.chance.restore(chance);
  }
  passage(rules, consumer) {
    let delaySeconds = 0;
    let heldSeconds;
    let batch;
    for (const { delayed, reordered, batched } of rules) {
      if (delayed && this.befalls("delayed", delayed)) {
        delaySeconds += delayed.minimumSeconds + this.chance.next() * (delayed.maximumSeconds - delayed.minimumSeconds);
      }
      if (reordered && this.befalls("reordered", reordered)) heldSeconds = reordered.withinSeconds;
      if (batched && consumer !== "callback" && this.befalls("batched", batched)) batch = batched;
    }
    return { delaySeconds, heldSeconds, batch };
  }
  befalls(fault, setting) {
    if (!setting || this.chance.next() >= setting.rate) return false;
    this.counted[fault]++;
    return true;
  }
  matching(consumer, type) {
    return this.rules.filter(({ rule: rule2, types }) => ["all", consumer].includes(rule2.consumer ?? "all") && types.test(type)).map(({ rule: rule2 }) => rule2);
  }
};

// simulator/events/event-delivery.ts
var PROMPT = { copies: 1, spreadSeconds: 0 };
var RETRY_FOR_MILLISECONDS = 4 * 3600 * 1e3;
var FIRST_PAUSE_MILLISECONDS = 1e3;
var FAILURES_KEPT = 1e3;
var FAULT_SALT = 1717663084;
var JITTER_SALT = 1785295988;
var EventDelivery = class {
  /** What is to go wrong on the way. */
  faults;
  operations = [];
  state = { failures: [], kept: /* @__PURE__ */ new Map(), gone: /* @__PURE__ */ new Set() };
  queue;
  jitter;
  kernel;
  webhooks;
  options;
  onDropped = [];
  constructor(kernel, webhooks, seed, options = PROMPT) {
    this.kernel = kernel;
    this.webhooks = webhooks;
    this.options = options;
    this.faults = new EventFaults(seed ^ FAULT_SALT);
    this.jitter = new Chance(seed ^ JITTER_SALT);
    this.queue = new DeliveryQueue(kernel, (delivery) => this.attempt(delivery));
  }
  /** Deliveries that have not been answered, or given up, yet. */
  get pending() {
    return this.queue.pending;
  }
  /** Attempts that failed, the latest last; only the last thousand are kept. */
  get failures() {
    return this.state.failures;
  }
  /** What a sink that is no webhook would have got, as CloudEvents. */
  kept(sinkSid) {
    return this.state.kept.get(sinkSid) ?? [];
  }
  /** Sends an event to a sink. */
  toSink(sink, event) {
    const { destination, method } = sink.configuration;
    const at = this.kernel.clock.now();
    for (const passage of this.passages(sink.sid, event.type)) {
      const delivery = {
        consumer: sink.sid,
        url: sink.type === "webhook" ? String(destination) : null,
        method: String(method).toUpperCase() === "GET" ? "GET" : "POST",
        events: [event],
        batch: null,
        attempts: 0,
        startedAt: null,
        code: null
      };
      const due = at + Math.round(passage.delaySeconds * 1e3);
      const batch = batchOf(sink, due, passage);
      if (batch) this.queue.gather(delivery, batch, passage.heldSeconds);
      else this.queue.put(delivery, due, passage.heldSeconds);
    }
  }
  /**
   * Calls back with an event.
   *
   * @param type in full, as Event Streams has it
   */
  toCallback(url2, type, form) {
    for (const passage of this.passages("callback", type)) {
      const due = this.kernel.clock.now() + Math.round(passage.delaySeconds * 1e3);
      const delivery = {
        consumer: "callback",
        url: url2,
        form,
        type,
        attempts: 0,
        startedAt: null,
        code: null
      };
      this.queue.put(delivery, due, passage.heldSeconds);
    }
  }
  /** Nothing more goes to a sink; what waits for it is given up when its time comes. */
  forget(sinkSid) {
    this.state.gone.add(sinkSid);
    this.state.kept.delete(sinkSid);
  }
  /** Tells of events that are given up. */
  whenDropped(listener) {
    this.onDropped.push(listener);
  }
  save() {
    return { ...this.state, queue: this.queue.save(), faults: this.faults.save(), jitter: this.jitter.save() };
  }
  restore({ queue, faults, jitter, ...state }) {
    this.state = state;
    this.queue.restore(queue);
    this.faults.restore(faults);
    this.jitter.restore(jitter);
  }
  /** As the account's options and the faults have it. The options' draws do not depend on the faults. */
  passages(consumer, type) {
    const { copies, spreadSeconds } = this.options;
    return Array.from(
      { length: copies },
      () => spreadSeconds === 0 ? 0 : this.kernel.random() * spreadSeconds
    ).flatMap(
      (late) => this.faults.passagesOf(consumer, type).map((passage) => ({ ...passage, delaySeconds: passage.delaySeconds + late }))
    );
  }
  attempt(delivery) {
    const now = this.kernel.clock.now();
    delivery.startedAt ??= now;
    const hopeless = this.hopeless(delivery, delivery.startedAt);
    if (hopeless !== void 0) this.fail(delivery, delivery.code ?? 91300, hopeless, void 0);
    else if (!isCallback(delivery) && delivery.url === null) this.keep(delivery);
    else this.send(delivery, now);
  }
  /** Why a delivery is given up without trying. */
  hopeless(delivery, startedAt) {
    if (this.state.gone.has(delivery.consumer)) return "the sink is gone";
    const isOver = this.kernel.clock.now() >= startedAt + RETRY_FOR_MILLISECONDS;
    return isOver && !isCallback(delivery) ? "four hours have passed" : void 0;
  }
  send(delivery, now) {
    delivery.attempts++;
    if (this.faults.isOut(delivery.consumer, typesOf(delivery), now)) {
      this.settle(delivery, "unreachable");
      return;
    }
    this.webhooks.send(requestOf(delivery, now)).then(
      (response) => this.settle(delivery, outcomeOf(response)),
      () => this.settle(delivery, "unreachable")
    );
  }
  keep({ consumer, events }) {
    const { kept: kept2 } = this.state;
    const before = kept2.get(consumer);
    if (before) before.push(...events);
    else kept2.set(consumer, events);
    this.queue.settled();
  }
  settle(delivery, outcome) {
    if (outcome === "accepted") this.queue.settled();
    else if (isCallback(delivery)) this.settleCallback(delivery, outcome);
    else this.settleSink(delivery, outcome);
  }
  settleCallback(delivery, outcome) {
    const { code, policy } = CALLBACK_ERRORS[outcome];
    const { retries, policies } = connectionOverridesOf(delivery.url);
    const isRetried = policy !== void 0 && policies.includes(policy) && delivery.attempts <= retries && timeLeft(delivery, this.kernel.clock.now()) > 0;
    this.fail(delivery, code, outcome, isRetried ? this.kernel.clock.now() : void 0);
  }
  settleSink(delivery, outcome) {
    const now = this.kernel.clock.now();
    const { code, isRetried } = SINK_ERRORS[outcome];
    const pause = FIRST_PAUSE_MILLISECONDS * 2 ** (delivery.attempts - 1) * (0.5 + this.jitter.next());
    const end = (delivery.startedAt ?? now) + RETRY_FOR_MILLISECONDS;
    this.fail(delivery, code, outcome, isRetried ? Math.min(end, now + Math.round(pause)) : void 0);
  }
  /** Notes the error, and either tries again at a moment or gives up. */
  fail(delivery, code, reason, retryAt) {
    delivery.code = code;
    this.state.failures.push({
      at: new Date(this.kernel.clock.now()).toISOString(),
      consumer: delivery.consumer,
      url: shown(delivery.url),
      types: typesOf(delivery),
      ids: idsOf(delivery),
      attempt: delivery.attempts,
      code,
      reason,
      isFinal: retryAt === void 0
    });
    if (this.state.failures.length > FAILURES_KEPT) this.state.failures.shift();
    if (retryAt !== void 0) {
      this.queue.again(delivery, retryAt);
      return;
    }
    this.queue.settled();
    for (const listener of this.onDropped) listener(delivery.consumer, typesOf(delivery));
  }
};
function shown(url2) {
  if (url2 === null || !URL.canParse(url2)) return "";
  const { origin, pathname } = new URL(url2);
  return origin + pathname;
}

// simulator/kernel/sids.ts
var ZEROS = "0".repeat(32);
function sidOf(prefix, count) {
  const digits = count.toString(16);
  return prefix + ZEROS.slice(digits.length) + digits;
}
var Sids = class {
  counters = /* @__PURE__ */ new Map();
  next(prefix) {
    return sidOf(prefix, this.count(prefix));
  }
  /** Takes the next number of a kind, for those who write the SID out only when somebody reads it. */
  count(prefix) {
    const counter = this.counters.get(prefix);
    if (counter) return ++counter.count;
    this.counters.set(prefix, { count: 1 });
    return 1;
  }
  save() {
    return this.counters;
  }
  restore(saved) {
    this.counters = saved;
  }
};

// simulator/events/model.ts
var ORIGIN2 = "https://events.twilio.com";

// simulator/events/event-types.ts
var typeBody = (type, schema) => ({
  type,
  schema_id: schema.id,
  date_created: null,
  date_updated: null,
  description: `${schema.product}- ${type.replace(/^com\.twilio\.[^.]+\./, "").replaceAll(/[.-]/g, " ")}`,
  status: schema.status ?? "available",
  documentation_url: schema.documentation === null ? null : `https://www.twilio.com/docs/events/event-types/${schema.documentation}`,
  url: `${ORIGIN2}/v1/Types/${type}`,
  links: { schema: `${ORIGIN2}/v1/Schemas/${schema.id}/Versions` }
});
var versionBody = (schema, version) => ({
  id: schema.id,
  schema_version: version,
  date_created: null,
  url: `${ORIGIN2}/v1/Schemas/${schema.id}/Versions/${version}`,
  raw: schemaUrl(schema, version)
});
function schemaOf(request) {
  const schema = SCHEMAS_BY_ID.get(request.ids["Id"] ?? "");
  if (!schema) throw notFound(request.path);
  return schema;
}
var eventTypeOperations = [
  {
    name: "ListEventType",
    method: "GET",
    path: "/v1/Types",
    parameters: ["SchemaId"],
    run: (request) => {
      const schemaId = text(request.parameters, "SchemaId");
      const wanted = [...EVENT_TYPES].filter(([, { id }]) => schemaId === void 0 || id === schemaId);
      return page(ORIGIN2, request, "types", wanted, ([type, schema]) => typeBody(type, schema));
    }
  },
  {
    name: "FetchEventType",
    method: "GET",
    path: "/v1/Types/:Type",
    run: (request) => {
      const type = request.ids["Type"] ?? "";
      const schema = EVENT_TYPES.get(type);
      if (!schema) throw notFound(request.path);
      return { status: 200, body: typeBody(type, schema) };
    }
  },
  {
    name: "FetchSchema",
    method: "GET",
    path: "/v1/Schemas/:Id",
    run: (request) => {
      const { id, latestVersion } = schemaOf(request);
      const url2 = `${ORIGIN2}/v1/Schemas/${id}`;
      return {
        status: 200,
        body: {
          id,
          url: url2,
          links: { versions: `${url2}/Versions` },
          latest_version_date_created: null,
          latest_version: latestVersion
        }
      };
    }
  },
  {
    name: "ListSchemaVersion",
    method: "GET",
    path: "/v1/Schemas/:Id/Versions",
    run: (request) => {
      const schema = schemaOf(request);
      const versions = Array.from({ length: schema.latestVersion }, (_, index) => index + 1);
      return page(ORIGIN2, request, "schema_versions", versions, (version) => versionBody(schema, version));
    }
  },
  {
    name: "FetchSchemaVersion",
    method: "GET",
    path: "/v1/Schemas/:Id/Versions/:SchemaVersion",
    run: (request) => {
      const schema = schemaOf(request);
      const version = Number(request.ids["SchemaVersion"]);
      if (!Number.isInteger(version) || version < 1 || version > schema.latestVersion) throw notFound(request.path);
      return { status: 200, body: versionBody(schema, version) };
    }
  }
];

// simulator/events/sink-configuration.ts
var badConfiguration = (message) => new RestError(400, 91e3, `Sink could not be created: ${message}`);
function filled(configuration, name) {
  const value = configuration[name];
  if (typeof value !== "string" || value === "") throw badConfiguration(`${name} of SinkConfiguration is empty`);
  return value;
}
var CHECKS = {
  webhook: (configuration) => {
    const destination = filled(configuration, "destination");
    if (!URL.canParse(destination) || !/^https?:$/.test(new URL(destination).protocol)) {
      throw badConfiguration("destination must be an HTTP or HTTPS URL");
    }
    if (!/^(POST|GET)$/i.test(filled(configuration, "method"))) throw badConfiguration("method must be POST or GET");
    const { batch_events: isBatched } = configuration;
    if (isBatched !== void 0 && typeof isBatched !== "boolean") {
      throw badConfiguration("batch_events must be true or false");
    }
  },
  kinesis: (configuration) => {
    if (!/^arn:aws[\w-]*:kinesis:[\w-]+:\d+:stream\/.+$/.test(filled(configuration, "arn"))) {
      throw badConfiguration("arn must name a Kinesis stream");
    }
    if (!/^arn:aws[\w-]*:iam::\d+:role\/.+$/.test(filled(configuration, "role_arn"))) {
      throw badConfiguration("role_arn must name a role");
    }
    filled(configuration, "external_id");
  },
  segment: (configuration) => void filled(configuration, "write_key"),
  // Nothing public says what an e-mail sink takes.
  email: (configuration) => {
    if (Object.keys(configuration).length === 0) throw badConfiguration("SinkConfiguration is empty");
  }
};
function sinkTypeOf(text2) {
  if (!Object.hasOwn(CHECKS, text2)) throw badConfiguration(`SinkType '${text2}' is none`);
  return text2;
}
function sinkConfigurationOf(type, text2) {
  const configuration = parsed(text2);
  CHECKS[type](configuration);
  return configuration;
}
function parsed(text2) {
  try {
    const value = JSON.parse(text2);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
  }
  throw badConfiguration("SinkConfiguration must be a JSON object");
}

// simulator/events/sinks.ts
var MAXIMUM_SINKS = 100;
var NEXT = {
  initialized: ["validating"],
  validating: ["validating", "active", "failed"],
  active: ["validating"],
  failed: ["validating"]
};
function moveSink(sink, status, now) {
  if (!NEXT[sink.status].includes(status)) return;
  sink.status = status;
  sink.updatedAt = now;
}
var toBody = (sink) => ({
  sid: sink.sid,
  description: sink.description,
  sink_type: sink.type,
  sink_configuration: { ...sink.configuration },
  status: sink.status,
  date_created: isoSeconds(sink.createdAt),
  date_updated: isoSeconds(sink.updatedAt),
  url: `${ORIGIN2}/v1/Sinks/${sink.sid}`,
  links: {
    sink_test: `${ORIGIN2}/v1/Sinks/${sink.sid}/Test`,
    sink_validate: `${ORIGIN2}/v1/Sinks/${sink.sid}/Validate`
  }
});
function sinkOperations(context) {
  const { kernel } = context;
  const sinkOf = (request) => {
    const sink = context.state.sinks.get(request.ids["Sid"] ?? "");
    if (!sink) throw new RestError(404, 91001, "Sink could not be found");
    return sink;
  };
  const isInUse = ({ sid }) => [...context.state.subscriptions.values()].some(({ sinkSid }) => sinkSid === sid);
  return [
    {
      name: "ListSink",
      method: "GET",
      path: "/v1/Sinks",
      parameters: ["InUse", "Status"],
      run: (request) => {
        const inUse = boolean(request.parameters, "InUse");
        const status = text(request.parameters, "Status");
        const wanted = [...context.state.sinks.values()].filter(
          (sink) => (inUse === void 0 || isInUse(sink) === inUse) && (status === void 0 || sink.status === status)
        );
        return page(ORIGIN2, request, "sinks", wanted, toBody);
      }
    },
    {
      name: "CreateSink",
      method: "POST",
      path: "/v1/Sinks",
      parameters: ["Description", "SinkConfiguration", "SinkType"],
      run: ({ parameters }) => {
        const description = requiredText(parameters, "Description");
        const type = sinkTypeOf(requiredText(parameters, "SinkType"));
        const configuration = sinkConfigurationOf(type, requiredText(parameters, "SinkConfiguration"));
        const { sinks, settings: settings2 } = context.state;
        if (sinks.size >= MAXIMUM_SINKS) throw new RestError(400, 91003, "Account reached the max sink limit");
        const now = kernel.clock.now();
        const sink = {
          sid: kernel.sids.next("DG"),
          description,
          type,
          configuration,
          status: settings2.needsValidation && type !== "webhook" ? "initialized" : "active",
          testId: null,
          createdAt: now,
          updatedAt: now
        };
        sinks.set(sink.sid, sink);
        return { status: 201, body: toBody(sink) };
      }
    },
    {
      name: "FetchSink",
      method: "GET",
      path: "/v1/Sinks/:Sid",
      run: (request) => ({ status: 200, body: toBody(sinkOf(request)) })
    },
    {
      name: "UpdateSink",
      method: "POST",
      path: "/v1/Sinks/:Sid",
      parameters: ["Description"],
      run: (request) => {
        const sink = sinkOf(request);
        sink.description = requiredText(request.parameters, "Description");
        sink.updatedAt = kernel.clock.now();
        return { status: 200, body: toBody(sink) };
      }
    },
    {
      name: "DeleteSink",
      method: "DELETE",
      path: "/v1/Sinks/:Sid",
      run: (request) => {
        const sink = sinkOf(request);
        if (isInUse(sink)) throw new RestError(400, 91007, `Sink with SID ${sink.sid} is in use`);
        context.state.sinks.delete(sink.sid);
        context.delivery.forget(sink.sid);
        return { status: 204 };
      }
    },
    {
      name: "CreateSinkTest",
      method: "POST",
      path: "/v1/Sinks/:Sid/Test",
      run: (request) => {
        const sink = sinkOf(request);
        sink.testId = context.sendTest(sink);
        if (context.state.settings.needsValidation) moveSink(sink, "validating", kernel.clock.now());
        return { status: 201, body: { result: "submitted" } };
      }
    },
    {
      name: "CreateSinkValidate",
      method: "POST",
      path: "/v1/Sinks/:Sid/Validate",
      parameters: ["TestId"],
      run: (request) => {
        const sink = sinkOf(request);
        const testId = requiredText(request.parameters, "TestId");
        if (context.state.settings.needsValidation) {
          if (testId !== sink.testId) throw new RestError(400, 20001, "TestId does not match the latest test event");
          moveSink(sink, "active", kernel.clock.now());
        }
        return { status: 201, body: { result: "valid" } };
      }
    }
  ];
}

// simulator/events/subscriptions.ts
var MAXIMUM_SUBSCRIPTIONS = 100;
var SINK_SID = /^DG[0-9a-fA-F]{32}$/;
function subscriptionOf(state, sid) {
  const subscription = state.subscriptions.get(sid ?? "");
  if (!subscription) throw new RestError(404, 91102, "Subscription could not be found");
  return subscription;
}
function versionOf(type, wanted) {
  const schema = EVENT_TYPES.get(type);
  if (!schema) throw new RestError(400, 91104, `Event type not found: ${type}`);
  if (schema.status === "discontinued") throw new RestError(400, 91104, `Event type ${type} is discontinued`);
  if (wanted === void 0 || wanted === null) return schema.latestVersion;
  const version = Number(wanted);
  if (!Number.isInteger(version) || version < 1 || version > schema.latestVersion) {
    throw badParameter(`${schema.id} has no schema version '${String(wanted)}'`);
  }
  return version;
}
function typesOf2(entries) {
  if (entries.length === 0) throw new RestError(400, 91103, "Event type list is empty");
  const types = /* @__PURE__ */ new Map();
  for (const [index, entry] of entries.entries()) {
    const { type, schema_version: version } = parsed2(entry);
    if (typeof type !== "string") throw badParameter(`Missing required input parameter event_types[${index}].type`);
    if (types.has(type)) throw new RestError(400, 91101, `Event types are duplicated: ${type}`);
    types.set(type, versionOf(type, version));
  }
  return types;
}
function parsed2(entry) {
  try {
    const value = JSON.parse(entry);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
  }
  throw badParameter("Types must be JSON objects");
}
function subscriptionOperations(context) {
  const { kernel } = context;
  const toBody2 = (subscription) => ({
    account_sid: kernel.accountSid,
    sid: subscription.sid,
    description: subscription.description,
    sink_sid: subscription.sinkSid,
    date_created: isoSeconds(subscription.createdAt),
    date_updated: isoSeconds(subscription.updatedAt),
    url: `${ORIGIN2}/v1/Subscriptions/${subscription.sid}`,
    links: { subscribed_events: `${ORIGIN2}/v1/Subscriptions/${subscription.sid}/SubscribedEvents` }
  });
  const found = (request) => subscriptionOf(context.state, request.ids["Sid"]);
  const usableSink = (sid) => {
    const { sinks, subscriptions, settings: settings2 } = context.state;
    const sink = sinks.get(sid);
    if (!sink) throw new RestError(400, 91001, "Sink could not be found");
    if (sink.status !== "active") throw new RestError(400, 91100, "Subscription could not be created: sink not active");
    if (settings2.isSinkExclusive && [...subscriptions.values()].some(({ sinkSid }) => sinkSid === sid)) {
      throw new RestError(400, 91007, `Sink with SID ${sid} is in use`);
    }
    return sink;
  };
  return [
    {
      name: "ListSubscription",
      method: "GET",
      path: "/v1/Subscriptions",
      parameters: ["SinkSid"],
      run: (request) => {
        const sinkSid = text(request.parameters, "SinkSid");
        if (sinkSid !== void 0 && !SINK_SID.test(sinkSid)) throw badParameter(`SinkSid '${sinkSid}' is no SID`);
        const all = [...context.state.subscriptions.values()];
        const wanted = all.filter((subscription) => sinkSid === void 0 || subscription.sinkSid === sinkSid);
        return page(ORIGIN2, request, "subscriptions", wanted, toBody2);
      }
    },
    {
      name: "CreateSubscription",
      method: "POST",
      path: "/v1/Subscriptions",
      parameters: ["Description", "SinkSid", "Types"],
      run: ({ parameters }) => {
        const description = requiredText(parameters, "Description");
        const sink = usableSink(requiredText(parameters, "SinkSid"));
        const types = typesOf2(texts(parameters, "Types"));
        const { subscriptions } = context.state;
        if (subscriptions.size >= MAXIMUM_SUBSCRIPTIONS) {
          throw badParameter(`an account has at most ${MAXIMUM_SUBSCRIPTIONS} subscriptions`);
        }
        const now = kernel.clock.now();
        const sid = kernel.sids.next("DF");
        const subscription = { sid, description, sinkSid: sink.sid, types, createdAt: now, updatedAt: now };
        subscriptions.set(sid, subscription);
        context.forgetRoutes();
        return { status: 201, body: toBody2(subscription) };
      }
    },
    {
      name: "FetchSubscription",
      method: "GET",
      path: "/v1/Subscriptions/:Sid",
      run: (request) => ({ status: 200, body: toBody2(found(request)) })
    },
    {
      name: "UpdateSubscription",
      method: "POST",
      path: "/v1/Subscriptions/:Sid",
      parameters: ["Description"],
      run: (request) => {
        const subscription = found(request);
        subscription.description = text(request.parameters, "Description") ?? subscription.description;
        subscription.updatedAt = kernel.clock.now();
        return { status: 200, body: toBody2(subscription) };
      }
    },
    {
      name: "DeleteSubscription",
      method: "DELETE",
      path: "/v1/Subscriptions/:Sid",
      run: (request) => {
        context.state.subscriptions.delete(found(request).sid);
        context.forgetRoutes();
        return { status: 204 };
      }
    }
  ];
}

// simulator/events/subscribed-events.ts
var LIST = "/v1/Subscriptions/:SubscriptionSid/SubscribedEvents";
function subscribedEventOperations(context) {
  const parentOf = (request) => subscriptionOf(context.state, request.ids["SubscriptionSid"]);
  const found = (request) => {
    const subscription = parentOf(request);
    const type = request.ids["Type"] ?? "";
    if (!subscription.types.has(type)) throw notFound(request.path);
    return { subscription, type };
  };
  const toBody2 = (subscription, type) => ({
    account_sid: context.kernel.accountSid,
    subscription_sid: subscription.sid,
    type,
    schema_version: subscription.types.get(type) ?? 0,
    url: `${ORIGIN2}/v1/Subscriptions/${subscription.sid}/SubscribedEvents/${type}`
  });
  const put = (subscription, type, version) => {
    subscription.types.set(type, versionOf(type, version));
    subscription.updatedAt = context.kernel.clock.now();
    context.forgetRoutes();
    return toBody2(subscription, type);
  };
  return [
    {
      name: "ListSubscribedEvent",
      method: "GET",
      path: LIST,
      run: (request) => {
        const subscription = parentOf(request);
        return page(ORIGIN2, request, "types", [...subscription.types.keys()], (type) => toBody2(subscription, type));
      }
    },
    {
      name: "CreateSubscribedEvent",
      method: "POST",
      path: LIST,
      parameters: ["Type", "SchemaVersion"],
      run: (request) => {
        const subscription = parentOf(request);
        const type = requiredText(request.parameters, "Type");
        if (subscription.types.has(type)) throw new RestError(400, 91101, `Event types are duplicated: ${type}`);
        return { status: 201, body: put(subscription, type, text(request.parameters, "SchemaVersion")) };
      }
    },
    {
      name: "FetchSubscribedEvent",
      method: "GET",
      path: `${LIST}/:Type`,
      run: (request) => {
        const { subscription, type } = found(request);
        return { status: 200, body: toBody2(subscription, type) };
      }
    },
    {
      name: "UpdateSubscribedEvent",
      method: "POST",
      path: `${LIST}/:Type`,
      parameters: ["SchemaVersion"],
      run: (request) => {
        const { subscription, type } = found(request);
        const version = text(request.parameters, "SchemaVersion");
        return {
          status: 200,
          body: version === void 0 ? toBody2(subscription, type) : put(subscription, type, version)
        };
      }
    },
    {
      name: "DeleteSubscribedEvent",
      method: "DELETE",
      path: `${LIST}/:Type`,
      run: (request) => {
        const { subscription, type } = found(request);
        subscription.types.delete(type);
        subscription.updatedAt = context.kernel.clock.now();
        context.forgetRoutes();
        return { status: 204 };
      }
    }
  ];
}

// simulator/events/event-streams.ts
var TEST_TYPE = "com.twilio.eventstreams.test-event";
var EventStreams = class {
  operations;
  state = {
    sinks: /* @__PURE__ */ new Map(),
    subscriptions: /* @__PURE__ */ new Map(),
    settings: { needsValidation: false, isSinkExclusive: false },
    published: 0
  };
  /** Event type to who gets it; made when it is first asked for. */
  routes;
  kernel;
  delivery;
  constructor(kernel, delivery) {
    this.kernel = kernel;
    this.delivery = delivery;
    const context = this.context();
    this.operations = [
      ...sinkOperations(context),
      ...subscriptionOperations(context),
      ...subscribedEventOperations(context),
      ...eventTypeOperations
    ];
    delivery.whenDropped((consumer, types) => this.testFailed(consumer, types));
  }
  /** Changes what Twilio's documentation leaves open. */
  configure(settings2) {
    this.state.settings = { ...this.state.settings, ...settings2 };
  }
  /** Whether anybody subscribes to anything: a cheap first question. */
  get hasSubscriptions() {
    return this.state.subscriptions.size > 0;
  }
  /** Whether an event of this type (`com.twilio.messaging.message.sent`) would go anywhere. */
  isWanted(type) {
    return this.routesOf(type).length > 0;
  }
  /**
   * Tells everybody who subscribes to the type of an event that happens now. Delivery begins after the answer to
   * whatever caused it.
   *
   * @param type as the catalogue has it, such as `com.twilio.messaging.message.delivered`
   * @param data what the CloudEvent says, as the type's schema names it
   * @throws Error for a type that the catalogue does not list
   */
  publish(type, data) {
    if (!EVENT_TYPES.has(type)) throw new Error(`the catalogue lists no event type '${type}'`);
    if (!this.isWanted(type)) return;
    const id = sidOf("EZ", ++this.state.published).replace(/^EZ0/, "EZ1");
    this.tell(type, { id, at: this.kernel.clock.now(), data: () => data });
  }
  /** As `publish`, for an event that has an id and data of several versions. */
  tell(type, event) {
    for (const { sink, version } of this.routesOf(type)) {
      this.delivery.toSink(sink, this.cloudEvent(type, version, event));
    }
  }
  save() {
    return this.state;
  }
  restore(saved) {
    this.state = saved;
    this.routes = void 0;
  }
  routesOf(type) {
    this.routes ??= this.allRoutes();
    return this.routes.get(type) ?? [];
  }
  allRoutes() {
    const routes2 = /* @__PURE__ */ new Map();
    for (const { sinkSid, types } of this.state.subscriptions.values()) {
      const sink = this.state.sinks.get(sinkSid);
      if (!sink) continue;
      for (const [type, version] of types) routes2.set(type, [...routes2.get(type) ?? [], { sink, version }]);
    }
    return routes2;
  }
  cloudEvent(type, version, { id, at, data }) {
    return {
      specversion: "1.0",
      type,
      source: this.kernel.accountSid,
      id,
      dataschema: schemaUrl(EVENT_TYPES.get(type) ?? { id: "" }, version),
      datacontenttype: "application/json",
      time: new Date(at).toISOString(),
      data: data(version)
    };
  }
  context() {
    const streams = this;
    return {
      kernel: this.kernel,
      delivery: this.delivery,
      get state() {
        return streams.state;
      },
      sendTest: (sink) => this.sendTest(sink),
      forgetRoutes: () => {
        this.routes = void 0;
      }
    };
  }
  /** As https://www.twilio.com/docs/events/eventstreams-quickstart shows it: its id is the account's SID. */
  sendTest(sink) {
    const { accountSid, clock, sids } = this.kernel;
    const testId = uuidOf(`test event ${sids.count("test event")}`);
    this.delivery.toSink(sink, {
      specversion: "1.0",
      type: TEST_TYPE,
      source: "Sink",
      id: accountSid,
      dataschema: schemaUrl({ id: "EventStreams.TestSink" }, 1).concat(".json"),
      datacontenttype: "application/json",
      time: new Date(clock.now()).toISOString(),
      data: { test_id: testId }
    });
    return testId;
  }
  testFailed(consumer, types) {
    const sink = this.state.sinks.get(consumer);
    if (sink && types.includes(TEST_TYPE)) moveSink(sink, "failed", this.kernel.clock.now());
  }
};

// simulator/events/workspace-callback.ts
var OPERATING_UNIT_SID = `OU${"0".repeat(32)}`;
var pascalCase = (name) => name.replace(/(^|_)([a-z])/g, (_match, _separator, letter) => letter.toUpperCase());
function callbackForm(accountSid, event) {
  const form = {
    Sid: event.sid,
    EventType: event.type,
    EventDescription: event.description,
    AccountSid: accountSid,
    OperatingUnitSid: OPERATING_UNIT_SID,
    ResourceType: event.resourceType,
    ResourceSid: event.resourceSid,
    Timestamp: String(Math.floor(event.at / 1e3)),
    TimestampMs: String(event.at)
  };
  for (const [name, value] of Object.entries(event.data)) form[pascalCase(name)] = String(value);
  return form;
}
var EventsFilter = class {
  text = "";
  types = /* @__PURE__ */ new Set();
  passes(filter, type) {
    if (filter === "") return true;
    if (filter !== this.text) {
      this.text = filter;
      this.types = new Set(filter.split(",").map((name) => name.trim()));
    }
    return this.types.has(type);
  }
};

// simulator/events/taskrouter-events.ts
var eventName = (type) => type.replaceAll(/(?:^|[.-])([a-z])/g, (_match, letter) => letter.toUpperCase());
function cloudData(accountSid, event, version) {
  const timestamp = new Date(event.at).toISOString();
  const fields = Object.entries({ ...event.data, ...event.more }).filter(
    ([name]) => version > 1 || !name.endsWith("_ms")
  );
  return {
    sid: event.sid,
    name: eventName(event.type),
    account_sid: accountSid,
    timestamp,
    level: "INFO",
    group: event.type.slice(0, event.type.indexOf(".")),
    product_name: "TaskRouter",
    publisher: event.data["workspace_name"],
    publisher_metadata: "{}",
    payload_type: "application/json",
    payload: {
      sid: event.sid,
      eventtype: event.type,
      event_description: event.description,
      account_sid: accountSid,
      timestamp,
      resource_sid: event.resourceSid,
      resource_type: event.resourceType,
      ...Object.fromEntries(fields)
    }
  };
}
function tellOfTaskRouter(kernel, taskRouter, eventStreams, delivery) {
  const filter = new EventsFilter();
  const isWanted = ({ eventCallbackUrl }) => eventStreams.hasSubscriptions || eventCallbackUrl !== "";
  taskRouter.listen((event, _subject, { eventCallbackUrl, eventsFilter }) => {
    if (eventStreams.hasSubscriptions) {
      eventStreams.tell(TASK_ROUTER_PREFIX + event.type, {
        id: event.sid.replace(/^EV/, "EZ"),
        at: event.at,
        data: (version) => cloudData(kernel.accountSid, event, version)
      });
    }
    if (eventCallbackUrl !== "" && filter.passes(eventsFilter, event.type)) {
      const form = callbackForm(kernel.accountSid, event);
      delivery.toCallback(eventCallbackUrl, TASK_ROUTER_PREFIX + event.type, form);
    }
  }, isWanted);
}

// simulator/kernel/agenda.ts
var TIDY_AT = 256;
function isEarlier(a, b) {
  return a.at < b.at || a.at === b.at && a.order < b.order;
}
var Agenda = class {
  heap = [];
  lanes = /* @__PURE__ */ new Map();
  add(at, order2, kind, subject) {
    const appointment = { at, order: order2, kind, subject, lane: -1 };
    this.push(appointment);
    return appointment;
  }
  addLater(at, order2, kind, subject, milliseconds) {
    const appointment = { at, order: order2, kind, subject, lane: milliseconds };
    this.line(appointment);
    return appointment;
  }
  cancel(appointment) {
    appointment.kind = null;
    appointment.subject = null;
    if (appointment.lane < 0) return;
    const lane = this.lanes.get(appointment.lane);
    if (lane && ++lane.canceled > TIDY_AT && lane.canceled * 2 > lane.queue.length - lane.head) tidy(lane);
  }
  /** The earliest that has not been canceled. */
  peek() {
    while (this.heap[0]?.kind === null) this.take();
    return this.heap[0];
  }
  /** The earliest, which may be canceled, and takes it off. */
  take() {
    const top = this.heap[0];
    if (!top) return void 0;
    const lane = top.lane < 0 ? void 0 : this.lanes.get(top.lane);
    const next = lane && advance(lane);
    if (next) this.sink(next);
    else {
      const last = this.heap.pop();
      if (last && last !== top) this.sink(last);
    }
    return top;
  }
  /** In no order; canceled ones are among them. */
  all() {
    const waiting = [...this.lanes.values()].flatMap(({ queue, head }) => queue.slice(head + 1));
    return [...this.heap, ...waiting];
  }
  replace(appointments) {
    this.heap = [];
    this.lanes.clear();
    for (const one of [...appointments].sort((a, b) => a.order - b.order)) {
      if (one.lane < 0) this.push(one);
      else this.line(one);
    }
  }
  line(appointment) {
    let lane = this.lanes.get(appointment.lane);
    if (!lane) {
      lane = { queue: [], head: 0, canceled: 0 };
      this.lanes.set(appointment.lane, lane);
    }
    lane.queue.push(appointment);
    if (lane.queue.length - lane.head === 1) this.push(appointment);
  }
  push(appointment) {
    const { heap } = this;
    let index = heap.length;
    heap.push(appointment);
    while (index > 0) {
      const parentIndex = index - 1 >> 1;
      const parent = heap[parentIndex];
      if (!parent || isEarlier(parent, appointment)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = appointment;
  }
  /** Puts one in the place of the earliest. */
  sink(appointment) {
    const { heap } = this;
    const { length } = heap;
    let index = 0;
    for (; ; ) {
      let childIndex = 2 * index + 1;
      if (childIndex >= length) break;
      let child = heap[childIndex];
      if (childIndex + 1 < length) {
        const right = heap[childIndex + 1];
        if (isEarlier(right, child)) {
          child = right;
          childIndex++;
        }
      }
      if (isEarlier(appointment, child)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = appointment;
  }
};
function advance(lane) {
  for (lane.head++; lane.head < lane.queue.length; lane.head++) {
    const next = lane.queue[lane.head];
    if (next && next.kind !== null) break;
  }
  if (lane.head >= lane.queue.length) {
    lane.queue = [];
    lane.head = 0;
    lane.canceled = 0;
    return void 0;
  }
  if (lane.head > TIDY_AT && lane.head * 2 > lane.queue.length) tidy(lane);
  return lane.queue[lane.head];
}
function tidy(lane) {
  const { queue, head } = lane;
  lane.queue = queue.filter(({ kind }, index) => index === head || index > head && kind !== null);
  lane.head = 0;
  lane.canceled = 0;
}

// simulator/kernel/clock.ts
var OUTSIDE = "outside";
var turn = () => new Promise((resolve) => setImmediate(resolve));
var COURTESY_MILLISECONDS = 25;
var LOOKS_EVERY = 64;
var Clock = class {
  time;
  order = 0;
  queue = new Agenda();
  work = /* @__PURE__ */ new Map([[OUTSIDE, (run) => run()]]);
  calls = /* @__PURE__ */ new Set();
  running = Promise.resolve();
  /** Whether code that awaited the clock has yet to go on. */
  isSomebodyAwake = false;
  constructor(start) {
    this.time = start.getTime();
  }
  /** Whether a call is in flight. */
  get isHeld() {
    return this.calls.size > 0;
  }
  /** Milliseconds since the epoch. */
  now() {
    return this.time;
  }
  /** Says what is done when an appointment of this kind is due; each kind belongs to one room. */
  on(kind, run) {
    if (this.work.has(kind)) throw new Error(`two rooms claim appointments of the kind '${kind}'`);
    this.work.set(kind, run);
  }
  /** An appointment at a moment (milliseconds since the epoch), or next if that is past. The subject is plain data. */
  set(at, kind, subject) {
    return this.queue.add(at > this.time ? at : this.time, this.order++, kind, subject);
  }
  /** As `set`, `milliseconds` from now, for kinds that are nearly always so long away and are mostly canceled. */
  setLater(milliseconds, kind, subject) {
    return this.queue.addLater(this.time + milliseconds, this.order++, kind, subject, milliseconds);
  }
  cancel(appointment) {
    this.queue.cancel(appointment);
  }
  /** Runs once, when the clock reads `at` (milliseconds since the epoch), or next if that is past. For callers outside. */
  at(at, run) {
    const appointment = this.set(at, OUTSIDE, run);
    return { cancel: () => this.cancel(appointment) };
  }
  /** Runs once, `seconds` from now. */
  after(seconds3, run) {
    return this.at(this.time + Math.round(seconds3 * 1e3), run);
  }
  /** Ends `seconds` from now; what awaits it goes on before anything later happens. */
  sleep(seconds3) {
    return new Promise((resolve) => {
      this.after(seconds3, () => {
        this.isSomebodyAwake = true;
        resolve();
      });
    });
  }
  /** Opens a call: until it is closed the clock moves only to timers that calls in flight wait for. */
  open() {
    const call = new Call(this, () => this.calls.delete(call));
    this.calls.add(call);
    return call;
  }
  /**
   * Moves on by so many seconds, and ends when everything due by then is done and every call it caused is answered;
   * where such a call waits for a timer beyond that moment, the clock goes as far as that timer.
   */
  advance(seconds3) {
    return this.serially(() => this.runTo(this.time + Math.round(seconds3 * 1e3)));
  }
  /** Moves on until nothing is left to happen. */
  untilIdle() {
    return this.serially(() => this.runTo(void 0));
  }
  /** Moves on until `done` says so, or nothing is left to happen. */
  until(done) {
    return this.serially(() => this.runTo(void 0, done));
  }
  /** Moves on to a moment without waiting for calls in flight: the way of a clock on the wall. */
  catchUp(to) {
    for (let next = this.queue.peek(); next && next.at <= to; next = this.queue.peek()) this.fire();
    this.time = Math.max(this.time, to);
  }
  /** What is to happen of the account's own; what callers outside have asked for is theirs to ask for again. */
  save() {
    return {
      time: this.time,
      order: this.order,
      appointments: this.queue.all().filter(({ kind }) => kind !== null && kind !== OUTSIDE)
    };
  }
  restore({ time, order: order2, appointments }) {
    this.time = time;
    this.order = order2;
    this.queue.replace(appointments);
  }
  serially(work) {
    this.running = this.running.then(work, work);
    return this.running;
  }
  async runTo(target, done = () => false) {
    let since = Date.now();
    for (let count = 1; ; count++) {
      if (this.calls.size > 0 || this.isSomebodyAwake) await this.standstill();
      const next = this.queue.peek();
      if (!next) break;
      const isLate = target === void 0 ? done() : next.at > target;
      if (isLate && this.calls.size === 0) break;
      this.fire();
      if (count % LOOKS_EVERY === 0 && Date.now() - since > COURTESY_MILLISECONDS) {
        await turn();
        since = Date.now();
      }
    }
    if (target !== void 0) this.time = Math.max(this.time, target);
  }
  fire() {
    const appointment = this.queue.take();
    if (!appointment || appointment.kind === null) return;
    const { at, kind, subject } = appointment;
    if (at > this.time) this.time = at;
    appointment.kind = null;
    appointment.subject = null;
    const run = this.work.get(kind);
    if (!run) throw new Error(`nobody does appointments of the kind '${kind}'`);
    run(subject);
  }
  /** Waits, off this clock, until every call in flight is answered or can only go on when this clock does. */
  async standstill() {
    for (; ; ) {
      await turn();
      this.isSomebodyAwake = false;
      if (this.calls.size === 0) return;
      const busy = [...this.calls].filter((call) => !call.isWaiting);
      if (busy.length === 0) return;
      await Promise.race(busy.map((call) => call.changed()));
    }
  }
};
var Call = class {
  waits = 0;
  isOpen = true;
  signal;
  change;
  clock;
  onClose;
  constructor(clock, onClose) {
    this.clock = clock;
    this.onClose = onClose;
  }
  /** Whether the callee waits for a timer, so that the clock may move on to it. */
  get isWaiting() {
    return this.waits > 0;
  }
  /** A timer the callee has set. */
  after(milliseconds, run) {
    this.waits++;
    let isPending = true;
    const settle = () => {
      if (isPending) this.waits--;
      isPending = false;
    };
    const timer = this.clock.at(this.clock.now() + Math.max(0, milliseconds), () => {
      settle();
      run();
    });
    this.notify();
    return {
      cancel: () => {
        settle();
        timer.cancel();
      }
    };
  }
  /** Ends when the call is answered or sets a timer. */
  changed() {
    if (!this.isOpen) return Promise.resolve();
    this.change ??= new Promise((resolve) => {
      this.signal = resolve;
    });
    return this.change;
  }
  /** The callee has answered. */
  close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onClose();
    this.notify();
  }
  notify() {
    this.signal?.();
    this.signal = void 0;
    this.change = void 0;
  }
};

// simulator/kernel/rate-limit.ts
var RateLimits = class {
  buckets = /* @__PURE__ */ new Map();
  clock;
  constructor(clock) {
    this.clock = clock;
  }
  /**
   * Takes one of the bucket's tokens; false where there is none, and the request is to be refused with 429.
   *
   * @param perSecond how fast it fills
   * @param burst how many it holds when full, as it is at first
   */
  take(name, perSecond, burst = perSecond) {
    const now = this.clock.now();
    const bucket = this.buckets.get(name) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / 1e3 * perSecond);
    bucket.at = now;
    this.buckets.set(name, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }
  save() {
    return this.buckets;
  }
  restore(saved) {
    this.buckets = saved;
  }
};

// simulator/kernel/switches.ts
var SWITCHES = {
  listsCarryAttributes: {
    standard: true,
    values: [true, false],
    says: "Lists of tasks and workers carry attributes, as single resources do."
  },
  afterReservationTimeout: {
    standard: "next-target",
    values: ["next-target", "same-target"],
    says: "Whom a task is offered to when a reservation has timed out."
  },
  largePageSize: {
    standard: "refused",
    values: ["refused", "clipped"],
    says: "What becomes of a PageSize above 1000: refused with 20007, or taken for 1000."
  }
};
var SwitchError = class extends Error {
  name = "SwitchError";
  problems;
  constructor(problems) {
    super(problems.join("; "));
    this.problems = problems;
  }
};
function standardSwitches() {
  const standard = Object.entries(SWITCHES).map(([name, description]) => [name, description.standard]);
  return Object.fromEntries(standard);
}
function setSwitches(switches, given) {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const description = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : void 0;
    if (!description) return [`there is no switch '${name}'; there is: ${Object.keys(SWITCHES).join(", ")}`];
    const values = description.values;
    if (values.includes(value)) return [];
    return [`${name} is one of ${values.map((one) => JSON.stringify(one)).join(", ")}, not ${JSON.stringify(value)}`];
  });
  if (problems.length > 0) throw new SwitchError(problems);
  Object.assign(switches, given);
}

// simulator/kernel/webhooks.ts
var import_node_crypto2 = require("node:crypto");
var import_webhooks = require("twilio/lib/webhooks/webhooks");

// simulator/kernel/headers.ts
var TIME_HEADER = "i-twilio-simulator-time";
var CALL_HEADER = "i-twilio-simulator-call";

// simulator/kernel/webhooks.ts
var NO_ANSWER = { status: 0, headers: {}, body: "", isTimeout: true };
var REAL_TIMEOUT = 15;
var Webhooks = class {
  hosts = /* @__PURE__ */ new Map();
  calls = /* @__PURE__ */ new Map();
  options;
  count = 0;
  constructor(options) {
    this.options = options;
  }
  /** Serves an origin (`https://floor.example`) in this process. */
  host(origin, host) {
    this.hosts.set(origin, host);
  }
  /** A call in flight over HTTP, by its name. */
  call(name) {
    return this.calls.get(name);
  }
  /** The answer; status 0 where there was none. The clock stands still meanwhile. */
  send(request) {
    const { timeoutSeconds } = request;
    const answer = this.answer(request);
    if (timeoutSeconds === void 0) return answer;
    return new Promise((resolve, reject) => {
      const timer = this.options.clock.after(timeoutSeconds, () => resolve(NO_ANSWER));
      answer.then(resolve, reject).finally(() => timer.cancel());
    });
  }
  async answer(request) {
    const { clock, functionSeconds } = this.options;
    const call = clock.open();
    const answersAt = clock.now() + functionSeconds * 1e3;
    try {
      const response = await this.deliver(request, call);
      const early = answersAt - clock.now();
      if (early > 0) await new Promise((resolve) => call.after(early, resolve));
      return response;
    } finally {
      call.close();
    }
  }
  deliver(request, call) {
    const isJson2 = request.form === void 0;
    const body = isJson2 ? JSON.stringify(request.json) : new URLSearchParams(request.form).toString();
    const method = request.method ?? "POST";
    const url2 = new URL(request.url);
    const { username, password } = url2;
    url2.hash = url2.username = url2.password = "";
    if (isJson2) url2.searchParams.set("bodySHA256", (0, import_node_crypto2.createHash)("sha256").update(body).digest("hex"));
    const headers = {
      "content-type": isJson2 ? "application/json" : "application/x-www-form-urlencoded; charset=utf-8",
      "user-agent": "TwilioProxy/1.1",
      host: url2.host,
      ...username === "" ? {} : { authorization: `Basic ${btoa(`${username}:${password}`)}` },
      ...request.headers
    };
    if (request.isSigned !== false) {
      headers["x-twilio-signature"] = (0, import_webhooks.getExpectedTwilioSignature)(
        this.options.authToken,
        url2.toString(),
        request.form ?? {}
      );
    }
    const host = this.hosts.get(url2.origin);
    if (host) return host({ url: url2, method, headers, body, call });
    return this.overHttp(url2, method, headers, body, call);
  }
  async overHttp(url2, method, headers, body, call) {
    const name = `call-${++this.count}`;
    this.calls.set(name, call);
    try {
      const response = await fetch(url2, {
        method,
        headers: { ...headers, [TIME_HEADER]: String(this.options.clock.now()), [CALL_HEADER]: name },
        ...method === "GET" ? {} : { body },
        signal: AbortSignal.timeout(REAL_TIMEOUT * 1e3)
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === "TimeoutError";
      const body2 = error instanceof Error ? String(error.cause ?? error.message) : "";
      return { status: 0, headers: {}, body: body2, ...isTimeout ? { isTimeout } : {} };
    } finally {
      this.calls.delete(name);
    }
  }
};

// simulator/messaging/date-filter.ts
var DAY = 864e5;
function readSpan(parameters, name) {
  const value = text(parameters, name);
  if (value === void 0 || value === "") return void 0;
  const from = Date.parse(value);
  if (Number.isNaN(from)) throw badParameter(`${name} '${value}' is not a date`);
  return { from, until: /^\d{4}-\d{2}-\d{2}$/.test(value) ? from + DAY : from + 1e3 };
}
var dayOf = ({ from }) => {
  const midnight = Math.floor(from / DAY) * DAY;
  return { from: midnight, until: midnight + DAY };
};
function readDateFilter(parameters) {
  const on = readSpan(parameters, "DateSent");
  const before = readSpan(parameters, "DateSent<");
  const after = readSpan(parameters, "DateSent>");
  if (!on && !before && !after) return () => true;
  const day = on && dayOf(on);
  const from = Math.max(day?.from ?? 0, after?.from ?? 0);
  const until = Math.min(day?.until ?? Number.POSITIVE_INFINITY, before?.until ?? Number.POSITIVE_INFINITY);
  return (sentAt) => sentAt !== null && sentAt >= from && sentAt < until;
}

// simulator/messaging/message-pages.ts
var MAXIMUM_PAGE_SIZE2 = 1e3;
function messagePage(request, messages, toBody2) {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? 50, MAXIMUM_PAGE_SIZE2);
  const number2 = integer(parameters, "Page") ?? 0;
  const token = text(parameters, "PageToken");
  const at = token === void 0 ? number2 * size : positionOf(token, messages, size);
  const shown2 = messages.slice(at, at + size);
  const first = shown2.at(0);
  const last = shown2.at(-1);
  const uri = (toPage, toToken2) => pageUri(request, size, toPage, toToken2);
  const start = number2 * size;
  return {
    status: 200,
    body: {
      messages: shown2.map(toBody2),
      first_page_uri: uri(0),
      previous_page_uri: first && number2 > 0 ? uri(number2 - 1, `PB${first.sid}`) : null,
      next_page_uri: last && at + size < messages.length ? uri(number2 + 1, `PA${last.sid}`) : null,
      page: number2,
      page_size: size,
      start: shown2.length > 0 ? start : 0,
      end: shown2.length > 0 ? start + shown2.length - 1 : 0,
      uri: uri(number2, token)
    }
  };
}
function positionOf(token, messages, size) {
  const [, side, sid] = /^(PA|PB)(.+)$/.exec(token) ?? [];
  const at = messages.findIndex((message) => message.sid === sid);
  if (at < 0) throw new RestError(400, 21481, "Invalid PageToken");
  return side === "PA" ? at + 1 : Math.max(0, at - size);
}
function pageUri({ path, parameters }, size, number2, token) {
  const query = new URLSearchParams();
  for (const name of ["To", "From", "DateSent", "DateSent<", "DateSent>"]) {
    const value = text(parameters, name);
    if (value !== void 0) query.set(name, value);
  }
  query.set("PageSize", String(size));
  query.set("Page", String(number2));
  if (token !== void 0) query.set("PageToken", token);
  return `${path}?${query}`;
}

// simulator/messaging/segments.ts
var GSM_7 = `@\xA3$\xA5\xE8\xE9\xF9\xEC\xF2\xC7
\xD8\xF8\r\xC5\xE5\u0394_\u03A6\u0393\u039B\u03A9\u03A0\u03A8\u03A3\u0398\u039E\xC6\xE6\xDF\xC9 !"#\xA4%&'()*+,-./0123456789:;<=>?\xA1ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC4\xD6\xD1\xDC\xA7\xBFabcdefghijklmnopqrstuvwxyz\xE4\xF6\xF1\xFC\xE0`;
var GSM_7_EXTENSION = "\f^{}\\[~]|\u20AC";
var PLACES = { gsm7: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } };
var SIZES = new Map([...[...GSM_7].map((c) => [c, 1]), ...[...GSM_7_EXTENSION].map((c) => [c, 2])]);
function segmentsOf(body) {
  const sizes = [...body].map((character) => SIZES.get(character));
  const isGsm7 = sizes.every((size2) => size2 !== void 0);
  const size = isGsm7 ? sizes.reduce((sum, each) => sum + (each ?? 0), 0) : body.length;
  const { alone, joined: joined2 } = isGsm7 ? PLACES.gsm7 : PLACES.ucs2;
  return size <= alone ? 1 : Math.ceil(size / joined2);
}

// simulator/messaging/messages.ts
var PATH2 = "/2010-04-01/Accounts/:AccountSid/Messages";
var MAXIMUM_BODY_LENGTH = 1600;
var Messaging = class {
  operations;
  sent = [];
  bySid = /* @__PURE__ */ new Map();
  kernel;
  constructor(kernel) {
    this.kernel = kernel;
    const toBody2 = (message) => toMessageBody(message, kernel.accountSid);
    this.operations = [
      {
        name: "CreateMessage",
        method: "POST",
        path: `${PATH2}.json`,
        parameters: ["To", "From", "Body"],
        run: (request) => {
          this.checkAccount(request);
          return { status: 201, body: toBody2(this.send(readMessage(request.parameters))) };
        }
      },
      {
        name: "ListMessage",
        method: "GET",
        path: `${PATH2}.json`,
        parameters: ["To", "From", "DateSent", "DateSent<", "DateSent>"],
        run: (request) => {
          this.checkAccount(request);
          return messagePage(request, this.sent.toReversed().filter(readFilter(request.parameters)), toBody2);
        }
      },
      {
        name: "FetchMessage",
        method: "GET",
        path: `${PATH2}/:Sid.json`,
        run: (request) => {
          this.checkAccount(request);
          const message = this.bySid.get(request.ids.Sid ?? "");
          if (!message) throw notFound(request.path);
          return { status: 200, body: toBody2(message) };
        }
      }
    ];
  }
  /** In the order they were created. */
  get messages() {
    return this.sent;
  }
  checkAccount(request) {
    if (request.ids.AccountSid !== this.kernel.accountSid) throw notFound(request.path);
  }
  send(written) {
    const { clock, sids } = this.kernel;
    const now = clock.now();
    const message = {
      sid: sids.next("SM"),
      ...written,
      status: "queued",
      createdAt: now,
      updatedAt: now,
      sentAt: null
    };
    this.sent.push(message);
    this.bySid.set(message.sid, message);
    const become = (status) => Object.assign(message, { status, updatedAt: clock.now() });
    clock.after(1, () => Object.assign(become("sent"), { sentAt: clock.now() }));
    clock.after(2, () => become("delivered"));
    return message;
  }
};
function readMessage(parameters) {
  const to = text(parameters, "To");
  if (!to) throw new RestError(400, 21604, "A 'To' phone number is required.");
  const from = text(parameters, "From");
  if (!from) throw new RestError(400, 21603, "A 'From' or 'MessagingServiceSid' parameter is required.");
  const body = text(parameters, "Body");
  if (!body) throw new RestError(400, 21602, "Message body is required.");
  if (body.length > MAXIMUM_BODY_LENGTH) {
    throw new RestError(400, 21617, "The concatenated message body exceeds the 1600 character limit");
  }
  return { to, from, body };
}
function readFilter(parameters) {
  const to = text(parameters, "To");
  const from = text(parameters, "From");
  const isOfDate = readDateFilter(parameters);
  return (message) => (to === void 0 || message.to === to) && (from === void 0 || message.from === from) && isOfDate(message.sentAt);
}
var rfc2822 = (moment3) => new Date(moment3).toUTCString().replace("GMT", "+0000");
function toMessageBody(message, accountSid) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: "outbound-api",
    error_code: null,
    error_message: null,
    from: message.from,
    messaging_service_sid: null,
    num_media: "0",
    num_segments: String(segmentsOf(message.body)),
    price: null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`
  };
}

// simulator/sync/keyed-pages.ts
var SYNC_ORIGIN = "https://sync.twilio.com";
var MAXIMUM_PAGE_SIZE3 = 100;
function keyedPage(request, paged) {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? 50, MAXIMUM_PAGE_SIZE3);
  const number2 = integer(parameters, "Page") ?? 0;
  const direction = readOne(parameters, "Order", "asc", "desc") === "desc" ? "backward" : "forward";
  const from = readFrom(parameters, paged);
  const found = paged.take(size + 1, direction, readToken(parameters, paged) ?? from);
  const shown2 = found.slice(0, size);
  const last = shown2.at(-1);
  const url2 = (at, token) => pageUrl(request, size, at, token);
  const meta = {
    page: number2,
    page_size: size,
    first_page_url: url2(0),
    previous_page_url: number2 > 0 ? url2(number2 - 1, previousToken(paged, shown2[0], size, direction)) : null,
    url: url2(number2, text(parameters, "PageToken")),
    next_page_url: found.length > size && last ? url2(number2 + 1, toToken("after", paged.keyOf(last))) : null,
    key: paged.property
  };
  return { status: 200, body: { meta, [paged.property]: shown2.map((entry) => paged.toBody(entry)) } };
}
function textPage(request, property2, ascending, keyOf2, toBody2) {
  return keyedPage(request, {
    property: property2,
    keyOf: keyOf2,
    readKey: (text2) => text2,
    toBody: toBody2,
    take: (count, direction, start) => {
      const entries = direction === "forward" ? ascending : ascending.toReversed();
      const rest = start ? entries.filter((entry) => isWithin(keyOf2(entry), start, direction)) : entries;
      return rest.slice(0, count);
    }
  });
}
function isWithin(key, start, direction) {
  if (key === start.key) return start.isInclusive;
  return direction === "forward" ? key > start.key : key < start.key;
}
function readOne(parameters, name, ...values) {
  const sent = text(parameters, name);
  if (sent === void 0) return void 0;
  const value = values.find((candidate) => candidate === sent);
  if (!value) throw badParameter(`${name} must be one of ${values.join(", ")}, not '${sent}'`);
  return value;
}
function readFrom(parameters, { readKey }) {
  const isInclusive = readOne(parameters, "Bounds", "inclusive", "exclusive") !== "exclusive";
  const sent = text(parameters, "From");
  if (sent === void 0) return void 0;
  const key = readKey(sent);
  if (key === void 0) throw badParameter(`From must be the index of a list item, not '${sent}'`);
  return { key, isInclusive };
}
var toToken = (kind, key) => `${kind}:${key}`;
function readToken(parameters, { readKey }) {
  const token = text(parameters, "PageToken");
  if (token === void 0) return void 0;
  const [, kind, rest] = /^(after|from):(.*)$/s.exec(token) ?? [];
  const key = rest === void 0 ? void 0 : readKey(rest);
  if (key === void 0) throw new RestError(400, 54453, "Invalid 'PageToken' query parameter");
  return { key, isInclusive: kind === "from" };
}
function previousToken(paged, first, size, direction) {
  if (first === void 0) return void 0;
  const against = direction === "forward" ? "backward" : "forward";
  const start = paged.take(size, against, { key: paged.keyOf(first), isInclusive: false }).at(-1);
  return start && toToken("from", paged.keyOf(start));
}
function pageUrl({ path, parameters }, size, number2, token) {
  const query = new URLSearchParams();
  for (const name of ["From", "Bounds", "Order"]) {
    const value = text(parameters, name);
    if (value !== void 0) query.set(name, value);
  }
  query.set("PageSize", String(size));
  query.set("Page", String(number2));
  if (number2 > 0 && token !== void 0) query.set("PageToken", token);
  return `${SYNC_ORIGIN}${path}?${query}`;
}

// simulator/sync/revisions.ts
var expiryOf = (now, ttl) => ttl ? now + ttl * 1e3 : null;
var isExpired = ({ expiresAt }, now) => expiresAt !== null && expiresAt <= now;
var newStored = (now, ttl) => ({
  revision: 0,
  createdAt: now,
  updatedAt: now,
  expiresAt: expiryOf(now, ttl)
});
function revise(stored, now) {
  stored.revision++;
  stored.updatedAt = now;
}
function renew(stored, now, ttl) {
  if (ttl !== void 0) stored.expiresAt = expiryOf(now, ttl);
}
var etagOf = ({ revision }) => `"${revision}"`;
function checkIfMatch(request, stored, mismatchCode) {
  const wanted = request.headers["if-match"];
  if (wanted === void 0) return;
  const revision = /^"?(\d+)"?$/.exec(wanted)?.[1];
  if (revision === void 0) throw new RestError(400, 54003, "Invalid If-Match header");
  if (Number(revision) !== stored.revision) throw preconditionFailed(mismatchCode);
}
function toStamps(stored) {
  const created = isoSeconds(stored.createdAt);
  return {
    date_expires: stored.expiresAt === null ? null : isoSeconds(stored.expiresAt),
    date_created: created,
    date_updated: stored.updatedAt === stored.createdAt ? created : isoSeconds(stored.updatedAt),
    created_by: "system"
  };
}

// simulator/sync/named-records.ts
var noRecords = () => ({ bySid: /* @__PURE__ */ new Map(), byUniqueName: /* @__PURE__ */ new Map() });
function findNamed(records, sidOrUniqueName, now) {
  const found = records.bySid.get(sidOrUniqueName) ?? records.byUniqueName.get(sidOrUniqueName);
  if (!found || !isExpired(found, now)) return found;
  removeNamed(records, found);
  return void 0;
}
function refuseTaken(records, uniqueName, now) {
  if (uniqueName !== null && findNamed(records, uniqueName, now)) {
    throw new RestError(409, 54301, "Unique name already exists");
  }
}
function addNamed(records, item) {
  records.bySid.set(item.sid, item);
  if (item.uniqueName !== null) records.byUniqueName.set(item.uniqueName, item);
}
function removeNamed(records, item) {
  records.bySid.delete(item.sid);
  if (item.uniqueName !== null) records.byUniqueName.delete(item.uniqueName);
}
var allNamed = (records, now) => [...records.bySid.keys()].flatMap((sid) => findNamed(records, sid, now) ?? []);

// simulator/sync/parameters.ts
var MAXIMUM_NAME_LENGTH = 320;
var MAXIMUM_DATA_BYTES = 16 * 1024;
var MAXIMUM_IDENTITY_LENGTH = 256;
var MAXIMUM_URL_LENGTH = 512;
var MAXIMUM_TTL = 31536e3;
var refuse = (code, message) => new RestError(400, code, message);
var syncNotFound = ({ path }) => notFound(path.replace(/^\/v1/, ""));
var isName = (value) => value.length > 0 && value.length <= MAXIMUM_NAME_LENGTH;
function readUniqueName(parameters) {
  const name = text(parameters, "UniqueName");
  if (name === void 0) return null;
  if (!isName(name) || /^[A-Z]{2}[a-f0-9]{32}$/.test(name)) throw refuse(54302, "Invalid unique name");
  return name;
}
function readItemKey(parameters) {
  const key = text(parameters, "Key") ?? "";
  if (!isName(key)) throw refuse(54209, "Invalid map item key");
  return key;
}
function readData(parameters, nullCode, maximumBytes = MAXIMUM_DATA_BYTES) {
  const data = text(parameters, "Data");
  if (data === void 0) return void 0;
  if (Buffer.byteLength(data) > maximumBytes) throw new RestError(413, 54006, "Request entity too large");
  const value = parse(data);
  if (value === null) throw refuse(nullCode, "The 'Data' parameter cannot be null");
  if (typeof value !== "object" || Array.isArray(value)) throw refuse(54008, "Invalid JSON");
  return { text: data, value };
}
function readRequiredData(parameters, nullCode, maximumBytes) {
  const data = readData(parameters, nullCode, maximumBytes);
  if (data === void 0) throw refuse(nullCode, "The 'Data' parameter cannot be null");
  return data;
}
function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    return void 0;
  }
}
function readTtl(parameters, ...names) {
  const value = names.map((name) => text(parameters, name)).find((sent) => sent !== void 0);
  if (value === void 0 || value === "") return void 0;
  const ttl = Number(value);
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > MAXIMUM_TTL) throw refuse(54011, "Invalid TTL");
  return ttl;
}
function readIdentity({ ids }) {
  const identity = ids["Identity"] ?? "";
  if (identity.length < 1 || identity.length > MAXIMUM_IDENTITY_LENGTH) throw refuse(54351, "Invalid identity");
  return identity;
}
function readWebhookUrl(parameters) {
  const url2 = text(parameters, "WebhookUrl");
  if (url2 === void 0) return void 0;
  if (url2 === "") return null;
  if (!/^https?:\/\//i.test(url2) || !URL.canParse(url2) || url2.length > MAXIMUM_URL_LENGTH) {
    throw refuse(54051, "Invalid webhook URL");
  }
  return url2;
}
var noParameters = () => refuse(54010, "Expected at least 1 optional parameter, but none were provided");

// simulator/sync/services.ts
var PATH3 = "/v1/Services";
var PARAMETERS = [
  "FriendlyName",
  "WebhookUrl",
  "WebhooksFromRestEnabled",
  "AclEnabled",
  "ReachabilityWebhooksEnabled",
  "ReachabilityDebouncingEnabled",
  "ReachabilityDebouncingWindow"
];
var Services = class {
  operations;
  bySid = /* @__PURE__ */ new Map();
  kernel;
  constructor(kernel) {
    this.kernel = kernel;
    const { clock } = kernel;
    const toBody2 = (service) => toServiceBody(service, kernel.accountSid);
    this.operations = [
      {
        name: "CreateService",
        method: "POST",
        path: PATH3,
        parameters: PARAMETERS,
        run: ({ parameters }) => {
          const changes = readChanges2(parameters);
          return { status: 201, body: toBody2(Object.assign(this.open(null), changes)) };
        }
      },
      {
        name: "ListService",
        method: "GET",
        path: PATH3,
        run: (request) => textPage(request, "services", this.all(), ({ sid }) => sid, toBody2)
      },
      {
        name: "FetchService",
        method: "GET",
        path: `${PATH3}/:Sid`,
        run: (request) => ({ status: 200, body: toBody2(this.of(request, "Sid")) })
      },
      {
        name: "UpdateService",
        method: "POST",
        path: `${PATH3}/:Sid`,
        parameters: PARAMETERS,
        run: (request) => {
          const service = this.of(request, "Sid");
          const changes = readChanges2(request.parameters);
          if (Object.keys(changes).length === 0) throw noParameters();
          Object.assign(service, changes, { updatedAt: clock.now() });
          return { status: 200, body: toBody2(service) };
        }
      },
      {
        name: "DeleteService",
        method: "DELETE",
        path: `${PATH3}/:Sid`,
        run: (request) => {
          this.bySid.delete(this.of(request, "Sid").sid);
          return { status: 204 };
        }
      }
    ];
  }
  /** Opens a service as the account does; only so can it have a unique name. */
  open(uniqueName) {
    const { clock, sids } = this.kernel;
    const service = {
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
      reachabilityDebouncingWindow: 5e3,
      documents: noRecords(),
      maps: noRecords(),
      lists: noRecords(),
      streams: noRecords()
    };
    this.bySid.set(service.sid, service);
    return service;
  }
  find(sidOrUniqueName) {
    return this.bySid.get(sidOrUniqueName) ?? this.all().find(({ uniqueName }) => uniqueName === sidOrUniqueName);
  }
  /** In the order of creation. */
  all() {
    return [...this.bySid.values()];
  }
  /** The service a path names. */
  of(request, id = "ServiceSid") {
    const service = this.find(request.ids[id] ?? "");
    if (!service) throw syncNotFound(request);
    return service;
  }
  save() {
    return this.bySid;
  }
  restore(saved) {
    this.bySid = saved;
  }
};
function readChanges2(parameters) {
  const friendlyName = text(parameters, "FriendlyName");
  if (friendlyName !== void 0 && (friendlyName.length < 1 || friendlyName.length > 255)) {
    throw new RestError(400, 54053, "Invalid friendly name");
  }
  const changes = {
    friendlyName,
    webhookUrl: readWebhookUrl(parameters),
    webhooksFromRestEnabled: boolean(parameters, "WebhooksFromRestEnabled"),
    aclEnabled: boolean(parameters, "AclEnabled"),
    reachabilityWebhooksEnabled: boolean(parameters, "ReachabilityWebhooksEnabled"),
    reachabilityDebouncingEnabled: boolean(parameters, "ReachabilityDebouncingEnabled"),
    reachabilityDebouncingWindow: integer(parameters, "ReachabilityDebouncingWindow", 1e3, 3e4)
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== void 0));
}
var serviceUrl = ({ sid }) => `${SYNC_ORIGIN}${PATH3}/${sid}`;
function toServiceBody(service, accountSid) {
  const url2 = serviceUrl(service);
  return {
    sid: service.sid,
    unique_name: service.uniqueName,
    account_sid: accountSid,
    friendly_name: service.friendlyName,
    date_created: isoSeconds(service.createdAt),
    date_updated: isoSeconds(service.updatedAt),
    url: url2,
    webhook_url: service.webhookUrl,
    webhooks_from_rest_enabled: service.webhooksFromRestEnabled,
    reachability_webhooks_enabled: service.reachabilityWebhooksEnabled,
    acl_enabled: service.aclEnabled,
    reachability_debouncing_enabled: service.reachabilityDebouncingEnabled,
    reachability_debouncing_window: service.reachabilityDebouncingWindow,
    links: { documents: `${url2}/Documents`, lists: `${url2}/Lists`, maps: `${url2}/Maps`, streams: `${url2}/Streams` }
  };
}

// simulator/sync/documents.ts
var PATH4 = "/v1/Services/:ServiceSid/Documents";
var NULL_DATA = 54101;
var REVISION_MISMATCH = 54103;
function findDocument(service, request, id, now) {
  const document = findNamed(service.documents, request.ids[id] ?? "", now);
  if (!document) throw syncNotFound(request);
  return document;
}
var documentUrl = (service, { sid }) => `${serviceUrl(service)}/Documents/${sid}`;
function documentOperations(context) {
  const { clock, sids, accountSid, services, rates, webhooks } = context;
  const find2 = (service, request) => findDocument(service, request, "Sid", clock.now());
  const toBody2 = (service, document, data) => {
    const url2 = documentUrl(service, document);
    return {
      sid: document.sid,
      unique_name: document.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url: url2,
      links: { permissions: `${url2}/Permissions` },
      revision: String(document.revision),
      data,
      ...toStamps(document)
    };
  };
  const reply = (status, service, document, data) => ({
    status,
    body: toBody2(service, document, data),
    headers: { etag: etagOf(document) }
  });
  const tell = (service, what, document, hasData = true) => webhooks.tell(service, `document_${what}`, "Document", document, () => ({
    DocumentRevision: document.revision,
    DocumentData: hasData ? document.data : void 0
  }));
  return [
    {
      name: "CreateDocument",
      method: "POST",
      path: PATH4,
      parameters: ["UniqueName", "Data", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        rates.take("creation", service);
        const uniqueName = readUniqueName(request.parameters);
        const data = readData(request.parameters, NULL_DATA) ?? { text: "{}", value: {} };
        const stored = newStored(clock.now(), readTtl(request.parameters, "Ttl"));
        refuseTaken(service.documents, uniqueName, clock.now());
        const document = {
          sid: sids.next("ET"),
          uniqueName,
          data: data.text,
          permissions: /* @__PURE__ */ new Map(),
          ...stored
        };
        addNamed(service.documents, document);
        tell(service, "created", document);
        return reply(201, service, document, data.value);
      }
    },
    {
      name: "ListDocument",
      method: "GET",
      path: PATH4,
      run: (request) => {
        const service = services.of(request);
        const documents = allNamed(service.documents, clock.now());
        const show = (document) => toBody2(service, document, JSON.parse(document.data));
        return textPage(request, "documents", documents, ({ sid }) => sid, show);
      }
    },
    {
      name: "FetchDocument",
      method: "GET",
      path: `${PATH4}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const document = find2(service, request);
        rates.take("read", document);
        return reply(200, service, document, JSON.parse(document.data));
      }
    },
    {
      name: "UpdateDocument",
      method: "POST",
      path: `${PATH4}/:Sid`,
      parameters: ["Data", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        const document = find2(service, request);
        rates.take("write", document);
        const data = readData(request.parameters, NULL_DATA);
        const ttl = readTtl(request.parameters, "Ttl");
        if (data === void 0 && ttl === void 0) throw noParameters();
        checkIfMatch(request, document, REVISION_MISMATCH);
        if (data !== void 0) document.data = data.text;
        renew(document, clock.now(), ttl);
        revise(document, clock.now());
        tell(service, "updated", document);
        return reply(200, service, document, data?.value ?? JSON.parse(document.data));
      }
    },
    {
      name: "DeleteDocument",
      method: "DELETE",
      path: `${PATH4}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const document = find2(service, request);
        rates.take("write", document);
        removeNamed(service.documents, document);
        tell(service, "removed", document, false);
        return { status: 204 };
      }
    }
  ];
}

// simulator/sync/ordered-items.ts
var noItems = () => ({ added: 0, keys: [], byKey: /* @__PURE__ */ new Map() });
function findItem(items, key, now) {
  const found = items.byKey.get(key);
  if (!found || !isExpired(found, now)) return found;
  removeItem(items, key);
  return void 0;
}
function addItem(items, item) {
  items.byKey.set(item.key, item);
  const at = firstAt(items.keys, item.key);
  if (at === items.keys.length) items.keys.push(item.key);
  else items.keys.splice(at, 0, item.key);
  items.added++;
}
function removeItem(items, key) {
  if (items.byKey.delete(key)) items.keys.splice(firstAt(items.keys, key), 1);
}
function takeItems(items, now, count, direction = "forward", start) {
  const step = direction === "forward" ? 1 : -1;
  const taken = [];
  let hasExpired = false;
  let at = positionOf2(items.keys, direction, start);
  for (let key = items.keys[at]; key !== void 0 && taken.length < count; key = items.keys[at]) {
    const item = items.byKey.get(key);
    if (item && !isExpired(item, now)) taken.push(item);
    else hasExpired = true;
    at += step;
  }
  if (hasExpired) sweep(items, now);
  return taken;
}
function positionOf2(keys, direction, start) {
  if (!start) return direction === "forward" ? 0 : keys.length - 1;
  const { key, isInclusive } = start;
  const first = firstAt(keys, key);
  const isHere = keys[first] === key;
  if (direction === "forward") return isHere && !isInclusive ? first + 1 : first;
  return isHere && isInclusive ? first : first - 1;
}
function firstAt(keys, key) {
  const last = keys.at(-1);
  if (last === void 0 || last < key) return keys.length;
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = low + high >> 1;
    const candidate = keys[middle];
    if (candidate !== void 0 && candidate < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
function sweep(items, now) {
  for (const item of items.byKey.values()) {
    if (isExpired(item, now)) items.byKey.delete(item.key);
  }
  items.keys = items.keys.filter((key) => items.byKey.has(key));
}

// simulator/sync/containers.ts
function findContainer(kind, service, request, id, now) {
  const container = findNamed(kind.of(service), request.ids[id] ?? "", now);
  if (!container) throw syncNotFound(request);
  return container;
}
var containerUrl = (kind, service, { sid }) => `${serviceUrl(service)}/${kind.segment}/${sid}`;
function containerOperations(context, kind) {
  const { clock, sids, accountSid, services, rates, webhooks } = context;
  const list = `/v1/Services/:ServiceSid/${kind.segment}`;
  const find2 = (service, request) => findContainer(kind, service, request, "Sid", clock.now());
  const toBody2 = (service) => (container) => {
    const url2 = containerUrl(kind, service, container);
    return {
      sid: container.sid,
      unique_name: container.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url: url2,
      links: { items: `${url2}/Items`, permissions: `${url2}/Permissions` },
      revision: String(container.revision),
      ...toStamps(container)
    };
  };
  const tell = (service, what, container) => webhooks.tell(service, `${kind.webhookPrefix.toLowerCase()}_${what}`, kind.webhookPrefix, container, () => ({
    [`${kind.webhookPrefix}Revision`]: container.revision
  }));
  return [
    {
      name: `Create${kind.resource}`,
      method: "POST",
      path: list,
      parameters: ["UniqueName", "Ttl", "CollectionTtl"],
      run: (request) => {
        const service = services.of(request);
        rates.take("creation", service);
        const uniqueName = readUniqueName(request.parameters);
        const stored = newStored(clock.now(), readTtl(request.parameters, "CollectionTtl", "Ttl"));
        refuseTaken(kind.of(service), uniqueName, clock.now());
        const container = {
          sid: sids.next(kind.sidPrefix),
          uniqueName,
          items: noItems(),
          itemEvents: 0,
          permissions: /* @__PURE__ */ new Map(),
          ...stored
        };
        addNamed(kind.of(service), container);
        tell(service, "created", container);
        return { status: 201, body: toBody2(service)(container) };
      }
    },
    {
      name: `List${kind.resource}`,
      method: "GET",
      path: list,
      run: (request) => {
        const service = services.of(request);
        const containers = allNamed(kind.of(service), clock.now());
        return textPage(request, kind.segment.toLowerCase(), containers, ({ sid }) => sid, toBody2(service));
      }
    },
    {
      name: `Fetch${kind.resource}`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const container = find2(service, request);
        rates.take("read", container);
        return { status: 200, body: toBody2(service)(container) };
      }
    },
    {
      name: `Update${kind.resource}`,
      method: "POST",
      path: `${list}/:Sid`,
      parameters: ["Ttl", "CollectionTtl"],
      run: (request) => {
        const service = services.of(request);
        const container = find2(service, request);
        rates.take("write", container);
        const ttl = readTtl(request.parameters, "CollectionTtl", "Ttl");
        if (ttl === void 0) throw noParameters();
        renew(container, clock.now(), ttl);
        revise(container, clock.now());
        return { status: 200, body: toBody2(service)(container) };
      }
    },
    {
      name: `Delete${kind.resource}`,
      method: "DELETE",
      path: `${list}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const container = find2(service, request);
        rates.take("write", container);
        removeNamed(kind.of(service), container);
        tell(service, "removed", container);
        return { status: 204 };
      }
    }
  ];
}

// simulator/sync/items.ts
var DATA_AND_TTLS = ["Data", "Ttl", "ItemTtl", "CollectionTtl"];
function itemOperations(context, kind) {
  const { clock, accountSid, services, rates, webhooks } = context;
  const { webhookPrefix, segment } = kind.containers;
  const list = `/v1/Services/:ServiceSid/${segment}/:${kind.containerId}/Items`;
  const instance = `${list}/:${kind.keyId}`;
  const enter = (request, what) => {
    const service = services.of(request);
    const container = findContainer(kind.containers, service, request, kind.containerId, clock.now());
    rates.take(what, container);
    return { service, container };
  };
  const find2 = ({ container }, request) => {
    const key = kind.readKey(request.ids[kind.keyId] ?? "");
    const item = key === void 0 ? void 0 : findItem(container.items, key, clock.now());
    if (!item) throw syncNotFound(request);
    return item;
  };
  const toBody2 = ({ service, container }, item, data) => ({
    [kind.keyProperty]: item.key,
    account_sid: accountSid,
    service_sid: service.sid,
    [kind.containerProperty]: container.sid,
    url: `${containerUrl(kind.containers, service, container)}/Items/${encodeURIComponent(item.key)}`,
    revision: String(item.revision),
    data,
    ...toStamps(item)
  });
  const reply = (status, place, item, data) => ({
    status,
    body: toBody2(place, item, data),
    headers: { etag: etagOf(item) }
  });
  const changed = ({ service, container }, what, item, collectionTtl) => {
    renew(container, clock.now(), collectionTtl);
    revise(container, clock.now());
    container.itemEvents++;
    webhooks.tell(service, `${webhookPrefix.toLowerCase()}_item_${what}`, webhookPrefix, container, () => ({
      EventId: container.itemEvents,
      [`Item${kind.keyId}`]: item.key,
      ItemRevision: item.revision,
      ItemData: what === "removed" ? void 0 : item.data
    }));
  };
  return [
    {
      name: `Create${kind.resource}`,
      method: "POST",
      path: list,
      parameters: [...kind.parameters, ...DATA_AND_TTLS],
      run: (request) => {
        const place = enter(request, "write");
        const now = clock.now();
        const key = kind.newKey(request, place.container.items, now);
        const data = readRequiredData(request.parameters, kind.nullData);
        const ttl = readTtl(request.parameters, "ItemTtl", "Ttl");
        const collectionTtl = readTtl(request.parameters, "CollectionTtl");
        const item = { key, data: data.text, ...newStored(now, ttl) };
        addItem(place.container.items, item);
        changed(place, "added", item, collectionTtl);
        return reply(201, place, item, data.value);
      }
    },
    {
      name: `List${kind.resource}`,
      method: "GET",
      path: list,
      parameters: ["Order", "From", "Bounds"],
      run: (request) => {
        const place = enter(request, "read");
        return keyedPage(request, {
          property: "items",
          keyOf: ({ key }) => key,
          readKey: kind.readKey,
          take: (count, direction, start) => takeItems(place.container.items, clock.now(), count, direction, start),
          toBody: (item) => toBody2(place, item, JSON.parse(item.data))
        });
      }
    },
    {
      name: `Fetch${kind.resource}`,
      method: "GET",
      path: instance,
      run: (request) => {
        const place = enter(request, "read");
        const item = find2(place, request);
        return reply(200, place, item, JSON.parse(item.data));
      }
    },
    {
      name: `Update${kind.resource}`,
      method: "POST",
      path: instance,
      parameters: DATA_AND_TTLS,
      run: (request) => {
        const place = enter(request, "write");
        const item = find2(place, request);
        const data = readData(request.parameters, kind.nullData);
        const ttl = readTtl(request.parameters, "ItemTtl", "Ttl");
        const collectionTtl = readTtl(request.parameters, "CollectionTtl");
        if (data === void 0 && ttl === void 0) throw noParameters();
        checkIfMatch(request, item, kind.revisionMismatch);
        if (data !== void 0) item.data = data.text;
        renew(item, clock.now(), ttl);
        revise(item, clock.now());
        changed(place, "updated", item, collectionTtl);
        return reply(200, place, item, data?.value ?? JSON.parse(item.data));
      }
    },
    {
      name: `Delete${kind.resource}`,
      method: "DELETE",
      path: instance,
      run: (request) => {
        const place = enter(request, "write");
        const item = find2(place, request);
        checkIfMatch(request, item, kind.revisionMismatch);
        removeItem(place.container.items, item.key);
        changed(place, "removed", item);
        return { status: 204 };
      }
    }
  ];
}

// simulator/sync/lists.ts
var LISTS = {
  resource: "SyncList",
  segment: "Lists",
  sidPrefix: "ES",
  webhookPrefix: "List",
  of: ({ lists }) => lists
};
var listOperations = (context) => containerOperations(context, LISTS);

// simulator/sync/list-items.ts
var LIST_ITEMS = {
  resource: "SyncListItem",
  containers: LISTS,
  containerId: "ListSid",
  keyId: "Index",
  containerProperty: "list_sid",
  keyProperty: "index",
  parameters: [],
  nullData: 54156,
  revisionMismatch: 54155,
  readKey: (text2) => /^\d+$/.test(text2) ? Number(text2) : void 0,
  newKey: (_request, items) => items.added
};
var listItemOperations = (context) => itemOperations(context, LIST_ITEMS);

// simulator/sync/maps.ts
var MAPS = {
  resource: "SyncMap",
  segment: "Maps",
  sidPrefix: "MP",
  webhookPrefix: "Map",
  of: ({ maps }) => maps
};
var mapOperations = (context) => containerOperations(context, MAPS);

// simulator/sync/map-items.ts
var MAP_ITEMS = {
  resource: "SyncMapItem",
  containers: MAPS,
  containerId: "MapSid",
  keyId: "Key",
  containerProperty: "map_sid",
  keyProperty: "key",
  parameters: ["Key"],
  nullData: 54206,
  revisionMismatch: 54205,
  readKey: (text2) => text2,
  newKey: ({ parameters }, items, now) => {
    const key = readItemKey(parameters);
    if (findItem(items, key, now)) throw new RestError(409, 54208, "Map Item already exists");
    return key;
  }
};
var mapItemOperations = (context) => itemOperations(context, MAP_ITEMS);

// simulator/sync/permissions.ts
var permissionOperations = (context) => [
  ...operationsOf(context, {
    resource: "Document",
    segment: "Documents",
    id: "DocumentSid",
    property: "document_sid",
    find: (service, request, now) => findDocument(service, request, "DocumentSid", now),
    url: documentUrl
  }),
  ...operationsOf(context, {
    resource: "SyncList",
    segment: "Lists",
    id: "ListSid",
    property: "list_sid",
    find: (service, request, now) => findContainer(LISTS, service, request, "ListSid", now),
    url: (service, list) => containerUrl(LISTS, service, list)
  }),
  ...operationsOf(context, {
    resource: "SyncMap",
    segment: "Maps",
    id: "MapSid",
    property: "map_sid",
    find: (service, request, now) => findContainer(MAPS, service, request, "MapSid", now),
    url: (service, map) => containerUrl(MAPS, service, map)
  })
];
function operationsOf(context, kind) {
  const { clock, accountSid, services, rates } = context;
  const list = `/v1/Services/:ServiceSid/${kind.segment}/:${kind.id}/Permissions`;
  const enter = (request) => {
    const service = services.of(request);
    const item = kind.find(service, request, clock.now());
    rates.take("permission", item);
    const toBody2 = (permission) => ({
      account_sid: accountSid,
      service_sid: service.sid,
      [kind.property]: item.sid,
      ...permission,
      url: `${kind.url(service, item)}/Permissions/${encodeURIComponent(permission.identity)}`
    });
    return { permissions: item.permissions, toBody: toBody2 };
  };
  const find2 = (permissions, request) => {
    const permission = permissions.get(readIdentity(request));
    if (!permission) throw syncNotFound(request);
    return permission;
  };
  return [
    {
      name: `List${kind.resource}Permission`,
      method: "GET",
      path: list,
      run: (request) => {
        const { permissions, toBody: toBody2 } = enter(request);
        const ascending = [...permissions.values()].sort((a, b) => a.identity < b.identity ? -1 : 1);
        return textPage(request, "permissions", ascending, ({ identity }) => identity, toBody2);
      }
    },
    {
      name: `Fetch${kind.resource}Permission`,
      method: "GET",
      path: `${list}/:Identity`,
      run: (request) => {
        const { permissions, toBody: toBody2 } = enter(request);
        return { status: 200, body: toBody2(find2(permissions, request)) };
      }
    },
    {
      name: `Update${kind.resource}Permission`,
      method: "POST",
      path: `${list}/:Identity`,
      parameters: ["Read", "Write", "Manage"],
      run: (request) => {
        const { permissions, toBody: toBody2 } = enter(request);
        const permission = {
          identity: readIdentity(request),
          read: readFlag(request, "Read"),
          write: readFlag(request, "Write"),
          manage: readFlag(request, "Manage")
        };
        permissions.set(permission.identity, permission);
        return { status: 200, body: toBody2(permission) };
      }
    },
    {
      name: `Delete${kind.resource}Permission`,
      method: "DELETE",
      path: `${list}/:Identity`,
      run: (request) => {
        const { permissions } = enter(request);
        permissions.delete(find2(permissions, request).identity);
        return { status: 204 };
      }
    }
  ];
}
function readFlag({ parameters }, name) {
  requiredText(parameters, name);
  return boolean(parameters, name) === true;
}

// simulator/sync/rates.ts
var BURST_SECONDS = 10;
var LIMITS = { creation: 20, read: 20, write: 20, message: 30, permission: 80 };
var Rates = class {
  limits;
  constructor({ limits }) {
    this.limits = limits;
  }
  /** @throws RestError 54009 where the object has been asked too often */
  take(what, { sid }) {
    const perSecond = LIMITS[what];
    if (!this.limits.take(`sync.${what}:${sid}`, perSecond, perSecond * BURST_SECONDS)) {
      throw new RestError(429, 54009, "Rate limit exceeded");
    }
  }
};

// simulator/sync/streams.ts
var PATH5 = "/v1/Services/:ServiceSid/Streams";
function findStream(service, request, id, now) {
  const stream = findNamed(service.streams, request.ids[id] ?? "", now);
  if (!stream) throw syncNotFound(request);
  return stream;
}
function streamOperations({ clock, sids, accountSid, services, rates }) {
  const find2 = (service, request) => findStream(service, request, "Sid", clock.now());
  const toBody2 = (service) => (stream) => {
    const url2 = `${serviceUrl(service)}/Streams/${stream.sid}`;
    return {
      sid: stream.sid,
      unique_name: stream.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url: url2,
      links: { messages: `${url2}/Messages` },
      ...toStamps(stream)
    };
  };
  return [
    {
      name: "CreateSyncStream",
      method: "POST",
      path: PATH5,
      parameters: ["UniqueName", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        rates.take("creation", service);
        const uniqueName = readUniqueName(request.parameters);
        const stored = newStored(clock.now(), readTtl(request.parameters, "Ttl"));
        refuseTaken(service.streams, uniqueName, clock.now());
        const stream = { sid: sids.next("TO"), uniqueName, ...stored };
        addNamed(service.streams, stream);
        return { status: 201, body: toBody2(service)(stream) };
      }
    },
    {
      name: "ListSyncStream",
      method: "GET",
      path: PATH5,
      run: (request) => {
        const service = services.of(request);
        const streams = allNamed(service.streams, clock.now());
        return textPage(request, "streams", streams, ({ sid }) => sid, toBody2(service));
      }
    },
    {
      name: "FetchSyncStream",
      method: "GET",
      path: `${PATH5}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const stream = find2(service, request);
        rates.take("read", stream);
        return { status: 200, body: toBody2(service)(stream) };
      }
    },
    {
      name: "UpdateSyncStream",
      method: "POST",
      path: `${PATH5}/:Sid`,
      parameters: ["Ttl"],
      run: (request) => {
        const service = services.of(request);
        const stream = find2(service, request);
        rates.take("write", stream);
        const ttl = readTtl(request.parameters, "Ttl");
        if (ttl === void 0) throw noParameters();
        renew(stream, clock.now(), ttl);
        revise(stream, clock.now());
        return { status: 200, body: toBody2(service)(stream) };
      }
    },
    {
      name: "DeleteSyncStream",
      method: "DELETE",
      path: `${PATH5}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const stream = find2(service, request);
        rates.take("write", stream);
        removeNamed(service.streams, stream);
        return { status: 204 };
      }
    }
  ];
}

// simulator/sync/stream-messages.ts
var NULL_DATA2 = 54251;
var MAXIMUM_DATA_BYTES2 = 4 * 1024;
var streamMessageOperations = ({ clock, sids, services, rates, webhooks }) => [
  {
    name: "CreateStreamMessage",
    method: "POST",
    path: "/v1/Services/:ServiceSid/Streams/:StreamSid/Messages",
    parameters: ["Data"],
    run: (request) => {
      const service = services.of(request);
      const stream = findStream(service, request, "StreamSid", clock.now());
      rates.take("message", stream);
      const data = readRequiredData(request.parameters, NULL_DATA2, MAXIMUM_DATA_BYTES2);
      const sid = sids.next("TZ");
      webhooks.tell(service, "stream_message_published", "Stream", stream, () => ({
        MessageSid: sid,
        MessageData: data.text
      }));
      return { status: 201, body: { sid, data: data.value } };
    }
  }
];

// simulator/sync/sync-webhooks.ts
var APPOINTMENT = "sync.webhook";
var SyncWebhooks = class {
  kernel;
  constructor(kernel, webhooks) {
    this.kernel = kernel;
    kernel.clock.on(APPOINTMENT, (sending) => {
      webhooks.send(sending).catch(() => void 0);
    });
  }
  /** Tells of an event on an object, which the form's fields name by a prefix (`DocumentSid`). */
  tell(service, eventType, prefix, { sid, uniqueName }, fields = () => ({})) {
    const { webhookUrl: url2, webhooksFromRestEnabled } = service;
    if (!url2 || !webhooksFromRestEnabled) return;
    const form = {
      AccountSid: this.kernel.accountSid,
      EventType: eventType,
      Identity: "system",
      ServiceSid: service.sid,
      [`${prefix}Sid`]: sid
    };
    if (uniqueName !== null) form[`${prefix}UniqueName`] = uniqueName;
    for (const [name, value] of Object.entries(fields())) if (value !== void 0) form[name] = String(value);
    const { clock } = this.kernel;
    clock.set(clock.now(), APPOINTMENT, { url: url2, form });
  }
};

// simulator/sync/sync.ts
var Sync = class {
  operations;
  kernel;
  services;
  constructor(kernel, webhooks) {
    this.kernel = kernel;
    this.services = new Services(kernel);
    const context = {
      ...kernel,
      services: this.services,
      rates: new Rates(kernel),
      webhooks: new SyncWebhooks(kernel, webhooks)
    };
    this.operations = [
      ...this.services.operations,
      ...documentOperations(context),
      ...mapOperations(context),
      ...mapItemOperations(context),
      ...listOperations(context),
      ...listItemOperations(context),
      ...streamOperations(context),
      ...streamMessageOperations(context),
      ...permissionOperations(context)
    ];
  }
  /** Opens a service with a unique name, which no REST request can: `default` is the one of `Runtime.getSync()`. */
  open(uniqueName) {
    return this.contentsOf(this.services.find(uniqueName) ?? this.services.open(uniqueName));
  }
  service(sidOrUniqueName) {
    const service = this.services.find(sidOrUniqueName);
    return service && this.contentsOf(service);
  }
  save() {
    return this.services.save();
  }
  restore(saved) {
    this.services.restore(saved);
  }
  /** Parsed when read, so that a report on one list does not pay for all. */
  contentsOf(service) {
    const now = () => this.kernel.clock.now();
    return {
      sid: service.sid,
      friendlyName: service.friendlyName,
      get documents() {
        const documents = allNamed(service.documents, now());
        return documents.map(({ sid, uniqueName, data }) => ({ sid, uniqueName, data: JSON.parse(data) }));
      },
      get maps() {
        return allNamed(service.maps, now()).map((map) => containerContents(map, now));
      },
      get lists() {
        return allNamed(service.lists, now()).map((list) => containerContents(list, now));
      }
    };
  }
};
var containerContents = ({ sid, uniqueName, items }, now) => ({
  sid,
  uniqueName,
  get items() {
    return takeItems(items, now(), items.keys.length).map(({ key, data, createdAt, updatedAt }) => ({
      key,
      data: JSON.parse(data),
      createdAt,
      updatedAt
    }));
  }
});

// simulator/taskrouter/context.ts
var ORIGIN3 = "https://taskrouter.twilio.com";
var WORKSPACE = "/v1/Workspaces/:WorkspaceSid";
function spaceOf({ spaces }, request) {
  const space = spaces.get(request.ids["WorkspaceSid"] ?? "");
  if (!space) throw notFound(request.path);
  return space;
}
function find(items, sid, request) {
  const item = items.get(sid ?? "");
  if (item === void 0) throw notFound(request.path);
  return item;
}
var urlOf = (workspaceSid) => `${ORIGIN3}/v1/Workspaces/${workspaceSid}`;
var etagOf2 = ({ version }) => `"${version}"`;
function checkIfMatch2(request, item) {
  const expected = request.headers["if-match"];
  if (expected === void 0 || expected === "*") return;
  if (expected.replaceAll('"', "") !== String(item.version)) {
    throw new RestError(412, 20412, "Precondition failed: the resource has been changed since it was read");
  }
}

// simulator/taskrouter/new-workspace.ts
var FLEX = {
  friendlyName: "Flex Task Assignment",
  activities: [
    { friendlyName: "Offline", available: false },
    { friendlyName: "Available", available: true },
    { friendlyName: "Unavailable", available: false },
    { friendlyName: "Break", available: false }
  ],
  channels: ["default", "voice", "chat", "sms", "video", "email"]
};
var PLAIN = {
  activities: [
    { friendlyName: "Offline", available: false },
    { friendlyName: "Idle", available: true },
    { friendlyName: "Reserved", available: false },
    { friendlyName: "Busy", available: false }
  ],
  channels: ["default", "voice", "chat", "sms", "video"]
};
function newActivity(kernel, friendlyName, available) {
  const now = kernel.clock.now();
  return { sid: kernel.sids.next("WA"), friendlyName, available, createdAt: now, updatedAt: now };
}
function addChannel(kernel, workspace, given) {
  const now = kernel.clock.now();
  const channel = {
    sid: kernel.sids.next("TC"),
    ...given,
    index: workspace.channelCount++,
    createdAt: now,
    updatedAt: now
  };
  workspace.channels.set(channel.sid, channel);
  return channel;
}
function build(kernel, friendlyName, template) {
  const now = kernel.clock.now();
  const activities = template.activities.map((given) => newActivity(kernel, given.friendlyName, given.available));
  const [offline] = activities;
  if (!offline) throw new Error("a workspace needs an activity");
  const workspace = {
    sid: kernel.sids.next("WS"),
    friendlyName,
    eventCallbackUrl: "",
    eventsFilter: "",
    multiTaskEnabled: true,
    prioritizeQueueOrder: "FIFO",
    defaultActivity: offline,
    timeoutActivity: offline,
    activities: new Map(activities.map((activity) => [activity.sid, activity])),
    channels: /* @__PURE__ */ new Map(),
    channelCount: 0,
    workers: /* @__PURE__ */ new Map(),
    queues: /* @__PURE__ */ new Map(),
    workflows: /* @__PURE__ */ new Map(),
    tasks: /* @__PURE__ */ new Map(),
    taskCount: 0,
    reservations: /* @__PURE__ */ new Map(),
    createdAt: now,
    updatedAt: now
  };
  for (const uniqueName of template.channels) {
    addChannel(kernel, workspace, { uniqueName, friendlyName: uniqueName, channelOptimizedRouting: false });
  }
  return workspace;
}
var flexWorkspace = (kernel) => build(kernel, FLEX.friendlyName, FLEX);
var plainWorkspace = (kernel, friendlyName) => build(kernel, friendlyName, PLAIN);

// simulator/taskrouter/activities.ts
var LIST2 = `${WORKSPACE}/Activities`;
function activityOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspace) => (activity) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    sid: activity.sid,
    friendly_name: activity.friendlyName,
    available: activity.available,
    date_created: isoSeconds(activity.createdAt),
    date_updated: isoSeconds(activity.updatedAt),
    url: `${urlOf(workspace.sid)}/Activities/${activity.sid}`,
    links: { workspace: urlOf(workspace.sid) }
  });
  return [
    {
      name: "ListActivity",
      method: "GET",
      path: LIST2,
      parameters: ["FriendlyName", "Available"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const available = boolean(request.parameters, "Available");
        const { workspace } = spaceOf(context, request);
        const found = [...workspace.activities.values()].filter(
          (activity) => (name === void 0 || activity.friendlyName === name) && (available === void 0 || activity.available === available)
        );
        return page(ORIGIN3, request, "activities", found, toBody2(workspace));
      }
    },
    {
      name: "CreateActivity",
      method: "POST",
      path: LIST2,
      parameters: ["FriendlyName", "Available"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const { workspace, log } = spaceOf(context, request);
        const { activities } = workspace;
        if ([...activities.values()].some((activity2) => activity2.friendlyName === friendlyName)) {
          throw badParameter(`Activity '${friendlyName}' already exists`);
        }
        const activity = newActivity(kernel, friendlyName, boolean(request.parameters, "Available") ?? false);
        activities.set(activity.sid, activity);
        log.emit("activity.created", { details: { activity: { ...activity } } });
        return { status: 201, body: toBody2(workspace)(activity) };
      }
    },
    {
      name: "FetchActivity",
      method: "GET",
      path: `${LIST2}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody2(workspace)(find(workspace.activities, request.ids["Sid"], request)) };
      }
    },
    {
      name: "UpdateActivity",
      method: "POST",
      path: `${LIST2}/:Sid`,
      parameters: ["FriendlyName"],
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const activity = find(workspace.activities, request.ids["Sid"], request);
        activity.friendlyName = text(request.parameters, "FriendlyName") ?? activity.friendlyName;
        activity.updatedAt = kernel.clock.now();
        log.emit("activity.updated", { details: { activity: { ...activity } } });
        return { status: 200, body: toBody2(workspace)(activity) };
      }
    }
  ];
}

// simulator/taskrouter/events.ts
var LIST3 = `${WORKSPACE}/Events`;
var DEFAULT_MINUTES = 15;
var MAXIMUM_MINUTES = 30 * 24 * 60;
var FIELDS = {
  ReservationSid: "reservation_sid",
  TaskQueueSid: "task_queue_sid",
  TaskSid: "task_sid",
  WorkerSid: "worker_sid",
  WorkflowSid: "workflow_sid"
};
var RESOURCES = {
  activity: "Activities",
  task: "Tasks",
  taskchannel: "TaskChannels",
  taskqueue: "TaskQueues",
  worker: "Workers",
  workflow: "Workflows"
};
function moment2(parameters, name) {
  const value = text(parameters, name);
  if (value === void 0) return void 0;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw badParameter(`${name} must be an ISO 8601 date, not '${value}'`);
  return at;
}
function eventOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspaceSid) => (event) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspaceSid,
    sid: event.sid,
    actor_sid: workspaceSid,
    actor_type: "workspace",
    actor_url: urlOf(workspaceSid),
    description: event.description,
    event_data: Object.fromEntries(Object.entries(event.data).map(([name, value]) => [name, String(value)])),
    event_date: isoSeconds(event.at),
    event_date_ms: event.at,
    event_type: event.type,
    resource_sid: event.resourceSid,
    resource_type: event.resourceType,
    resource_url: `${urlOf(workspaceSid)}/${RESOURCES[event.resourceType] ?? "Events"}/${event.resourceSid}`,
    source: "twilio",
    source_ip_address: null,
    url: `${urlOf(workspaceSid)}/Events/${event.sid}`
  });
  const windowOf = (parameters) => {
    const now = kernel.clock.now();
    const minutes = integer(parameters, "Minutes", 1, MAXIMUM_MINUTES);
    const start = moment2(parameters, "StartDate");
    const from = start ?? now - (minutes ?? DEFAULT_MINUTES) * 6e4;
    return { from, to: moment2(parameters, "EndDate") ?? Number.POSITIVE_INFINITY };
  };
  return [
    {
      name: "ListEvent",
      method: "GET",
      path: LIST3,
      parameters: ["EventType", "StartDate", "EndDate", "Minutes", "Sid", ...Object.keys(FIELDS)],
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const { parameters } = request;
        const { from, to } = windowOf(parameters);
        const type = text(parameters, "EventType");
        const sid = text(parameters, "Sid");
        const wanted = Object.entries(FIELDS).flatMap(([name, field]) => {
          const value = text(parameters, name);
          return value === void 0 ? [] : [{ field, value }];
        });
        const taskSid = text(parameters, "TaskSid");
        const found = (taskSid === void 0 ? log.between(from, to) : log.ofTask(taskSid)).filter(
          (event) => event.at >= from && event.at <= to && (type === void 0 || event.type === type) && (sid === void 0 || event.sid === sid) && wanted.every(({ field, value }) => event.data[field] === value)
        );
        return page(ORIGIN3, request, "events", found.reverse(), toBody2(workspace.sid));
      }
    },
    {
      name: "FetchEvent",
      method: "GET",
      path: `${LIST3}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const event = log.bySid(request.ids["Sid"] ?? "");
        if (!event) throw notFound(request.path);
        return { status: 200, body: toBody2(workspace.sid)(event) };
      }
    }
  ];
}

// simulator/taskrouter/queue-statistics.ts
var BULK_LIMIT = 50;
var OPEN = ["pending", "reserved", "assigned", "wrapping"];
var WAITING = ["pending", "reserved"];
function countBy(items, keyOf2) {
  const counts = {};
  for (const item of items) counts[keyOf2(item)] = (counts[keyOf2(item)] ?? 0) + 1;
  return counts;
}
function queueStatisticsOperations(context) {
  const { kernel } = context;
  const longest = (tasks, since) => {
    const [first, ...rest] = tasks.filter((task) => WAITING.includes(task.status));
    const oldest = first && rest.reduce((old, task) => since(task) < since(old) ? task : old, first);
    if (!oldest) return { age: 0, sid: null };
    return { age: Math.floor((kernel.clock.now() - since(oldest)) / 1e3), sid: oldest.sid };
  };
  const statisticsOf = ({ workspace, engine }, queue, tasks) => {
    const workers = queue ? engine.matching.workersOf(queue) : [];
    const waiting = longest(tasks, (task) => task.virtualStartedAt);
    return {
      activity_statistics: [...workspace.activities.values()].map((activity) => ({
        friendly_name: activity.friendlyName,
        sid: activity.sid,
        workers: workers.filter((worker) => worker.activity === activity).length
      })),
      longest_task_waiting_age: waiting.age,
      longest_task_waiting_sid: waiting.sid,
      tasks_by_priority: countBy(tasks, (task) => task.priority),
      tasks_by_status: {
        ...Object.fromEntries(OPEN.map((status) => [status, 0])),
        ...countBy(tasks, (task) => task.status)
      },
      total_available_workers: workers.filter((worker) => worker.activity.available).length,
      total_eligible_workers: workers.length,
      total_tasks: tasks.length
    };
  };
  const openTasks = (workspace) => [...workspace.tasks.values()].filter((task) => OPEN.includes(task.status));
  return [
    {
      name: "FetchTaskQueueRealTimeStatistics",
      method: "GET",
      path: `${WORKSPACE}/TaskQueues/:TaskQueueSid/RealTimeStatistics`,
      parameters: ["TaskChannel"],
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace } = space;
        const queue = find(workspace.queues, request.ids["TaskQueueSid"], request);
        const channel = text(request.parameters, "TaskChannel");
        const tasks = openTasks(workspace).filter(
          (task) => task.queue === queue && (channel === void 0 || channel === task.channel.uniqueName || channel === task.channel.sid)
        );
        const inQueue = longest(tasks, (task) => task.queueEnteredAt);
        return {
          status: 200,
          body: {
            account_sid: kernel.accountSid,
            workspace_sid: workspace.sid,
            task_queue_sid: queue.sid,
            ...statisticsOf(space, queue, tasks),
            longest_relative_task_age_in_queue: inQueue.age,
            longest_relative_task_sid_in_queue: inQueue.sid,
            url: `${ORIGIN3}${request.path}`
          }
        };
      }
    },
    {
      name: "CreateTaskQueueBulkRealTimeStatistics",
      method: "POST",
      path: `${WORKSPACE}/TaskQueues/RealTimeStatistics`,
      isJson: true,
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace } = space;
        const sids = request.parameters["queueSids"] ?? request.parameters["QueueSids"];
        if (!Array.isArray(sids) || sids.length === 0 || sids.length > BULK_LIMIT) {
          throw badParameter(`QueueSids must hold 1 to ${BULK_LIMIT} SIDs`);
        }
        const malformed = sids.filter((sid) => !/^WQ[0-9a-f]{32}$/.test(String(sid)));
        if (malformed.length > 0) throw badParameter(`QueueSids holds malformed SIDs: ${malformed.join(", ")}`);
        const tasks = openTasks(workspace);
        const data = sids.map(String).map((sid) => ({
          task_queue_sid: sid,
          ...statisticsOf(
            space,
            workspace.queues.get(sid),
            tasks.filter((task) => task.queue?.sid === sid)
          )
        }));
        return {
          status: 200,
          body: {
            account_sid: kernel.accountSid,
            workspace_sid: workspace.sid,
            task_queue_data: data,
            task_queue_response_count: data.length,
            url: `${ORIGIN3}${request.path}`
          }
        };
      }
    }
  ];
}

// simulator/taskrouter/reservations.ts
var STATUSES = ["accepted", "rejected", "wrapping", "completed"];
var PARENTS = [
  { prefix: "Task", parent: "Tasks", id: "TaskSid", sidOf: ({ task }) => task.sid },
  { prefix: "Worker", parent: "Workers", id: "WorkerSid", sidOf: ({ worker }) => worker.sid }
];
function reservationOperations(context) {
  const { kernel } = context;
  return PARENTS.flatMap(({ prefix, parent, id, sidOf: sidOf2 }) => {
    const list = `${WORKSPACE}/${parent}/:${id}/Reservations`;
    const toBody2 = (reservation) => {
      const { workspace } = reservation.task;
      const base = urlOf(workspace.sid);
      return {
        account_sid: kernel.accountSid,
        workspace_sid: workspace.sid,
        sid: reservation.sid,
        reservation_status: reservation.status,
        task_sid: reservation.task.sid,
        worker_sid: reservation.worker.sid,
        worker_name: reservation.worker.friendlyName,
        date_created: isoSeconds(reservation.createdAt),
        date_updated: isoSeconds(reservation.updatedAt),
        url: `${base}/${parent}/${sidOf2(reservation)}/Reservations/${reservation.sid}`,
        links: {
          task: `${base}/Tasks/${reservation.task.sid}`,
          worker: `${base}/Workers/${reservation.worker.sid}`,
          workspace: base
        }
      };
    };
    const reservationOf = (request) => {
      const reservation = find(spaceOf(context, request).workspace.reservations, request.ids["Sid"], request);
      if (sidOf2(reservation) !== request.ids[id]) throw notFound(request.path);
      return reservation;
    };
    const reply = (reservation) => ({
      status: 200,
      body: toBody2(reservation),
      headers: { etag: etagOf2(reservation) }
    });
    const operations = [
      {
        name: `List${prefix}Reservation`,
        method: "GET",
        path: list,
        parameters: ["ReservationStatus"],
        run: (request) => {
          const status = text(request.parameters, "ReservationStatus");
          const { workspace } = spaceOf(context, request);
          find(parent === "Tasks" ? workspace.tasks : workspace.workers, request.ids[id], request);
          const found = [...workspace.reservations.values()].filter(
            (reservation) => sidOf2(reservation) === request.ids[id] && (status === void 0 || reservation.status === status)
          );
          return page(ORIGIN3, request, "reservations", found, toBody2);
        }
      },
      {
        name: `Fetch${prefix}Reservation`,
        method: "GET",
        path: `${list}/:Sid`,
        run: (request) => reply(reservationOf(request))
      },
      {
        name: `Update${prefix}Reservation`,
        method: "POST",
        path: `${list}/:Sid`,
        parameters: ["ReservationStatus"],
        run: (request) => {
          const reservation = reservationOf(request);
          checkIfMatch2(request, reservation);
          const wanted = requiredText(request.parameters, "ReservationStatus");
          const status = STATUSES.find((one) => one === wanted);
          if (!status) throw badParameter(`ReservationStatus '${wanted}' is not valid`);
          spaceOf(context, request).engine.moveReservation(reservation, status);
          return reply(reservation);
        }
      }
    ];
    return operations;
  });
}

// simulator/taskrouter/model.ts
var STATUSES2 = ["pending", "reserved", "assigned", "wrapping", "completed", "canceled"];
var targetOf = (task) => task.filter?.targets[task.targetIndex];
function viewOfWorker(worker) {
  const { sid, friendlyName, attributes, activity, version } = worker;
  return { sid, friendlyName, attributes, activitySid: activity.sid, activityName: activity.friendlyName, version };
}
function parsedAttributes(task) {
  task.parsed ??= JSON.parse(task.attributes);
  return task.parsed;
}
var ageOf = (task, now) => Math.floor((now - task.virtualStartedAt) / 1e3);
function channelOf(worker, channel) {
  return worker.channels[channel.index];
}

// simulator/taskrouter/assignment-callbacks.ts
var LIMIT = 5;
var INSTRUCTIONS = {
  accept: { needs: [], errorCode: 40006 },
  reject: { needs: [], errorCode: 40006 },
  dequeue: { needs: [], errorCode: 40133 },
  call: { needs: ["from", "url"], errorCode: 40112 },
  redirect: { needs: ["call_sid", "url"], errorCode: 40121 },
  conference: { needs: [], errorCode: 40144 }
};
var AssignmentCallbacks = class {
  /** The latest last. */
  notes = [];
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  announce(reservation) {
    const { clock } = this.parts.kernel;
    clock.set(clock.now(), "taskrouter.assignment", reservation);
  }
  /** Asks the workflow's URL, then the fallback, and does what the first good answer says. */
  async ask(reservation) {
    const { workflow } = reservation.task;
    for (const url2 of [workflow?.assignmentCallbackUrl, workflow?.fallbackAssignmentCallbackUrl]) {
      if (!url2 || reservation.status !== "pending") return;
      const response = await this.parts.webhooks.send({ url: url2, form: this.formOf(reservation), timeoutSeconds: LIMIT });
      if (response.status >= 200 && response.status < 300) {
        this.follow(reservation, url2, response);
        return;
      }
      this.note(reservation, url2, response.status, null, response.status === 0 ? 11205 : 11200);
    }
  }
  formOf(reservation) {
    const { kernel, workspace } = this.parts;
    const { task, worker } = reservation;
    const now = kernel.clock.now();
    return {
      Timestamp: String(Math.floor(now / 1e3)),
      AccountSid: kernel.accountSid,
      WorkspaceSid: workspace.sid,
      WorkflowSid: task.workflow?.sid ?? "",
      TaskQueueSid: task.queue?.sid ?? "",
      WorkerSid: worker.sid,
      WorkerAttributes: worker.attributes,
      TaskSid: task.sid,
      TaskAttributes: task.attributes,
      TaskAge: String(ageOf(task, now)),
      TaskPriority: String(task.priority),
      ReservationSid: reservation.sid
    };
  }
  follow(reservation, url2, { status, body }) {
    const instruction = instructionIn(body);
    if (instruction === "none") return;
    if (instruction === "unreadable") {
      this.note(reservation, url2, status, null, 40001);
      return;
    }
    const name = String(instruction["instruction"]);
    const known = INSTRUCTIONS[name];
    const errorCode = this.errorIn(reservation, instruction);
    this.note(reservation, url2, status, name, errorCode);
    if (!known || errorCode !== null || reservation.status !== "pending") return;
    if (name === "reject") {
      const activity = this.parts.workspace.activities.get(String(instruction["activity_sid"]));
      this.parts.reservations.reject(reservation, activity);
    } else if (name !== "redirect" || instruction["accept"] !== false) {
      this.parts.reservations.accept(reservation);
    }
  }
  /** The error Twilio's debugger would show; null for none. */
  errorIn(reservation, instruction) {
    const name = instruction["instruction"];
    if (name === void 0) return 40005;
    const known = INSTRUCTIONS[String(name)];
    if (!known) return 55555;
    if (known.needs.some((key) => instruction[key] === void 0)) return known.errorCode;
    const { activities } = this.parts.workspace;
    const activitySid = instruction["post_work_activity_sid"];
    if (activitySid !== void 0 && !activities.has(String(activitySid))) return 40139;
    if (name === "conference" && reservation.transfer) return 40151;
    return reservation.status === "pending" ? null : 40136;
  }
  note(reservation, url2, status, instruction, errorCode) {
    const at = this.parts.kernel.clock.now();
    this.notes.push({ at, reservationSid: reservation.sid, url: url2, status, instruction, errorCode });
  }
};
function instructionIn(body) {
  if (body.trim() === "") return "none";
  try {
    const parsed3 = JSON.parse(body);
    if (typeof parsed3 !== "object" || parsed3 === null || Array.isArray(parsed3)) return "unreadable";
    return Object.keys(parsed3).length === 0 ? "none" : parsed3;
  } catch {
    return "unreadable";
  }
}

// simulator/taskrouter/expression/compile.ts
var isList = Array.isArray;
var isScalar = (value) => typeof value !== "object" || value === null;
var ordered = (holds) => (a, b) => {
  if (typeof a === "number" && typeof b === "number") return holds(a, b);
  return typeof a === "string" && typeof b === "string" && holds(a, b);
};
var equals = (a, b) => a === b && isScalar(a);
var SCALAR_OPERATORS = {
  "==": equals,
  "!=": (a, b) => {
    if (isList(a)) return b === null;
    if (isList(b)) return a === null;
    return !equals(a, b);
  },
  ">": ordered((a, b) => a > b),
  ">=": ordered((a, b) => a >= b),
  "<": ordered((a, b) => a < b),
  "<=": ordered((a, b) => a <= b),
  CONTAINS: (a, b) => typeof a === "string" && typeof b === "string" && a.includes(b)
};
var SOME_LIST = [];
function readOf(value) {
  if (value.kind === "list") return () => SOME_LIST;
  if (value.kind === "constant") return () => value.value;
  const { path } = value;
  return (scope) => scope(path) ?? null;
}
function holdsOf(list) {
  if (list.kind === "constant") return () => void 0;
  if (list.kind === "key") {
    const { path } = list;
    return (scope, item) => {
      const value = scope(path);
      return isList(value) ? value.includes(item) : void 0;
    };
  }
  const constants = new Set(list.items.flatMap((item) => item.kind === "constant" ? [item.value] : []));
  const reads = list.items.filter(({ kind }) => kind === "key").map(readOf);
  return (scope, item) => {
    if (constants.has(item)) return true;
    for (const read of reads) if (equals(read(scope), item)) return true;
    return false;
  };
}
function membership(item, list, wanted) {
  const read = readOf(item);
  const holds = holdsOf(list);
  return (scope) => {
    const value = read(scope);
    return isScalar(value) && holds(scope, value) === wanted;
  };
}
function comparison({ operator, left, right }) {
  if (operator === "HAS") return membership(right, left, true);
  if (operator === "IN" || operator === "NOT IN") return membership(left, right, operator === "IN");
  const compare2 = SCALAR_OPERATORS[operator];
  const readLeft = readOf(left);
  if (right.kind !== "constant") {
    const readRight = readOf(right);
    return (scope) => compare2(readLeft(scope), readRight(scope));
  }
  const { value } = right;
  return (scope) => compare2(readLeft(scope), value);
}
function anyOf(tests, wanted) {
  const [first, second] = tests;
  if (first && second && tests.length === 2) {
    return wanted ? (scope) => first(scope) || second(scope) : (scope) => first(scope) && second(scope);
  }
  return (scope) => {
    for (const test of tests) if (test(scope) === wanted) return wanted;
    return !wanted;
  };
}
function joined(kind, conditions) {
  const decisive = kind === "or";
  const compiled = conditions.map(compileCondition);
  if (compiled.includes(decisive)) return decisive;
  const tests = compiled.filter((one) => typeof one === "function");
  const [only] = tests;
  if (!only) return !decisive;
  return tests.length === 1 ? only : anyOf(tests, decisive);
}
var hasKeys = (value) => value.kind === "list" ? value.items.some(hasKeys) : value.kind === "key";
var NOTHING2 = () => null;
function compileCondition(condition) {
  if (condition.kind !== "comparison") return joined(condition.kind, condition.conditions);
  const test = comparison(condition);
  return hasKeys(condition.left) || hasKeys(condition.right) ? test : test(NOTHING2);
}

// simulator/taskrouter/expression/expression-error.ts
var ExpressionError = class extends Error {
  name = "ExpressionError";
  /** Characters before it, in UTF-16 units; the text's length at its end. */
  position;
  /** From 1. */
  line;
  /** From 1. */
  column;
  expected;
  found;
  constructor(source, position, expected, found) {
    const before = source.slice(0, position).split("\n");
    const line = before.length;
    const column2 = (before.at(-1)?.length ?? 0) + 1;
    const where = source.includes("\n") ? `line ${line}, ${column2}` : String(column2);
    super(`at ${where}: expected ${alternatives(expected)}, found ${found}`);
    this.position = position;
    this.line = line;
    this.column = column2;
    this.expected = expected;
    this.found = found;
  }
};
var alternatives = (words) => words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

// simulator/taskrouter/expression/syntax.ts
var OPERATORS = ["==", "!=", ">", ">=", "<", "<=", "CONTAINS", "HAS", "IN", "NOT IN"];
var CONSTANTS = { TRUE: true, FALSE: false, NULL: null };

// simulator/taskrouter/expression/tokens.ts
var KINDS = ["name", "string", "number", "sign", "unclosed", "unknown"];
var READABLE = 4;
var TOKEN = /\s*(?:([A-Za-z_$][\w$]*)|("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')|(-?\d+(?:\.\d+)?)|(==|!=|>=|<=|[=<>()[\],.])|(["'])|(\S))/suy;
function tokensOf(source) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const group = match.findIndex((text3, index) => index > 0 && text3 !== void 0);
    const text2 = match[group] ?? "";
    tokens.push({ kind: KINDS[group - 1] ?? "unknown", text: text2, position: TOKEN.lastIndex - text2.length });
    if (group > READABLE) break;
  }
  tokens.push({ kind: "end", text: "", position: source.length });
  return tokens;
}

// simulator/taskrouter/expression/parse.ts
var MAXIMUM_DEPTH = 200;
var OPERATOR_BY_WORD = new Map([
  ...OPERATORS.map((operator) => [operator, operator]),
  ["=", "=="]
]);
var Parser = class {
  source;
  tokens;
  index = 0;
  depth = 0;
  constructor(source) {
    this.source = source;
    this.tokens = tokensOf(source);
  }
  expression() {
    const condition = this.disjunction();
    this.mustEnd("AND", "OR", "the end");
    return condition;
  }
  onlyKey() {
    const path = this.key();
    this.mustEnd("'.'", "'['", "the end");
    return path;
  }
  mustEnd(...expected) {
    if (this.token().kind !== "end") this.fail(...expected);
  }
  token() {
    return this.tokens[this.index] ?? { kind: "end", text: "", position: this.source.length };
  }
  fail(...expected) {
    const { position, text: text2, kind } = this.token();
    const isUnclosed = kind === "unclosed";
    const found = kind === "end" ? "the end" : isUnclosed ? "a string without its closing quote" : `'${text2}'`;
    throw new ExpressionError(this.source, position, expected, found);
  }
  /** Whether the next word is this one, and if so goes past it. */
  takes(word) {
    const { kind, text: text2 } = this.token();
    const isNext = kind !== "string" && text2.toUpperCase() === word;
    if (isNext) this.index++;
    return isNext;
  }
  /** What stands inside the bracket that was just taken. */
  inside(read) {
    if (++this.depth > MAXIMUM_DEPTH) this.fail(`at most ${MAXIMUM_DEPTH} brackets within each other`);
    const inner = read();
    this.depth--;
    return inner;
  }
  disjunction() {
    return this.joined("or", () => this.joined("and", () => this.comparison()));
  }
  joined(kind, read) {
    const first = read();
    const conditions = [first];
    while (this.takes(kind.toUpperCase())) conditions.push(read());
    return conditions.length === 1 ? first : { kind, conditions };
  }
  comparison() {
    if (this.takes("(")) {
      return this.inside(() => {
        const inner = this.disjunction();
        if (!this.takes(")")) this.fail("AND", "OR", "')'");
        return inner;
      });
    }
    const left = this.value();
    const operator = this.operator();
    return { kind: "comparison", operator, left, right: this.value() };
  }
  operator() {
    if (this.takes("NOT")) {
      if (!this.takes("IN")) this.fail("IN");
      return "NOT IN";
    }
    const { kind, text: text2 } = this.token();
    const operator = kind === "string" ? void 0 : OPERATOR_BY_WORD.get(text2.toUpperCase());
    if (!operator) this.fail("an operator");
    this.index++;
    return operator;
  }
  value() {
    const { kind, text: text2 } = this.token();
    if (kind === "name") return this.nameOrConstant(text2);
    if (this.takes("[")) return { kind: "list", items: this.inside(() => this.items()) };
    if (kind === "number") return { kind: "constant", value: this.number() };
    if (kind !== "string") this.fail("a value");
    this.index++;
    return { kind: "constant", value: text2.slice(1, -1).replace(/\\(.)/gs, "$1") };
  }
  nameOrConstant(text2) {
    const constant = CONSTANTS[text2.toUpperCase()];
    if (constant === void 0) return { kind: "key", path: this.key() };
    this.index++;
    return { kind: "constant", value: constant };
  }
  number() {
    const number2 = Number(this.token().text);
    if (!Number.isFinite(number2)) this.fail("a number of at most 308 digits");
    this.index++;
    return number2;
  }
  items() {
    const items = [];
    if (this.takes("]")) return items;
    do
      items.push(this.value());
    while (this.takes(","));
    if (!this.takes("]")) this.fail("','", "']'");
    return items;
  }
  key() {
    const path = [this.name()];
    for (; ; ) {
      if (this.takes(".")) path.push(this.name());
      else if (this.takes("[")) path.push(this.listIndex());
      else return path;
    }
  }
  name() {
    const { kind, text: text2 } = this.token();
    if (kind !== "name") this.fail("a key");
    this.index++;
    return text2;
  }
  listIndex() {
    const { kind, text: text2 } = this.token();
    const index = Number(text2);
    if (kind !== "number" || text2.startsWith("-") || !Number.isSafeInteger(index)) this.fail("an index");
    this.index++;
    if (!this.takes("]")) this.fail("']'");
    return index;
  }
};
var parseCondition = (source) => new Parser(source).expression();
var parseKey = (source) => new Parser(source).onlyKey();

// simulator/taskrouter/expression/compiled-expression.ts
var CAPACITY = 1e4;
var kept = /* @__PURE__ */ new Map();
function compileExpression(source) {
  const known = kept.get(source);
  if (known) return known;
  const compiled = compiledOf(source);
  if (kept.size >= CAPACITY) forgetOldest();
  kept.set(source, compiled);
  return compiled;
}
function forgetOldest() {
  for (const source of kept.keys()) {
    kept.delete(source);
    return;
  }
}
function compiledOf(source) {
  const ast = parseCondition(source);
  const compiled = compileCondition(ast);
  const constant = typeof compiled === "boolean" ? compiled : void 0;
  const keys = [];
  collectFromCondition(ast, keys);
  const readsFrom = (root) => constant === void 0 && keys.some((path) => path[0] === root);
  return {
    source,
    ast,
    keys,
    reads: {
      task: readsFrom("task"),
      worker: readsFrom("worker"),
      workerChannels: readsFrom("worker") && keys.some((path) => path[0] === "worker" && path[1] === "channel"),
      workers: readsFrom("workers")
    },
    constant,
    evaluate: typeof compiled === "boolean" ? () => compiled : compiled
  };
}
function collectFromCondition(condition, keys) {
  if (condition.kind === "comparison") {
    collectFromValue(condition.left, keys);
    collectFromValue(condition.right, keys);
  } else {
    for (const one of condition.conditions) collectFromCondition(one, keys);
  }
}
function collectFromValue(value, keys) {
  if (value.kind === "key") keys.push(value.path);
  if (value.kind === "list") for (const item of value.items) collectFromValue(item, keys);
}

// simulator/taskrouter/expression/scope.ts
var INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
function lookUp(root, path, from = 0) {
  let value = root;
  for (let index = from; index < path.length; index++) {
    if (typeof value !== "object" || value === null) return null;
    const step = path[index];
    if (Array.isArray(value)) value = typeof step === "number" ? value[step] : null;
    else if (typeof step === "string") value = property(value, step);
    else return null;
  }
  return value ?? null;
}
function property(object, name) {
  return INHERITED.has(name) && !Object.hasOwn(object, name) ? null : object[name];
}

// simulator/taskrouter/waiting.ts
var isDirect = ({ routingTarget }) => routingTarget?.startsWith("WK") === true;
function compare(a, b, order2) {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const age = a.virtualStartedAt - b.virtualStartedAt || a.order - b.order;
  return order2 === "LIFO" ? -age : age;
}
function comesBefore(a, b, prefers) {
  if (a.priority !== b.priority) return a.priority > b.priority;
  const [orderOfA, orderOfB] = [a.queue?.taskOrder ?? "FIFO", b.queue?.taskOrder ?? "FIFO"];
  if (orderOfA !== orderOfB) return orderOfA === prefers;
  return compare(a, b, a.queue === b.queue ? orderOfA : "FIFO") < 0;
}
var Waiting = class {
  lanes = [];
  prefers;
  constructor(prefers) {
    this.prefers = prefers;
  }
  add(task) {
    const { tasks, queue } = this.laneOf(task) ?? this.open(task);
    const order2 = queue?.taskOrder ?? "FIFO";
    const last = tasks.at(-1);
    if (!last || compare(last, task, order2) < 0) tasks.push(task);
    else tasks.splice(firstAfter(tasks, task, order2), 0, task);
    task.isWaiting = true;
  }
  remove(task) {
    if (!task.isWaiting) return;
    task.isWaiting = false;
    const tasks = this.laneOf(task)?.tasks;
    if (!tasks) return;
    if (tasks[0] === task) tasks.shift();
    else tasks.splice(tasks.indexOf(task), 1);
  }
  /** Puts the lanes of a queue in order again, after its order was changed. */
  reorder(queue) {
    for (const lane of this.lanes) {
      if (lane.queue === queue) lane.tasks.sort((a, b) => compare(a, b, queue.taskOrder));
    }
  }
  /**
   * The first task that is meant for somebody; only what comes before `limit`, if given.
   *
   * @param serves whether it is worth looking into a lane
   * @param meant whether a task of such a lane is meant
   */
  first(serves, meant, limit) {
    let first;
    for (const lane of this.lanes) {
      if (lane.tasks.length === 0 || !serves(lane)) continue;
      const found = lane.tasks.find(meant);
      if (found && (!first || comesBefore(found, first, this.prefers()))) first = found;
    }
    return first && limit && !comesBefore(first, limit, this.prefers()) ? void 0 : first;
  }
  /** In the order in which they are offered. */
  all() {
    const prefers = this.prefers();
    return this.lanes.flatMap(({ tasks }) => tasks).sort((a, b) => comesBefore(a, b, prefers) ? -1 : 1);
  }
  laneOf(task) {
    const direct = isDirect(task);
    for (const lane of this.lanes) {
      if (lane.queue === task.queue && lane.channel === task.channel && lane.isDirect === direct) return lane;
    }
    return void 0;
  }
  open(task) {
    const lane = { queue: task.queue, channel: task.channel, isDirect: isDirect(task), tasks: [] };
    this.lanes.push(lane);
    return lane;
  }
};
function firstAfter(tasks, task, order2) {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = low + high >> 1;
    const other = tasks[middle];
    if (other && compare(other, task, order2) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

// simulator/taskrouter/matching.ts
function availableCapacityPercentage(channel) {
  return channel.capacity === 0 ? 0 : Math.max(0, Math.floor((1 - channel.open / channel.capacity) * 100));
}
function channelKey(worker, path, from) {
  const channel = worker.channels.find((one) => one?.channel.uniqueName === path[from]);
  if (!channel) return null;
  switch (path[from + 1]) {
    case "configured_capacity":
      return channel.capacity;
    case "assigned_tasks":
      return channel.assigned;
    case "available_capacity_percentage":
      return availableCapacityPercentage(channel);
    default:
      return null;
  }
}
function workerKey(worker, path, from) {
  switch (path[from]) {
    case "sid":
      return worker.sid;
    case "friendly_name":
      return worker.friendlyName;
    case "activity_sid":
      return worker.activity.sid;
    case "activity_name":
      return worker.activity.friendlyName;
    case "channel":
      return channelKey(worker, path, from + 1);
    default:
      return lookUp(worker.parsed, path, from);
  }
}
function compareBy(orderings, a, b) {
  for (const { path, direction } of orderings) {
    const [left, right] = [workerKey(a, path, 0), workerKey(b, path, 0)];
    if (typeof left === "number" && typeof right === "number" && left !== right) return (left - right) * direction;
    if (typeof left === "number" && typeof right !== "number") return -1;
    if (typeof right === "number" && typeof left !== "number") return 1;
  }
  return Math.min(a.open, 1) - Math.min(b.open, 1) || a.idleSince - b.idleSince;
}
var isOpen = ({ status }) => status === "pending" || status === "accepted" || status === "wrapping";
var Matching = class {
  workspace;
  /** Workers of each queue, in the order of hiring; kept up to date by `workerChanged`. */
  members = /* @__PURE__ */ new Map();
  /** What the scopes below look at. */
  task;
  worker;
  constructor(workspace) {
    this.workspace = workspace;
  }
  taskScope = (path) => this.task ? lookUp(parsedAttributes(this.task), path) : null;
  workerScope = (path) => this.worker ? workerKey(this.worker, path, 0) : null;
  targetScope = (path) => {
    const { task, worker } = this;
    if (path[0] === "worker") return worker ? workerKey(worker, path, 1) : null;
    if (path[0] === "task") return task ? lookUp(parsedAttributes(task), path, 1) : null;
    return null;
  };
  /** Whether a task's attributes fulfil a filter's or a caller's expression. */
  taskFulfils(task, expression2) {
    const { constant, evaluate } = compileExpression(expression2);
    if (constant !== void 0) return constant;
    this.task = task;
    return evaluate(this.taskScope);
  }
  /** Whether a worker's attributes fulfil a queue's or a caller's expression. */
  workerFulfils(worker, expression2) {
    const { constant, evaluate } = compileExpression(expression2);
    if (constant !== void 0) return constant;
    this.worker = worker;
    return evaluate(this.workerScope);
  }
  isInQueue(worker, queue) {
    return this.workerFulfils(worker, queue.targetWorkers);
  }
  /** The queue's workers, in the order of hiring. */
  workersOf(queue) {
    if (compileExpression(queue.targetWorkers).reads.workerChannels) {
      return [...this.workspace.workers.values()].filter((worker) => this.isInQueue(worker, queue));
    }
    const known = this.members.get(queue);
    if (known) return known;
    const members = [...this.workspace.workers.values()].filter((worker) => this.isInQueue(worker, queue));
    this.members.set(queue, members);
    return members;
  }
  /** To be told of every worker who was hired, changed or has left, and of every changed queue. */
  forget(queue) {
    if (queue) this.members.delete(queue);
    else this.members.clear();
  }
  /** The queue a task would enter first in a workflow. */
  queueIn(workflow, task) {
    const filter = workflow?.routing.filters.find(({ expression: expression2 }) => this.taskFulfils(task, expression2));
    const sid = filter?.targets[0]?.queueSid ?? workflow?.routing.defaultQueueSid;
    return sid === void 0 ? void 0 : this.workspace.queues.get(sid);
  }
  /** Whether a target that nobody can serve at once is to be skipped. https://www.twilio.com/docs/taskrouter/worker-presence */
  isSkipped(queue, target) {
    if (target.skipIf === void 0) return false;
    const { constant, evaluate } = compileExpression(target.skipIf);
    return constant ?? evaluate((path) => this.presence(queue, path));
  }
  /** Counts workers of the queue by activity only: who is busy or has no capacity counts as available. */
  presence(queue, path) {
    if (path[0] !== "workers") return null;
    const counts = (worker) => {
      if (path[1] === "available") return worker.activity.available;
      if (path[1] === "unavailable") return !worker.activity.available;
      return worker.activity.sid === path[1];
    };
    return this.workersOf(queue).filter(counts).length;
  }
  /** Whether a worker could take anything of a lane. */
  serves(worker, { queue, channel, isDirect: isDirect2 }) {
    const own = channelOf(worker, channel);
    if (!own) return false;
    if (isDirect2) return true;
    if (!worker.activity.available || !own.available || own.open >= own.capacity) return false;
    return queue !== null && this.isInQueue(worker, queue);
  }
  /** Whether a task of a lane the worker serves is for this worker. */
  isFor(worker, task) {
    if (!this.hasRoom(worker, task)) return false;
    if (isDirect(task)) return task.routingTarget === worker.sid;
    const target = targetOf(task);
    return !target || this.isWanted(worker, task, target);
  }
  /** The worker who would get the task now: first by `order_by`, then the longest idle, then the first hired. */
  bestWorker(task) {
    if (isDirect(task)) return this.directWorker(task);
    if (!task.queue) return void 0;
    const target = targetOf(task);
    const orderings = target?.orderBy ?? [];
    let best;
    for (const worker of this.workersOf(task.queue)) {
      if (!this.hasRoom(worker, task)) continue;
      if (best && compareBy(orderings, worker, best) >= 0) continue;
      if (!target || this.isWanted(worker, task, target)) best = worker;
    }
    return best;
  }
  directWorker(task) {
    const worker = this.workspace.workers.get(task.routingTarget ?? "");
    return worker && this.hasRoom(worker, task) ? worker : void 0;
  }
  hasRoom(worker, task) {
    const channel = channelOf(worker, task.channel);
    if (!channel) return false;
    if (task.reservations.length > 0 && task.reservations.some((one) => one.worker === worker && isOpen(one)))
      return false;
    if (task.ignoreCapacity) return true;
    return worker.activity.available && channel.available && channel.open < channel.capacity;
  }
  isWanted(worker, task, target) {
    if (target.knownWorker && !isKnown(worker, task, target.knownWorker)) return false;
    if (target.expression === void 0) return true;
    const { constant, evaluate } = compileExpression(target.expression);
    if (constant !== void 0) return constant;
    this.task = task;
    this.worker = worker;
    return evaluate(this.targetScope);
  }
};
function isKnown(worker, task, { key, path }) {
  return lookUp(parsedAttributes(task), path) === worker[key];
}

// simulator/taskrouter/reservation-life.ts
var MOVES = {
  pending: ["accepted", "rejected"],
  accepted: ["wrapping", "completed"],
  wrapping: ["completed"],
  rejected: [],
  timeout: [],
  canceled: [],
  rescinded: [],
  completed: []
};
var EVENTS2 = {
  pending: "reservation.created",
  accepted: "reservation.accepted",
  rejected: "reservation.rejected",
  timeout: "reservation.timeout",
  canceled: "reservation.canceled",
  rescinded: "reservation.rescinded",
  wrapping: "reservation.wrapup",
  completed: "reservation.completed"
};
var DEFAULT_TIMEOUT = 120;
var ReservationLife = class {
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  reserveBest(task) {
    const wanted = task.queue?.maxReservedWorkers ?? 1;
    let reserved = 0;
    for (; reserved < wanted; reserved++) {
      const worker = this.parts.matching.bestWorker(task);
      if (!worker) break;
      this.reserve(task, worker);
    }
    return reserved > 0;
  }
  reserve(task, worker, transfer = null) {
    const { kernel, workspace, log, routing, tasks, assignment } = this.parts;
    const now = kernel.clock.now();
    routing.leave(task);
    const reservation = {
      sid: kernel.sids.next("WR"),
      task,
      worker,
      status: "pending",
      version: 0,
      timer: null,
      transfer,
      createdAt: now,
      updatedAt: now
    };
    const timeout = task.workflow?.taskReservationTimeout ?? DEFAULT_TIMEOUT;
    reservation.timer = kernel.clock.setLater(timeout * 1e3, "taskrouter.reservation", reservation);
    workspace.reservations.set(reservation.sid, reservation);
    task.reservations.push(reservation);
    if (task.status === "pending") tasks.setStatus(task, "reserved");
    const channel = this.channelOf(reservation);
    channel.open++;
    worker.open++;
    log.emit("reservation.created", { task, reservation, worker });
    if (task.workflow?.assignmentCallbackUrl) assignment.announce(reservation);
    return reservation;
  }
  /** @throws RestError 400 where the reservation's status does not allow it. */
  move(reservation, status, activity) {
    if (!MOVES[reservation.status].includes(status)) {
      throw badParameter(`Cannot transition Reservation ${reservation.sid} from ${reservation.status} to ${status}`);
    }
    if (status === "accepted") this.accept(reservation);
    else if (status === "rejected") this.reject(reservation, activity);
    else if (status === "wrapping") this.wrap(reservation);
    else this.complete(reservation, void 0);
  }
  reject(reservation, activity) {
    this.close(reservation, "rejected");
    if (activity) this.parts.workers.setActivity(reservation.worker, activity);
    this.offerAgain(reservation);
  }
  timedOut(reservation) {
    const { workers, workspace } = this.parts;
    this.close(reservation, "timeout");
    workers.setActivity(reservation.worker, workspace.timeoutActivity);
    this.offerAgain(reservation);
  }
  wrap(reservation) {
    const { tasks, log } = this.parts;
    const { task } = reservation;
    const isLast = !task.reservations.some((other) => other !== reservation && other.status === "accepted");
    if (isLast) tasks.setStatus(task, "wrapping");
    this.mark(reservation, "wrapping");
    if (isLast) log.emit("task.wrapup", { task });
  }
  complete(reservation, reason) {
    const { task, worker } = reservation;
    this.close(reservation, "completed");
    if (task.reservations.length === 0)
      this.parts.tasks.end(task, "completed", reason ?? "All reservations were completed");
    this.offerTo(worker);
  }
  close(reservation, status) {
    const { kernel } = this.parts;
    const { task, worker } = reservation;
    if (reservation.timer) kernel.clock.cancel(reservation.timer);
    reservation.timer = null;
    task.reservations.splice(task.reservations.indexOf(reservation), 1);
    this.channelOf(reservation).open--;
    worker.open--;
    worker.idleSince = kernel.clock.now();
    this.mark(reservation, status);
    if (reservation.transfer) this.parts.transfers.ended(reservation, status);
    if (status === "canceled" || status === "rescinded") this.offerTo(worker);
  }
  offerTo(worker, limit) {
    const { matching, waiting } = this.parts;
    for (; ; ) {
      const task = waiting.first(
        (lane) => matching.serves(worker, lane),
        (one) => matching.isFor(worker, one),
        limit
      );
      if (!task) return;
      this.reserve(task, worker);
    }
  }
  /** Offers everything that waits to everybody: for changes of queues and workflows. */
  offerAll() {
    for (const task of this.parts.waiting.all()) if (task.isWaiting) this.reserveBest(task);
  }
  accept(reservation) {
    const { kernel, tasks } = this.parts;
    const { task } = reservation;
    if (reservation.timer) kernel.clock.cancel(reservation.timer);
    reservation.timer = null;
    if (task.status !== "assigned") tasks.setStatus(task, "assigned");
    this.mark(reservation, "accepted");
    if (reservation.transfer) this.parts.transfers.ended(reservation, "accepted");
    if (task.reservations.length === 1) return;
    for (const other of [...task.reservations]) if (other.status === "pending") this.close(other, "rescinded");
  }
  /** The task goes on, after what comes before it and before the rest of what waits for the worker. */
  offerAgain({ task, worker, transfer }) {
    const { routing, tasks } = this.parts;
    if (!transfer && task.status === "reserved" && task.reservations.length === 0) {
      tasks.setStatus(task, "pending");
      this.offerTo(worker, task);
      routing.goOn(task);
    }
    this.offerTo(worker);
  }
  mark(reservation, status) {
    const { task, worker } = reservation;
    if (status === "accepted") this.channelOf(reservation).assigned++;
    else if (reservation.status === "accepted") this.channelOf(reservation).assigned--;
    reservation.status = status;
    reservation.version++;
    reservation.updatedAt = this.parts.kernel.clock.now();
    this.parts.log.emit(EVENTS2[status], { task, reservation, worker });
  }
  channelOf({ worker, task }) {
    const channel = channelOf(worker, task.channel);
    if (!channel) throw new Error(`worker ${worker.friendlyName} has no channel ${task.channel.uniqueName}`);
    return channel;
  }
};

// simulator/taskrouter/routing.ts
function secondsOf({ targets }, count) {
  let seconds3 = 0;
  for (let index = 0; index < count; index++) seconds3 += targets[index]?.timeout ?? 0;
  return seconds3;
}
var WorkflowRouting = class {
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  start(task) {
    if (task.workflow && !task.routingTarget) this.enterWorkflow(task, task.workflow);
    else this.offerDirectly(task);
  }
  goOn(task) {
    const { tasks, reservations } = this.parts;
    if (isDirect(task)) {
      tasks.end(task, "canceled", "The worker the task was routed to did not take it");
      return;
    }
    const hasNext = task.filter?.targets[task.targetIndex + 1] !== void 0;
    const isToStay = !hasNext || this.parts.kernel.switches.afterReservationTimeout === "same-target";
    task.hasWaited = true;
    if (isToStay && this.waitAgain(task)) reservations.reserveBest(task);
    else this.nextTarget(task);
  }
  targetTimedOut(task) {
    const { log } = this.parts;
    if (task.queue) log.emit("task-queue.timeout", { task });
    this.nextTarget(task);
  }
  leave(task) {
    if (task.targetTimer) this.parts.kernel.clock.cancel(task.targetTimer);
    task.targetTimer = null;
    this.parts.waiting.remove(task);
  }
  reEvaluate(workflow) {
    for (const task of this.parts.workspace.tasks.values()) {
      if (task.workflow !== workflow || task.status !== "pending" || task.routingTarget) continue;
      this.leave(task);
      this.enterWorkflow(task, workflow, "WORKFLOW_UPDATED");
    }
  }
  enterWorkflow(task, workflow, reEvaluatedReason) {
    const { log } = this.parts;
    task.filter = this.nextFilter(task, workflow, 0);
    task.targetIndex = -1;
    task.timeoutsBefore = 0;
    task.hasWaited = false;
    const details = reEvaluatedReason === void 0 ? void 0 : { reEvaluatedReason };
    log.emit("workflow.entered", { task, workflow: workflow.view, details });
    this.nextTarget(task);
  }
  /** To a queue or a worker, past any workflow. */
  offerDirectly(task) {
    const { workspace, reservations, waiting } = this.parts;
    const target = task.routingTarget?.startsWith("WQ") ? workspace.queues.get(task.routingTarget) : task.queue;
    task.queue = null;
    if (target) this.enterQueue(task, target);
    if (!reservations.reserveBest(task)) waiting.add(task);
  }
  /** Moves on until a target reserves a worker or is worth waiting in. */
  nextTarget(task) {
    this.leave(task);
    for (; ; ) {
      task.targetIndex++;
      const target = targetOf(task);
      if (!target) {
        this.pastLastTarget(task);
        return;
      }
      this.enterTarget(task, target);
      if (this.staysIn(task, target)) return;
    }
  }
  enterTarget(task, target) {
    const { workspace, log } = this.parts;
    const previousPriority = task.priority;
    if (target.priority !== void 0) task.priority = target.priority;
    const queue = workspace.queues.get(target.queueSid);
    if (queue) this.enterQueue(task, queue);
    const details = previousPriority === task.priority ? void 0 : { previousPriority };
    log.emit("workflow.target-matched", { task, details });
  }
  /** Whether somebody is reserved in the target, or it is worth waiting in. */
  staysIn(task, target) {
    const { log, matching, reservations } = this.parts;
    if (reservations.reserveBest(task)) return true;
    if (task.queue && matching.isSkipped(task.queue, target)) {
      log.emit("workflow.skipped", { task });
      return false;
    }
    return this.waitInTarget(task);
  }
  /** On to the next filter that matches, to the default, or out of the workflow. */
  pastLastTarget(task) {
    const { filter, workflow } = task;
    const next = filter && workflow && this.nextFilter(task, workflow, workflow.routing.filters.indexOf(filter) + 1);
    if (next) {
      task.timeoutsBefore += secondsOf(filter, filter.targets.length);
      task.filter = next;
      task.targetIndex = -1;
      this.nextTarget(task);
    } else this.pastLastFilter(task);
  }
  nextFilter(task, { routing }, from) {
    for (let index = from; index < routing.filters.length; index++) {
      const filter = routing.filters[index];
      if (filter && this.parts.matching.taskFulfils(task, filter.expression)) return filter;
    }
    return null;
  }
  pastLastFilter(task) {
    const { workspace, log, tasks, reservations, waiting } = this.parts;
    const defaultQueue = workspace.queues.get(task.workflow?.routing.defaultQueueSid ?? "");
    if (task.hasWaited) {
      log.emit("workflow.timeout", { task });
      tasks.end(task, "canceled", "Workflow timed out");
    } else if (!defaultQueue) {
      tasks.end(task, "canceled", "Task canceled: no filter matched and there is no default");
    } else {
      task.filter = null;
      this.enterQueue(task, defaultQueue);
      if (!reservations.reserveBest(task)) waiting.add(task);
    }
  }
  enterQueue(task, queue) {
    if (queue === task.queue) return;
    const previousQueue = task.queue?.view;
    task.queue = queue;
    task.queueEnteredAt = this.parts.kernel.clock.now();
    if (previousQueue) this.parts.log.emit("task-queue.moved", { task, details: { previousQueue } });
    else this.parts.log.emit("task-queue.entered", { task });
  }
  /** False where the target's time is up already: timeouts add up from the task's age. */
  waitInTarget(task) {
    const { clock } = this.parts.kernel;
    task.hasWaited = true;
    if (task.filter && targetOf(task)?.timeout !== void 0) {
      const seconds3 = task.timeoutsBefore + secondsOf(task.filter, task.targetIndex + 1);
      const endsAt = task.virtualStartedAt + seconds3 * 1e3;
      if (endsAt <= clock.now()) return false;
      task.targetTimer = clock.set(endsAt, "taskrouter.target", task);
    }
    this.parts.waiting.add(task);
    return true;
  }
  /** False where the time of the task's target is up. */
  waitAgain(task) {
    if (task.filter) return this.waitInTarget(task);
    this.parts.waiting.add(task);
    return true;
  }
};

// simulator/taskrouter/task-life.ts
var DELETION_DELAY = 300;
var ASSIGNED_LIFE = 86400;
var MOVES2 = {
  pending: ["canceled"],
  reserved: ["canceled"],
  assigned: ["wrapping", "completed"],
  wrapping: ["completed"],
  completed: [],
  canceled: []
};
var TaskLife = class {
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  /** A task that nobody has looked at yet: `Routing.start` sends it on its way. */
  create(given) {
    const { kernel, workspace, log } = this.parts;
    const now = kernel.clock.now();
    const task = {
      sid: kernel.sids.next("WT"),
      order: workspace.taskCount++,
      workspace,
      attributes: given.attributes,
      parsed: void 0,
      channel: given.channel,
      workflow: given.workflow,
      timeout: given.timeout,
      priority: given.priority,
      status: "pending",
      reason: null,
      version: 0,
      virtualStartedAt: given.virtualStartedAt ?? now,
      routingTarget: given.routingTarget ?? null,
      ignoreCapacity: given.ignoreCapacity ?? false,
      queue: given.queue ?? null,
      queueEnteredAt: now,
      filter: null,
      targetIndex: -1,
      timeoutsBefore: 0,
      hasWaited: false,
      isWaiting: false,
      reservations: [],
      transfer: null,
      targetTimer: null,
      lifeTimer: null,
      livesUntil: Number.POSITIVE_INFINITY,
      lastEvent: -1,
      createdAt: now,
      updatedAt: now
    };
    workspace.tasks.set(task.sid, task);
    log.emit("task.created", { task });
    this.live(task, task.timeout);
    return task;
  }
  updateAttributes(task, attributes) {
    task.attributes = attributes;
    task.parsed = void 0;
    this.touch(task);
    this.parts.log.emit("task.updated", { task });
  }
  updatePriority(task, priority) {
    const previousPriority = task.priority;
    this.replace(task, () => {
      task.priority = priority;
    });
    this.parts.log.emit("task.updated", { task, details: { previousPriority } });
  }
  updateChannel(task, channel) {
    if (task.status !== "pending") throw badParameter("TaskChannel can be changed only while the task is pending");
    this.replace(task, () => {
      task.channel = channel;
    });
    this.parts.log.emit("task.updated", { task });
  }
  updateVirtualStart(task, at) {
    this.replace(task, () => {
      task.virtualStartedAt = at;
    });
    this.parts.log.emit("task.updated", { task });
  }
  /** @throws RestError 400 where the task's status does not allow it. */
  checkMove(task, status) {
    if (!MOVES2[task.status].includes(status)) {
      throw badParameter(`Cannot transition Task ${task.sid} from ${task.status} to ${status}`);
    }
  }
  /** @throws RestError 400 where the task's status does not allow it. */
  move(task, status, reason) {
    this.checkMove(task, status);
    if (status === "wrapping") this.wrap(task);
    else if (status === "completed") this.complete(task, reason);
    else this.end(task, "canceled", reason ?? "canceled");
  }
  end(task, status, reason) {
    this.parts.routing.leave(task);
    task.reason = reason;
    this.setStatus(task, status);
    for (const reservation of [...task.reservations]) this.parts.reservations.close(reservation, "canceled");
    this.parts.log.emit(`task.${status}`, { task });
    this.live(task, DELETION_DELAY);
  }
  setStatus(task, status) {
    task.status = status;
    this.touch(task);
    if (status === "assigned") this.live(task, ASSIGNED_LIFE);
  }
  touch(task) {
    task.version++;
    task.updatedAt = this.parts.kernel.clock.now();
  }
  live(task, seconds3) {
    const { clock } = this.parts.kernel;
    task.livesUntil = clock.now() + seconds3 * 1e3;
    if (task.lifeTimer && task.lifeTimer.at <= task.livesUntil) return;
    if (task.lifeTimer) clock.cancel(task.lifeTimer);
    task.lifeTimer = clock.setLater(seconds3 * 1e3, "taskrouter.life", task);
  }
  /** The time an open task has, or a closed one can still be fetched, is up. */
  timeIsUp(task) {
    const { clock } = this.parts.kernel;
    task.lifeTimer = null;
    if (task.livesUntil > clock.now()) {
      task.lifeTimer = clock.set(task.livesUntil, "taskrouter.life", task);
    } else if (task.status === "pending" || task.status === "reserved") this.end(task, "canceled", "Task TTL Exceeded");
    else if (task.status === "assigned" || task.status === "wrapping") this.remove(task, "task.system-deleted");
    else this.forget(task);
  }
  /** Deletes a task, whatever becomes of it. */
  remove(task, event) {
    this.parts.routing.leave(task);
    for (const reservation of [...task.reservations]) this.parts.reservations.close(reservation, "canceled");
    this.parts.log.emit(event, { task });
    this.forget(task);
  }
  wrap(task) {
    const accepted = task.reservations.filter(({ status }) => status === "accepted");
    for (const reservation of accepted) this.parts.reservations.wrap(reservation);
  }
  complete(task, reason) {
    const { reservations } = this.parts;
    const [last, ...others] = task.reservations;
    for (const other of others) reservations.close(other, other.status === "pending" ? "canceled" : "completed");
    if (last) reservations.complete(last, reason);
    else this.end(task, "completed", reason ?? "completed");
    for (const { worker } of others) reservations.offerTo(worker);
  }
  forget(task) {
    const { kernel, workspace } = this.parts;
    if (task.lifeTimer) kernel.clock.cancel(task.lifeTimer);
    task.lifeTimer = null;
    workspace.tasks.delete(task.sid);
  }
  /** Changes what decides a waiting task's place in its queue. */
  replace(task, change) {
    const { waiting } = this.parts;
    const { isWaiting } = task;
    if (isWaiting) waiting.remove(task);
    change();
    this.touch(task);
    if (isWaiting) waiting.add(task);
  }
};

// simulator/taskrouter/transfers.ts
var TYPES2 = { WK: "WORKER", WQ: "QUEUE", WW: "WORKFLOW" };
var MOVES3 = {
  initiated: ["complete", "failed", "canceled"],
  complete: [],
  failed: [],
  canceled: []
};
var TaskTransfers = class {
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  /**
   * @param to SID of a worker, a queue or a workflow
   * @throws RestError 400 where the reservation is not accepted, a transfer is under way, or `to` is nobody
   */
  start(initiator, to, mode) {
    const { kernel, workspace } = this.parts;
    const { task } = initiator;
    if (initiator.status !== "accepted") throw badParameter(`Reservation ${initiator.sid} is not accepted`);
    if (task.transfer?.status === "initiated") throw badParameter(`Task ${task.sid} is being transferred`);
    const type = TYPES2[to.slice(0, 2)];
    const isThere = workspace.workers.has(to) || workspace.queues.has(to) || workspace.workflows.has(to);
    if (!type || !isThere) throw badParameter(`${to} is no worker, queue or workflow of the workspace`);
    const transfer = {
      sid: kernel.sids.next("TT"),
      mode,
      to,
      type,
      status: "initiated",
      startedAt: kernel.clock.now(),
      initiator,
      failedReason: null,
      refusedBy: [initiator.worker]
    };
    task.transfer = transfer;
    this.tell("task.transfer-initiated", transfer);
    this.tryNext(transfer);
    return transfer;
  }
  cancel(transfer) {
    this.settle(transfer, "canceled", null);
    const { task } = transfer.initiator;
    for (const reservation of [...task.reservations]) {
      if (reservation.transfer === transfer && reservation.status === "pending") {
        this.parts.reservations.close(reservation, "canceled");
      }
    }
  }
  ended(reservation, status) {
    const { transfer } = reservation;
    if (transfer?.status !== "initiated") return;
    if (status === "accepted") {
      this.settle(transfer, "complete", null);
      if (transfer.mode === "COLD") this.parts.reservations.complete(transfer.initiator, void 0);
    } else if (status === "rejected" || status === "timeout") {
      transfer.refusedBy.push(reservation.worker);
      this.tell("task.transfer-attempt-failed", transfer);
      if (transfer.type === "WORKER") this.settle(transfer, "failed", `Reservation ${status}`);
      else this.tryNext(transfer);
    }
  }
  tryNext(transfer) {
    const { initiator } = transfer;
    const worker = this.workersOf(transfer).find((one) => this.mayHave(one, transfer));
    if (!worker) {
      this.settle(transfer, "failed", "No worker available");
      return;
    }
    this.parts.reservations.reserve(initiator.task, worker, transfer);
  }
  workersOf({ to, type, initiator }) {
    const { workspace, matching } = this.parts;
    if (type === "WORKER") return [...workspace.workers.values()].filter(({ sid }) => sid === to);
    const queue = type === "QUEUE" ? workspace.queues.get(to) : matching.queueIn(workspace.workflows.get(to), initiator.task);
    return queue ? [...matching.workersOf(queue)].sort((a, b) => a.idleSince - b.idleSince) : [];
  }
  mayHave(worker, transfer) {
    const channel = worker.channels[transfer.initiator.task.channel.index];
    if (!channel || transfer.refusedBy.includes(worker)) return false;
    return worker.activity.available && channel.available && channel.open < channel.capacity;
  }
  settle(transfer, status, reason) {
    if (!MOVES3[transfer.status].includes(status)) throw badParameter(`Transfer ${transfer.sid} is ${transfer.status}`);
    transfer.status = status;
    transfer.failedReason = reason;
    this.tell(`task.transfer-${status === "complete" ? "completed" : status}`, transfer);
  }
  tell(type, transfer) {
    const { sid, mode, to, status, startedAt, failedReason, initiator } = transfer;
    this.parts.log.emit(type, {
      task: initiator.task,
      details: {
        transfer: {
          sid,
          mode,
          type: transfer.type,
          to,
          status,
          startedAt,
          failedReason,
          initiatingReservationSid: initiator.sid,
          initiatingWorkerSid: initiator.worker.sid
        }
      }
    });
  }
};

// simulator/taskrouter/worker-changes.ts
var WorkerChanges = class {
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  /** Puts a new worker on the floor. */
  hired(worker) {
    const { workspace, matching, log, reservations } = this.parts;
    workspace.workers.set(worker.sid, worker);
    matching.forget();
    log.emit("worker.created", { worker });
    reservations.offerTo(worker);
  }
  /** Takes a worker off the floor, who has no open reservations. */
  left(worker) {
    const { workspace, matching, log } = this.parts;
    workspace.workers.delete(worker.sid);
    matching.forget();
    log.emit("worker.deleted", { worker });
  }
  setActivity(worker, activity) {
    if (worker.activity === activity) return;
    const { log, kernel, reservations } = this.parts;
    const now = kernel.clock.now();
    const { sid, friendlyName } = worker.activity;
    const previousActivity = { sid, friendlyName, milliseconds: now - worker.statusChangedAt };
    worker.activity = activity;
    worker.statusChangedAt = now;
    worker.idleSince = now;
    this.changed(worker);
    log.emit("worker.activity.update", { worker, details: { previousActivity } });
    reservations.offerTo(worker);
  }
  rename(worker, friendlyName) {
    worker.friendlyName = friendlyName;
    this.changed(worker);
  }
  setAttributes(worker, attributes) {
    worker.attributes = attributes;
    worker.parsed = JSON.parse(attributes);
    this.changed(worker);
    this.parts.log.emit("worker.attributes.update", { worker });
    this.parts.reservations.offerTo(worker);
  }
  setChannel(worker, channel, change) {
    const { log, kernel, reservations } = this.parts;
    const previousCapacity = channel.capacity;
    const isNewCapacity = change.capacity !== void 0 && change.capacity !== channel.capacity;
    const isNewAvailability = change.available !== void 0 && change.available !== channel.available;
    channel.capacity = change.capacity ?? channel.capacity;
    channel.available = change.available ?? channel.available;
    channel.updatedAt = kernel.clock.now();
    const workerChannel = {
      sid: channel.channel.sid,
      uniqueName: channel.channel.uniqueName,
      available: channel.available,
      capacity: channel.capacity,
      availableCapacity: Math.max(0, channel.capacity - channel.open),
      previousCapacity,
      taskCount: channel.assigned
    };
    if (isNewCapacity) log.emit("worker.capacity.update", { worker, details: { workerChannel } });
    if (isNewAvailability) log.emit("worker.channel.availability.update", { worker, details: { workerChannel } });
    reservations.offerTo(worker);
  }
  /** Pending reservations of a worker who goes away and says so. */
  rejectPending(worker) {
    const { workspace, reservations } = this.parts;
    const pending = [...workspace.reservations.values()].filter(
      (one) => one.worker === worker && one.status === "pending"
    );
    for (const reservation of pending) reservations.reject(reservation, void 0);
  }
  changed(worker) {
    worker.version++;
    worker.updatedAt = this.parts.kernel.clock.now();
    worker.view = viewOfWorker(worker);
    this.parts.matching.forget();
  }
};

// simulator/taskrouter/engine.ts
var Engine = class {
  tasks;
  /** What is done to workers; whoever gets free by it is offered what waits. */
  workers;
  transfers;
  matching;
  assignment;
  reservations;
  routing;
  waiting;
  constructor(kernel, workspace, log, webhooks) {
    this.matching = new Matching(workspace);
    this.waiting = new Waiting(() => workspace.prioritizeQueueOrder);
    const parts = { kernel, workspace, log, webhooks, matching: this.matching, waiting: this.waiting };
    this.tasks = new TaskLife(parts);
    this.routing = new WorkflowRouting(parts);
    this.reservations = new ReservationLife(parts);
    this.transfers = new TaskTransfers(parts);
    this.workers = new WorkerChanges(parts);
    this.assignment = new AssignmentCallbacks(parts);
    Object.assign(parts, {
      tasks: this.tasks,
      routing: this.routing,
      reservations: this.reservations,
      transfers: this.transfers,
      workers: this.workers,
      assignment: this.assignment
    });
    for (const task of workspace.tasks.values()) if (task.isWaiting) this.waiting.add(task);
  }
  /** A new task, on its way: it may be reserved, or even canceled, already. */
  create(given) {
    const task = this.tasks.create(given);
    this.routing.start(task);
    return task;
  }
  /** Sends a task on its way that `tasks.create` has made. */
  route(task) {
    this.routing.start(task);
  }
  /** @throws RestError 400 where the task's status does not allow it. */
  move(task, status, reason) {
    this.tasks.move(task, status, reason);
  }
  /** @throws RestError 400 where the reservation's status does not allow it. */
  moveReservation(reservation, status, activity) {
    this.reservations.move(reservation, status, activity);
  }
  /** A queue's expression, order or number of reserved workers has changed. */
  queueChanged(queue) {
    this.matching.forget(queue);
    this.waiting.reorder(queue);
    this.reservations.offerAll();
  }
  /** Matches the workflow's open tasks anew. */
  reEvaluate(workflow) {
    this.routing.reEvaluate(workflow);
  }
  /** Offers a worker what waits. */
  offerTo(worker) {
    this.reservations.offerTo(worker);
  }
  /** The time of a task's target is up. */
  targetTimedOut(task) {
    this.routing.targetTimedOut(task);
  }
  reservationTimedOut(reservation) {
    this.reservations.timedOut(reservation);
  }
};

// simulator/taskrouter/event-data.ts
var iso = (at) => new Date(at).toISOString();
var seconds2 = (from, to) => Math.floor((to - from) / 1e3);
function taskData({ task, at, queue, workflow }) {
  if (!task) return {};
  return {
    task_sid: task.sid,
    task_attributes: task.attributes,
    task_age: seconds2(task.startedAt, at),
    task_priority: task.priority,
    task_version: task.version,
    task_assignment_status: task.status,
    task_channel_sid: task.channel.sid,
    task_channel_unique_name: task.channel.uniqueName,
    task_date_created: iso(task.createdAt),
    ...workflow ? { workflow_sid: workflow.sid, workflow_name: workflow.friendlyName } : {},
    ...queue ? { task_queue_entered_date: iso(task.queueEnteredAt), ...queueData(queue) } : {},
    ...task.status === "canceled" && task.reason ? { task_canceled_reason: task.reason } : {},
    ...task.status === "completed" && task.reason ? { task_completed_reason: task.reason } : {}
  };
}
var queueData = (queue) => ({
  task_queue_sid: queue.sid,
  task_queue_name: queue.friendlyName,
  task_queue_target_expression: queue.targetWorkers
});
function workerData({ worker, details }) {
  if (!worker) return {};
  const { previousActivity, workerChannel } = details;
  return {
    worker_sid: worker.sid,
    worker_name: worker.friendlyName,
    worker_attributes: worker.attributes,
    worker_activity_sid: worker.activitySid,
    worker_activity_name: worker.activityName,
    worker_version: worker.version,
    ...previousActivity ? {
      worker_previous_activity_sid: previousActivity.sid,
      worker_previous_activity_name: previousActivity.friendlyName,
      worker_time_in_previous_activity: Math.floor(previousActivity.milliseconds / 1e3),
      worker_time_in_previous_activity_ms: previousActivity.milliseconds
    } : {},
    ...workerChannel ? {
      task_channel_sid: workerChannel.sid,
      task_channel_unique_name: workerChannel.uniqueName,
      worker_channel_available: workerChannel.available,
      worker_channel_available_capacity: workerChannel.availableCapacity,
      worker_channel_previous_capacity: workerChannel.previousCapacity,
      worker_channel_task_count: workerChannel.taskCount
    } : {}
  };
}
function channelData({ activity, taskChannel }) {
  return {
    ...activity ? { activity_sid: activity.sid, activity_name: activity.friendlyName } : {},
    ...taskChannel ? { task_channel_sid: taskChannel.sid, task_channel_unique_name: taskChannel.uniqueName } : {}
  };
}
function transferData({ transfer }) {
  if (!transfer) return {};
  return {
    task_transfer_sid: transfer.sid,
    transfer_mode: transfer.mode,
    transfer_type: transfer.type,
    transfer_to: transfer.to,
    transfer_status: transfer.status,
    transfer_started: iso(transfer.startedAt),
    transfer_initiating_reservation_sid: transfer.initiatingReservationSid,
    transfer_initiating_worker_sid: transfer.initiatingWorkerSid,
    ...transfer.failedReason ? { transfer_failed_reason: transfer.failedReason } : {}
  };
}
function eventData(happening) {
  const { workspace, task, queue, workflow, reservation, details } = happening;
  return {
    workspace_sid: workspace.sid,
    workspace_name: workspace.friendlyName,
    ...taskData(happening),
    ...workerData(happening),
    ...reservation ? { reservation_sid: reservation.sid } : {},
    ...queue && !task ? queueData(queue) : {},
    ...workflow && !task ? { workflow_sid: workflow.sid, workflow_name: workflow.friendlyName } : {},
    ...channelData(details),
    ...transferData(details)
  };
}
function streamData({
  at,
  task,
  queue,
  reservation,
  reservationVersion,
  worker,
  details
}) {
  const { workerChannel, previousQueue } = details;
  return {
    ...task && queue ? { task_age_in_queue: seconds2(task.queueEnteredAt, at) } : {},
    ...task?.routingTarget ? { task_routing_target: task.routingTarget } : {},
    ...task?.filter ? {
      ...task.filter.friendlyName ? { workflow_filter_name: task.filter.friendlyName } : {},
      workflow_filter_expression: task.filter.expression
    } : {},
    ...task?.target?.expression ? { workflow_filter_target_expression: task.target.expression } : {},
    ...previousQueue ? { previous_task_queue_sid: previousQueue.sid, previous_task_queue_name: previousQueue.friendlyName } : {},
    ...details.previousPriority === void 0 ? {} : { previous_task_priority: details.previousPriority },
    ...details.targetChangedReason ? { target_changed_reason: details.targetChangedReason } : {},
    ...details.reEvaluatedReason ? { task_re_evaluated_reason: details.reEvaluatedReason } : {},
    ...reservation ? { reservation_version: reservationVersion } : {},
    ...worker && workerChannel ? { worker_channel_capacity: workerChannel.capacity } : {}
  };
}
function resourceOf({
  type,
  workspace,
  task,
  queue,
  workflow,
  reservation,
  worker,
  details
}) {
  const owners = {
    activity: details.activity?.sid,
    reservation: reservation?.sid,
    task: task?.sid,
    "task-channel": details.taskChannel?.sid,
    "task-queue": queue?.sid,
    worker: worker?.sid,
    workflow: workflow?.sid,
    workspace: workspace.sid
  };
  return owners[type.slice(0, type.indexOf("."))] ?? workspace.sid;
}
function wordsOf(happening) {
  const { type, task, queue, workflow, reservation, worker, details, workspace } = happening;
  switch (type) {
    case "worker.activity.update":
      return `Worker ${worker?.friendlyName} updated to ${worker?.activityName} Activity`;
    case "worker.attributes.update":
      return `Worker ${worker?.friendlyName} updated attributes to ${worker?.attributes}`;
    case "reservation.created":
      return `Task ${task?.sid} assigned to Worker ${worker?.friendlyName} with Reservation ${reservation?.sid}`;
    case "task-queue.expression.updated":
      return `TaskQueue ${queue?.sid} expression updated to '${queue?.targetWorkers}'`;
    case "task-queue.entered":
    case "task-queue.moved":
      return `Task ${task?.sid} ${type.slice(11)} TaskQueue ${queue?.friendlyName}`;
    case "workflow.entered":
      return `Task ${task?.sid} entered Workflow ${workflow?.friendlyName}`;
    case "workflow.target-matched":
      return `Task ${task?.sid} matched a workflow filter and entered TaskQueue ${queue?.friendlyName}`;
    case "workflow.timeout":
      return `Task ${task?.sid} timed out in Workflow ${workflow?.friendlyName}`;
    case "workflow.skipped":
      return `Task ${task?.sid} skipped a target of Workflow ${workflow?.friendlyName}`;
    default: {
      const [kind = "", ...what] = type.split(".");
      const names = {
        activity: `Activity ${details.activity?.friendlyName}`,
        reservation: `Reservation ${reservation?.sid}`,
        task: `Task ${task?.sid}`,
        "task-channel": `TaskChannel ${details.taskChannel?.uniqueName}`,
        "task-queue": `TaskQueue ${queue?.friendlyName}`,
        worker: `Worker ${worker?.friendlyName}`,
        workflow: `Workflow ${workflow?.friendlyName}`,
        workspace: `Workspace ${workspace.friendlyName}`
      };
      const end = task?.reason && kind === "task" ? `: ${task.reason}` : "";
      return `${names[kind] ?? kind} ${what.join(" ")}${end}`;
    }
  }
}

// simulator/taskrouter/event-types.ts
var EVENT_TYPES2 = [
  "activity.created",
  "activity.updated",
  "activity.deleted",
  "reservation.created",
  "reservation.accepted",
  "reservation.rejected",
  "reservation.timeout",
  "reservation.canceled",
  "reservation.rescinded",
  "reservation.completed",
  "reservation.failed",
  "reservation.wrapup",
  "task.created",
  "task.updated",
  "task.canceled",
  "task.wrapup",
  "task.completed",
  "task.deleted",
  "task.system-deleted",
  "task.transfer-initiated",
  "task.transfer-attempt-failed",
  "task.transfer-failed",
  "task.transfer-canceled",
  "task.transfer-completed",
  "task-channel.created",
  "task-channel.updated",
  "task-channel.deleted",
  "task-queue.created",
  "task-queue.deleted",
  "task-queue.entered",
  "task-queue.timeout",
  "task-queue.moved",
  "task-queue.expression.updated",
  "worker.created",
  "worker.activity.update",
  "worker.attributes.update",
  "worker.capacity.update",
  "worker.channel.availability.update",
  "worker.deleted",
  "workflow.created",
  "workflow.updated",
  "workflow.deleted",
  "workflow.target-matched",
  "workflow.entered",
  "workflow.timeout",
  "workflow.skipped",
  "workspace.created",
  "workspace.updated",
  "workspace.deleted"
];
var CODES = new Map(EVENT_TYPES2.map((type, code) => [type, code]));
function codeOf(type) {
  const code = CODES.get(type);
  if (code === void 0) throw new Error(`TaskRouter has no event '${type}'`);
  return code;
}
function typeOf(code) {
  const type = EVENT_TYPES2[code];
  if (type === void 0) throw new Error(`no event type has the code ${code}`);
  return type;
}
var resourceTypeOf = (type) => type.slice(0, type.indexOf(".")).replace("-", "");

// simulator/taskrouter/event-log.ts
var ALWAYS = () => true;
var BLOCK = 8192;
var KEPT = 30 * 24 * 3600 * 1e3;
var NONE = -1;
var column = () => new Array(BLOCK).fill(null);
var newBlock = () => ({
  length: 0,
  number: new Float64Array(BLOCK),
  at: new Float64Array(BLOCK),
  type: new Uint8Array(BLOCK),
  previous: new Float64Array(BLOCK),
  status: new Uint8Array(BLOCK),
  version: new Uint32Array(BLOCK),
  priority: new Int32Array(BLOCK),
  queueEnteredAt: new Float64Array(BLOCK),
  targetIndex: new Int16Array(BLOCK),
  reservationVersion: new Uint16Array(BLOCK),
  task: column(),
  attributes: column(),
  reason: column(),
  queue: column(),
  workflow: column(),
  filter: column(),
  reservation: column(),
  worker: column(),
  details: column()
});
var EventLog = class {
  blocks = [newBlock()];
  dropped = 0;
  listeners = [];
  kernel;
  workspace;
  constructor(kernel, workspace) {
    this.kernel = kernel;
    this.workspace = workspace;
  }
  /** Called for each event, at once; whoever reacts does so on the clock, after the answer to the write. */
  listen(listener, wants = ALWAYS) {
    this.listeners.push({ listen: listener, wants });
  }
  /** How many events are kept. */
  get size() {
    return (this.blocks.length - 1) * BLOCK + (this.blocks.at(-1)?.length ?? 0);
  }
  /** The events of a while, in order of happening. */
  between(from, to) {
    const found = [];
    for (const block of this.blocks) {
      if (block.length === 0 || (block.at[block.length - 1] ?? 0) < from || (block.at[0] ?? 0) > to) continue;
      for (let row = 0; row < block.length; row++) {
        const at = block.at[row] ?? 0;
        if (at >= from && at <= to) found.push(this.read(block, row));
      }
    }
    return found;
  }
  /** In order of happening. */
  all() {
    return this.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }
  /** The so-manieth of the events that are kept. */
  nth(index) {
    const block = this.blocks[Math.floor(index / BLOCK)];
    const row = index % BLOCK;
    return block && row < block.length ? this.read(block, row) : void 0;
  }
  bySid(sid) {
    const number2 = Number.parseInt(sid.slice(2), 16);
    const block = this.blocks.find(({ length, number: numbers }) => length > 0 && (numbers[length - 1] ?? 0) >= number2);
    if (!block || sidOf("EV", number2) !== sid) return void 0;
    const row = block.number.subarray(0, block.length).indexOf(number2);
    return row < 0 ? void 0 : this.read(block, row);
  }
  /** In order of happening. */
  ofTask(taskSid) {
    const task = this.workspace.tasks.get(taskSid) ?? this.deletedTask(taskSid);
    const found = [];
    for (let index = task?.lastEvent ?? NONE; index >= this.dropped * BLOCK; ) {
      const block = this.blocks[Math.floor(index / BLOCK) - this.dropped];
      const row = index % BLOCK;
      if (!block) break;
      found.push(this.read(block, row));
      index = block.previous[row] ?? NONE;
    }
    return found.reverse();
  }
  emit(type, subject) {
    const { task, reservation, worker } = subject;
    const block = this.blockToWrite();
    const row = block.length++;
    block.number[row] = this.kernel.sids.count("EV");
    block.at[row] = this.kernel.clock.now();
    block.type[row] = codeOf(type);
    if (task) this.writeTask(block, row, task);
    if (reservation) {
      block.reservation[row] = reservation;
      block.reservationVersion[row] = reservation.version;
    }
    if (worker) block.worker[row] = worker.view;
    if (subject.queue) block.queue[row] = subject.queue;
    if (subject.workflow) block.workflow[row] = subject.workflow;
    if (subject.details) block.details[row] = subject.details;
    for (const { listen, wants } of this.listeners) {
      if (wants(this.workspace)) listen(this.read(block, row), subject, this.workspace);
    }
  }
  save() {
    return { blocks: this.blocks, dropped: this.dropped };
  }
  restore({ blocks, dropped }) {
    this.blocks = blocks;
    this.dropped = dropped;
  }
  writeTask(block, row, task) {
    block.task[row] = task;
    block.previous[row] = task.lastEvent;
    task.lastEvent = (this.dropped + this.blocks.length - 1) * BLOCK + row;
    block.attributes[row] = task.attributes;
    block.reason[row] = task.reason;
    block.status[row] = STATUSES2.indexOf(task.status);
    block.version[row] = task.version;
    block.priority[row] = task.priority;
    block.queue[row] = task.queue?.view ?? null;
    block.queueEnteredAt[row] = task.queueEnteredAt;
    block.workflow[row] = task.workflow?.view ?? null;
    block.filter[row] = task.filter;
    block.targetIndex[row] = task.targetIndex;
  }
  blockToWrite() {
    const last = this.blocks.at(-1);
    if (last && last.length < BLOCK) return last;
    const oldest = this.kernel.clock.now() - KEPT;
    while (this.blocks[0] && (this.blocks[0].at[BLOCK - 1] ?? 0) < oldest) {
      this.blocks.shift();
      this.dropped++;
    }
    const block = newBlock();
    this.blocks.push(block);
    return block;
  }
  /** A task that is no more is found through its first event. */
  deletedTask(taskSid) {
    for (const block of this.blocks) {
      const found = block.task.find((task) => task?.sid === taskSid);
      if (found) return found;
    }
    return void 0;
  }
  read(block, row) {
    return new LoggedEvent(this.workspace, block, row);
  }
};
var LoggedEvent = class {
  workspace;
  block;
  row;
  constructor(workspace, block, row) {
    this.workspace = workspace;
    this.block = block;
    this.row = row;
  }
  get sid() {
    return sidOf("EV", this.block.number[this.row] ?? 0);
  }
  get type() {
    return typeOf(this.block.type[this.row] ?? 0);
  }
  get at() {
    return this.block.at[this.row] ?? 0;
  }
  get resourceType() {
    return resourceTypeOf(this.type);
  }
  get resourceSid() {
    return resourceOf(this.happening());
  }
  get description() {
    return wordsOf(this.happening());
  }
  get data() {
    return eventData(this.happening());
  }
  get more() {
    return streamData(this.happening());
  }
  happening() {
    const { block, row } = this;
    return {
      type: this.type,
      at: this.at,
      workspace: this.workspace,
      task: this.task(),
      queue: block.queue[row] ?? void 0,
      workflow: block.workflow[row] ?? void 0,
      reservation: block.reservation[row] ?? void 0,
      reservationVersion: block.reservationVersion[row] ?? 0,
      worker: block.worker[row] ?? void 0,
      details: block.details[row] ?? {}
    };
  }
  task() {
    const { block, row } = this;
    const task = block.task[row];
    if (!task) return void 0;
    const filter = block.filter[row] ?? void 0;
    return {
      sid: task.sid,
      attributes: block.attributes[row] ?? "{}",
      startedAt: task.virtualStartedAt,
      createdAt: task.createdAt,
      channel: task.channel,
      routingTarget: task.routingTarget,
      priority: block.priority[row] ?? 0,
      version: block.version[row] ?? 0,
      status: STATUSES2[block.status[row] ?? 0] ?? "pending",
      reason: block.reason[row] ?? null,
      queueEnteredAt: block.queueEnteredAt[row] ?? 0,
      filter,
      target: filter?.targets[block.targetIndex[row] ?? NONE]
    };
  }
};

// simulator/taskrouter/space.ts
var Space = class {
  workspace;
  log;
  engine;
  constructor(kernel, webhooks, workspace) {
    this.workspace = workspace;
    this.log = new EventLog(kernel, workspace);
    this.engine = new Engine(kernel, workspace, this.log, webhooks);
  }
};

// simulator/taskrouter/worker-channels.ts
var LIST4 = `${WORKSPACE}/Workers/:WorkerSid/Channels`;
function newWorkerChannel(kernel, channel) {
  const now = kernel.clock.now();
  return {
    sid: kernel.sids.next("WC"),
    channel,
    capacity: 1,
    available: true,
    open: 0,
    assigned: 0,
    createdAt: now,
    updatedAt: now
  };
}
function workerChannelOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspace, worker) => (channel) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    worker_sid: worker.sid,
    sid: channel.sid,
    task_channel_sid: channel.channel.sid,
    task_channel_unique_name: channel.channel.uniqueName,
    assigned_tasks: channel.assigned,
    available: channel.available,
    available_capacity_percentage: availableCapacityPercentage(channel),
    configured_capacity: channel.capacity,
    date_created: isoSeconds(channel.createdAt),
    date_updated: isoSeconds(channel.updatedAt),
    url: `${urlOf(workspace.sid)}/Workers/${worker.sid}/Channels/${channel.sid}`
  });
  const workerOf = (request) => find(spaceOf(context, request).workspace.workers, request.ids["WorkerSid"], request);
  const channelOf2 = (worker, request) => {
    const wanted = request.ids["Sid"] ?? "";
    const found = worker.channels.find(
      (one) => one?.sid === wanted || one?.channel.sid === wanted || one?.channel.uniqueName === wanted
    );
    if (!found) throw notFound(request.path);
    return found;
  };
  return [
    {
      name: "ListWorkerChannel",
      method: "GET",
      path: LIST4,
      run: (request) => {
        const worker = workerOf(request);
        const channels = worker.channels.filter((channel) => channel !== void 0);
        return page(ORIGIN3, request, "channels", channels, toBody2(spaceOf(context, request).workspace, worker));
      }
    },
    {
      name: "FetchWorkerChannel",
      method: "GET",
      path: `${LIST4}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        const worker = workerOf(request);
        return { status: 200, body: toBody2(workspace, worker)(channelOf2(worker, request)) };
      }
    },
    {
      name: "UpdateWorkerChannel",
      method: "POST",
      path: `${LIST4}/:Sid`,
      parameters: ["Capacity", "Available"],
      run: (request) => {
        const { workspace, engine } = spaceOf(context, request);
        const worker = workerOf(request);
        const channel = channelOf2(worker, request);
        const capacity = integer(request.parameters, "Capacity");
        const available = boolean(request.parameters, "Available");
        engine.workers.setChannel(worker, channel, {
          ...capacity === void 0 ? {} : { capacity },
          ...available === void 0 ? {} : { available }
        });
        return { status: 200, body: toBody2(workspace, worker)(channel) };
      }
    }
  ];
}

// simulator/taskrouter/task-channels.ts
var LIST5 = `${WORKSPACE}/TaskChannels`;
var UNIQUE_NAME = /^[A-Za-z_$][\w$]*$/;
function channelBy(workspace, sidOrName, request) {
  const channel = workspace.channels.get(sidOrName) ?? [...workspace.channels.values()].find(({ uniqueName }) => uniqueName === sidOrName);
  if (!channel) throw notFound(request.path);
  return channel;
}
function taskChannelOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspace) => (channel) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspace.sid,
    sid: channel.sid,
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
    channel_optimized_routing: channel.channelOptimizedRouting,
    date_created: isoSeconds(channel.createdAt),
    date_updated: isoSeconds(channel.updatedAt),
    url: `${urlOf(workspace.sid)}/TaskChannels/${channel.sid}`,
    links: { workspace: urlOf(workspace.sid) }
  });
  return [
    {
      name: "ListTaskChannel",
      method: "GET",
      path: LIST5,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return page(ORIGIN3, request, "channels", [...workspace.channels.values()], toBody2(workspace));
      }
    },
    {
      name: "CreateTaskChannel",
      method: "POST",
      path: LIST5,
      parameters: ["FriendlyName", "UniqueName", "ChannelOptimizedRouting"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const uniqueName = requiredText(request.parameters, "UniqueName");
        const channelOptimizedRouting = boolean(request.parameters, "ChannelOptimizedRouting") ?? false;
        const { workspace, log } = spaceOf(context, request);
        const { channels, workers } = workspace;
        if (!UNIQUE_NAME.test(uniqueName)) throw badParameter(`UniqueName '${uniqueName}' is not valid`);
        if ([...channels.values()].some((channel2) => channel2.uniqueName === uniqueName)) {
          throw badParameter(`TaskChannel '${uniqueName}' already exists`);
        }
        const channel = addChannel(kernel, workspace, { friendlyName, uniqueName, channelOptimizedRouting });
        for (const worker of workers.values()) worker.channels[channel.index] = newWorkerChannel(kernel, channel);
        log.emit("task-channel.created", { details: { taskChannel: { ...channel } } });
        return { status: 201, body: toBody2(workspace)(channel) };
      }
    },
    {
      name: "FetchTaskChannel",
      method: "GET",
      path: `${LIST5}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody2(workspace)(channelBy(workspace, request.ids["Sid"] ?? "", request)) };
      }
    }
  ];
}

// simulator/taskrouter/expression-parameter.ts
function expressionIn(parameters, name) {
  const source = text(parameters, name);
  if (source === void 0) return void 0;
  try {
    compileExpression(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw badParameter(`Invalid ${name}, ${error.message}: ${source}`);
  }
  return source;
}

// simulator/taskrouter/task-queues.ts
var LIST6 = `${WORKSPACE}/TaskQueues`;
var FIELDS2 = [
  "FriendlyName",
  "TargetWorkers",
  "MaxReservedWorkers",
  "TaskOrder",
  "ReservationActivitySid",
  "AssignmentActivitySid"
];
function taskOrder(parameters) {
  const order2 = text(parameters, "TaskOrder");
  if (order2 === void 0 || order2 === "FIFO" || order2 === "LIFO") return order2;
  throw badParameter(`TaskOrder must be FIFO or LIFO, not '${order2}'`);
}
var MAXIMUM_RESERVED_WORKERS = 50;
function activityIn(workspace, parameters, name) {
  const sid = text(parameters, name);
  if (sid === void 0) return void 0;
  const activity = workspace.activities.get(sid);
  if (!activity) throw badParameter(`${name} ${sid} does not exist`);
  return activity;
}
function changesIn(workspace, parameters) {
  const changes = {
    friendlyName: text(parameters, "FriendlyName"),
    targetWorkers: expressionIn(parameters, "TargetWorkers"),
    maxReservedWorkers: integer(parameters, "MaxReservedWorkers", 1, MAXIMUM_RESERVED_WORKERS),
    taskOrder: taskOrder(parameters),
    reservationActivity: activityIn(workspace, parameters, "ReservationActivitySid"),
    assignmentActivity: activityIn(workspace, parameters, "AssignmentActivitySid")
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== void 0));
}
var viewOf = ({ sid, friendlyName, targetWorkers }) => ({
  sid,
  friendlyName,
  targetWorkers
});
function taskQueueOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspace) => (queue) => {
    const base = urlOf(workspace.sid);
    const url2 = `${base}/TaskQueues/${queue.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: queue.sid,
      friendly_name: queue.friendlyName,
      target_workers: queue.targetWorkers,
      max_reserved_workers: queue.maxReservedWorkers,
      task_order: queue.taskOrder,
      assignment_activity_sid: queue.assignmentActivity?.sid ?? null,
      assignment_activity_name: queue.assignmentActivity?.friendlyName ?? null,
      reservation_activity_sid: queue.reservationActivity?.sid ?? null,
      reservation_activity_name: queue.reservationActivity?.friendlyName ?? null,
      date_created: isoSeconds(queue.createdAt),
      date_updated: isoSeconds(queue.updatedAt),
      url: url2,
      links: {
        statistics: `${url2}/Statistics`,
        real_time_statistics: `${url2}/RealTimeStatistics`,
        cumulative_statistics: `${url2}/CumulativeStatistics`,
        list_statistics: `${base}/TaskQueues/Statistics`,
        bulk_real_time_statistics: `${base}/TaskQueues/RealTimeStatistics`,
        workspace: base
      }
    };
  };
  return [
    {
      name: "ListTaskQueue",
      method: "GET",
      path: LIST6,
      parameters: ["FriendlyName"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const { workspace } = spaceOf(context, request);
        const queues = [...workspace.queues.values()];
        const found = queues.filter((queue) => name === void 0 || queue.friendlyName === name);
        return page(ORIGIN3, request, "task_queues", found, toBody2(workspace));
      }
    },
    {
      name: "CreateTaskQueue",
      method: "POST",
      path: LIST6,
      parameters: FIELDS2,
      run: (request) => {
        const { parameters } = request;
        const friendlyName = requiredText(parameters, "FriendlyName");
        const { workspace, log } = spaceOf(context, request);
        const { queues } = workspace;
        if ([...queues.values()].some((queue2) => queue2.friendlyName === friendlyName)) {
          throw badParameter(`TaskQueue '${friendlyName}' already exists`);
        }
        const now = kernel.clock.now();
        const changes = changesIn(workspace, parameters);
        const opened = {
          sid: kernel.sids.next("WQ"),
          friendlyName,
          targetWorkers: "1==1",
          maxReservedWorkers: 1,
          taskOrder: "FIFO",
          reservationActivity: null,
          assignmentActivity: null,
          ...changes,
          createdAt: now,
          updatedAt: now
        };
        const queue = { ...opened, view: viewOf(opened) };
        queues.set(queue.sid, queue);
        log.emit("task-queue.created", { queue: queue.view });
        return { status: 201, body: toBody2(workspace)(queue) };
      }
    },
    {
      name: "FetchTaskQueue",
      method: "GET",
      path: `${LIST6}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody2(workspace)(find(workspace.queues, request.ids["Sid"], request)) };
      }
    },
    {
      name: "UpdateTaskQueue",
      method: "POST",
      path: `${LIST6}/:Sid`,
      parameters: FIELDS2,
      run: (request) => {
        const { workspace, engine, log } = spaceOf(context, request);
        const queue = find(workspace.queues, request.ids["Sid"], request);
        const changes = changesIn(workspace, request.parameters);
        Object.assign(queue, changes, { updatedAt: kernel.clock.now() });
        queue.view = viewOf(queue);
        if (changes.targetWorkers !== void 0) log.emit("task-queue.expression.updated", { queue: queue.view });
        engine.queueChanged(queue);
        return { status: 200, body: toBody2(workspace)(queue) };
      }
    }
  ];
}

// simulator/taskrouter/attributes.ts
var LIMIT2 = 4096;
function attributesOf(parameters) {
  const attributes = jsonObject(parameters, "Attributes");
  if (attributes !== void 0 && attributes.length > LIMIT2) {
    throw badParameter(`Attributes must not exceed ${LIMIT2} characters`);
  }
  return attributes;
}

// simulator/taskrouter/ordering.ts
function ordered2(items, parameters, keys) {
  const wanted = text(parameters, "Ordering");
  if (wanted === void 0) return items;
  const steps = wanted.split(",").map((part) => {
    const [name = "", direction = "asc"] = part.trim().split(":");
    const key = keys[name];
    if (!key || !/^(asc|desc)$/i.test(direction)) {
      throw badParameter(`Ordering must be ${Object.keys(keys).join(" or ")} with :asc or :desc, not '${part.trim()}'`);
    }
    return { key, sign: direction.toLowerCase() === "asc" ? 1 : -1 };
  });
  return [...items].sort((a, b) => {
    for (const { key, sign } of steps) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}

// simulator/taskrouter/tasks.ts
var LIST7 = `${WORKSPACE}/Tasks`;
var TIMEOUT = { default: 86400, maximum: 1209600 };
var ORDERINGS = {
  DateCreated: ({ createdAt }) => createdAt,
  Priority: ({ priority }) => priority,
  AssignmentStatus: ({ status }) => STATUSES2.indexOf(status),
  VirtualStartTime: ({ virtualStartedAt }) => virtualStartedAt
};
function statusOf(parameters) {
  const value = text(parameters, "AssignmentStatus");
  const status = STATUSES2.find((one) => one === value);
  if (value !== void 0 && !status) throw badParameter(`AssignmentStatus '${value}' is not valid`);
  return status;
}
function workflowOf({ workflows }, sid) {
  const [only, ...others] = workflows.values();
  const workflow = sid === void 0 ? others.length === 0 ? only : void 0 : workflows.get(sid);
  if (!workflow) throw badParameter(sid === void 0 ? "WorkflowSid is required" : `no Workflow ${sid}`);
  return workflow;
}
function destinationIn(workspace, parameters) {
  const target = text(parameters, "RoutingTarget");
  const queueSid = text(parameters, "TaskQueueSid");
  const workflowSid = text(parameters, "WorkflowSid");
  const ignoreCapacity = boolean(parameters, "IgnoreCapacity");
  const queue = queueSid === void 0 ? null : workspace.queues.get(queueSid);
  if (queue === void 0) throw badParameter(`no TaskQueue ${queueSid}`);
  if (target === void 0 || workspace.workflows.has(target)) {
    if (ignoreCapacity !== void 0) throw badParameter("IgnoreCapacity needs a worker as RoutingTarget");
    return { workflow: workflowOf(workspace, target ?? workflowSid), queue: null };
  }
  const workflow = workflowSid === void 0 ? null : workflowOf(workspace, workflowSid);
  if (workspace.queues.has(target)) {
    if (ignoreCapacity !== void 0) throw badParameter("IgnoreCapacity needs a worker as RoutingTarget");
    return { workflow, queue: null, routingTarget: target };
  }
  if (workspace.workers.has(target)) {
    return { workflow, queue, routingTarget: target, ignoreCapacity: ignoreCapacity ?? true };
  }
  throw badParameter(`RoutingTarget ${target} is no worker, queue or workflow of the workspace`);
}
function taskOperations(context) {
  const { kernel } = context;
  const toBody2 = (task) => {
    const { workspace, workflow, queue } = task;
    const base = urlOf(workspace.sid);
    const url2 = `${base}/Tasks/${task.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: task.sid,
      age: ageOf(task, kernel.clock.now()),
      assignment_status: task.status,
      attributes: task.attributes,
      addons: "{}",
      priority: task.priority,
      reason: task.reason,
      task_queue_sid: queue?.sid ?? null,
      task_queue_friendly_name: queue?.friendlyName ?? null,
      task_queue_entered_date: queue ? isoSeconds(task.queueEnteredAt) : null,
      task_channel_sid: task.channel.sid,
      task_channel_unique_name: task.channel.uniqueName,
      timeout: task.timeout,
      workflow_sid: workflow?.sid ?? null,
      workflow_friendly_name: workflow?.friendlyName ?? null,
      virtual_start_time: isoSeconds(task.virtualStartedAt),
      ignore_capacity: task.ignoreCapacity,
      routing_target: task.routingTarget,
      date_created: isoSeconds(task.createdAt),
      date_updated: isoSeconds(task.updatedAt),
      url: url2,
      links: {
        workspace: base,
        workflow: `${base}/Workflows/${workflow?.sid ?? ""}`,
        task_queue: `${base}/TaskQueues/${queue?.sid ?? ""}`,
        reservations: `${url2}/Reservations`
      }
    };
  };
  const inList = (task) => kernel.switches.listsCarryAttributes ? toBody2(task) : { ...toBody2(task), attributes: null };
  const reply = (status, task) => ({ status, body: toBody2(task), headers: { etag: etagOf2(task) } });
  const taskOf = (space, request) => find(space.workspace.tasks, request.ids["Sid"], request);
  const virtualStart = (parameters) => {
    const value = text(parameters, "VirtualStartTime");
    if (value === void 0) return void 0;
    const at = Date.parse(value);
    if (Number.isNaN(at)) throw badParameter(`VirtualStartTime must be an ISO 8601 date, not '${value}'`);
    if (at > kernel.clock.now()) throw badParameter("VirtualStartTime cannot be in the future");
    return at;
  };
  const newTaskOf = ({ workspace }, request) => {
    const { parameters } = request;
    const virtualStartedAt = virtualStart(parameters);
    return {
      ...destinationIn(workspace, parameters),
      channel: channelBy(workspace, text(parameters, "TaskChannel") ?? "default", request),
      attributes: attributesOf(parameters) ?? "{}",
      priority: integer(parameters, "Priority") ?? 0,
      timeout: integer(parameters, "Timeout", 1, TIMEOUT.maximum) ?? TIMEOUT.default,
      ...virtualStartedAt === void 0 ? {} : { virtualStartedAt }
    };
  };
  const filterOf2 = ({ engine }, parameters) => {
    const priority = integer(parameters, "Priority");
    const statuses = texts(parameters, "AssignmentStatus").flatMap((value) => value.split(","));
    const workflowSid = text(parameters, "WorkflowSid");
    const workflowName = text(parameters, "WorkflowName");
    const queueSid = text(parameters, "TaskQueueSid");
    const queueName = text(parameters, "TaskQueueName");
    const routingTarget = text(parameters, "RoutingTarget");
    const hasAddons = boolean(parameters, "HasAddons");
    const expression2 = expressionIn(parameters, "EvaluateTaskAttributes");
    return (task) => (priority === void 0 || task.priority === priority) && (statuses.length === 0 || statuses.includes(task.status)) && (workflowSid === void 0 || task.workflow?.sid === workflowSid) && (workflowName === void 0 || task.workflow?.friendlyName === workflowName) && (queueSid === void 0 || task.queue?.sid === queueSid) && (queueName === void 0 || task.queue?.friendlyName === queueName) && (routingTarget === void 0 || task.routingTarget === routingTarget) && // No add-on has ever been run here.
    hasAddons !== true && (expression2 === void 0 || engine.matching.taskFulfils(task, expression2));
  };
  const update = ({ workspace, engine: { tasks } }, task, request) => {
    const { parameters } = request;
    const attributes = attributesOf(parameters);
    const status = statusOf(parameters);
    const priority = integer(parameters, "Priority");
    const channel = text(parameters, "TaskChannel");
    const startedAt = virtualStart(parameters);
    if (attributes !== void 0 && status !== void 0) {
      throw badParameter("Attributes and AssignmentStatus cannot be updated in one request");
    }
    if (status !== void 0) tasks.checkMove(task, status);
    if (channel !== void 0) tasks.updateChannel(task, channelBy(workspace, channel, request));
    if (attributes !== void 0) tasks.updateAttributes(task, attributes);
    if (priority !== void 0) tasks.updatePriority(task, priority);
    if (startedAt !== void 0) tasks.updateVirtualStart(task, startedAt);
    if (status !== void 0) tasks.move(task, status, text(parameters, "Reason"));
  };
  return [
    {
      name: "ListTask",
      method: "GET",
      path: LIST7,
      parameters: [
        "Priority",
        "AssignmentStatus",
        "WorkflowSid",
        "WorkflowName",
        "TaskQueueSid",
        "TaskQueueName",
        "EvaluateTaskAttributes",
        "RoutingTarget",
        "Ordering",
        "HasAddons"
      ],
      run: (request) => {
        const space = spaceOf(context, request);
        const found = [...space.workspace.tasks.values()].filter(filterOf2(space, request.parameters));
        return page(ORIGIN3, request, "tasks", ordered2(found, request.parameters, ORDERINGS), inList);
      }
    },
    {
      name: "CreateTask",
      method: "POST",
      path: LIST7,
      parameters: [
        "Timeout",
        "Priority",
        "TaskChannel",
        "WorkflowSid",
        "Attributes",
        "VirtualStartTime",
        "RoutingTarget",
        "IgnoreCapacity",
        "TaskQueueSid"
      ],
      run: (request) => {
        const space = spaceOf(context, request);
        const task = space.engine.tasks.create(newTaskOf(space, request));
        const headers = { etag: etagOf2(task) };
        space.engine.route(task);
        return { status: 201, body: { ...toBody2(task), assignment_status: "pending", reason: null }, headers };
      }
    },
    {
      name: "FetchTask",
      method: "GET",
      path: `${LIST7}/:Sid`,
      run: (request) => reply(200, taskOf(spaceOf(context, request), request))
    },
    {
      name: "UpdateTask",
      method: "POST",
      path: `${LIST7}/:Sid`,
      parameters: ["Attributes", "AssignmentStatus", "Reason", "Priority", "TaskChannel", "VirtualStartTime"],
      run: (request) => {
        const space = spaceOf(context, request);
        const task = taskOf(space, request);
        checkIfMatch2(request, task);
        update(space, task, request);
        return reply(200, task);
      }
    },
    {
      name: "DeleteTask",
      method: "DELETE",
      path: `${LIST7}/:Sid`,
      run: (request) => {
        const space = spaceOf(context, request);
        const task = taskOf(space, request);
        checkIfMatch2(request, task);
        space.engine.tasks.remove(task, "task.deleted");
        return { status: 204 };
      }
    }
  ];
}

// simulator/taskrouter/workers.ts
var LIST8 = `${WORKSPACE}/Workers`;
var NAME_LIMIT = 64;
function workerOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspace) => (worker) => {
    const base = urlOf(workspace.sid);
    const workers = `${base}/Workers`;
    const url2 = `${workers}/${worker.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: worker.sid,
      friendly_name: worker.friendlyName,
      activity_sid: worker.activity.sid,
      activity_name: worker.activity.friendlyName,
      available: worker.activity.available,
      attributes: worker.attributes,
      date_created: isoSeconds(worker.createdAt),
      date_updated: isoSeconds(worker.updatedAt),
      date_status_changed: isoSeconds(worker.statusChangedAt),
      url: url2,
      links: {
        activity: `${base}/Activities/${worker.activity.sid}`,
        channels: `${url2}/Channels`,
        reservations: `${url2}/Reservations`,
        worker_channels: `${url2}/Channels`,
        worker_statistics: `${url2}/Statistics`,
        statistics: `${workers}/Statistics`,
        real_time_statistics: `${workers}/RealTimeStatistics`,
        cumulative_statistics: `${workers}/CumulativeStatistics`,
        workspace: base
      }
    };
  };
  const reply = (status, { workspace }, worker) => ({
    status,
    body: toBody2(workspace)(worker),
    headers: { etag: etagOf2(worker) }
  });
  const checkName = (workspace, friendlyName, self) => {
    if (friendlyName.length > NAME_LIMIT) throw badParameter(`FriendlyName must not exceed ${NAME_LIMIT} characters`);
    const isTaken = [...workspace.workers.values()].some(
      (worker) => worker !== self && worker.friendlyName.toLowerCase() === friendlyName.toLowerCase()
    );
    if (isTaken) throw badParameter(`Worker with FriendlyName '${friendlyName}' already exists`);
  };
  const activityOf = (workspace, sid) => {
    const activity = workspace.activities.get(sid);
    if (!activity) throw badParameter(`ActivitySid ${sid} does not exist`);
    return activity;
  };
  const filterOf2 = ({ workspace, engine }, parameters) => {
    const name = text(parameters, "FriendlyName");
    const activityName = text(parameters, "ActivityName");
    const activitySid = text(parameters, "ActivitySid");
    const available = text(parameters, "Available");
    const queueSid = text(parameters, "TaskQueueSid");
    const queueName = text(parameters, "TaskQueueName");
    const queue = [...workspace.queues.values()].find((one) => one.sid === queueSid || one.friendlyName === queueName);
    if (!queue && (queueSid ?? queueName) !== void 0) throw badParameter("no such TaskQueue");
    return (worker) => (name === void 0 || worker.friendlyName === name) && (activityName === void 0 || worker.activity.friendlyName === activityName) && (activitySid === void 0 || worker.activity.sid === activitySid) && (available === void 0 || String(worker.activity.available) === available) && (!queue || engine.matching.isInQueue(worker, queue));
  };
  return [
    {
      name: "ListWorker",
      method: "GET",
      path: LIST8,
      parameters: ["FriendlyName", "ActivityName", "ActivitySid", "Available", "TaskQueueSid", "TaskQueueName"],
      run: (request) => {
        const space = spaceOf(context, request);
        const workers = [...space.workspace.workers.values()].filter(filterOf2(space, request.parameters));
        return page(ORIGIN3, request, "workers", workers, toBody2(space.workspace));
      }
    },
    {
      name: "CreateWorker",
      method: "POST",
      path: LIST8,
      parameters: ["FriendlyName", "ActivitySid", "Attributes"],
      run: (request) => {
        const friendlyName = requiredText(request.parameters, "FriendlyName");
        const space = spaceOf(context, request);
        const { workspace, engine } = space;
        checkName(workspace, friendlyName);
        const activitySid = text(request.parameters, "ActivitySid");
        const attributes = attributesOf(request.parameters) ?? "{}";
        const now = kernel.clock.now();
        const hired = {
          sid: kernel.sids.next("WK"),
          friendlyName,
          attributes,
          parsed: JSON.parse(attributes),
          activity: activitySid === void 0 ? workspace.defaultActivity : activityOf(workspace, activitySid),
          channels: [],
          version: 0,
          open: 0,
          idleSince: now,
          statusChangedAt: now,
          createdAt: now,
          updatedAt: now
        };
        const worker = { ...hired, view: viewOfWorker(hired) };
        for (const channel of workspace.channels.values()) {
          worker.channels[channel.index] = newWorkerChannel(kernel, channel);
        }
        engine.workers.hired(worker);
        return reply(201, space, worker);
      }
    },
    {
      name: "FetchWorker",
      method: "GET",
      path: `${LIST8}/:Sid`,
      run: (request) => {
        const space = spaceOf(context, request);
        return reply(200, space, find(space.workspace.workers, request.ids["Sid"], request));
      }
    },
    {
      name: "UpdateWorker",
      method: "POST",
      path: `${LIST8}/:Sid`,
      parameters: ["FriendlyName", "ActivitySid", "Attributes"],
      run: (request) => {
        const space = spaceOf(context, request);
        const { workspace, engine } = space;
        const worker = find(workspace.workers, request.ids["Sid"], request);
        checkIfMatch2(request, worker);
        const friendlyName = text(request.parameters, "FriendlyName");
        const activitySid = text(request.parameters, "ActivitySid");
        const activity = activitySid === void 0 ? void 0 : activityOf(workspace, activitySid);
        const attributes = attributesOf(request.parameters);
        if (friendlyName !== void 0) {
          checkName(workspace, friendlyName, worker);
          engine.workers.rename(worker, friendlyName);
        }
        if (attributes !== void 0) engine.workers.setAttributes(worker, attributes);
        if (activity) engine.workers.setActivity(worker, activity);
        return reply(200, space, worker);
      }
    }
  ];
}

// simulator/taskrouter/workflow-configuration.ts
var MAXIMUM_BYTES = 1038576;
var ALWAYS2 = "1==1";
var KNOWN_WORKER_NAMES = ["known_worker_sid", "known_worker_friendly_name"];
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var isGiven = (value) => value !== void 0 && value !== null && value !== "";
function objects(value, list, item) {
  if (!Array.isArray(value)) throw badParameter(`${list} must be a list`);
  return value.map((one, index) => {
    if (!isObject(one)) throw badParameter(`${item(index + 1)} must be an object`);
    return one;
  });
}
function inLanguage(value, where, read) {
  try {
    return read(String(value));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw badParameter(`Invalid expression in ${where}, ${error.message}: ${String(value)}`);
  }
}
var expression = (value, where) => isGiven(value) ? inLanguage(value, where, (text2) => compileExpression(text2).source) : void 0;
function wholeNumber(value, where, minimum) {
  if (value === void 0 || value === null) return void 0;
  const number2 = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number2 !== "number" || !Number.isSafeInteger(number2) || number2 < minimum) {
    throw badParameter(`${where} must be a whole number${minimum > 0 ? ` from ${minimum}` : ""}`);
  }
  return number2;
}
function orderBy(value, where) {
  if (!isGiven(value)) return [];
  return String(value).split(",").map((part) => {
    const [key = "", direction = "ASC", ...rest] = part.trim().split(/\s+/);
    const [root, ...path] = inLanguage(key, where, parseKey);
    if (root !== "worker" || path.length === 0) {
      throw badParameter(`${where} must name worker attributes, not '${key}'`);
    }
    if (!/^(asc|desc)$/i.test(direction) || rest.length > 0) {
      throw badParameter(`${where} must end in ASC or DESC, not '${[direction, ...rest].join(" ")}'`);
    }
    return { path, direction: direction.toUpperCase() === "DESC" ? -1 : 1 };
  });
}
function knownWorker(target, where) {
  const [name, another] = KNOWN_WORKER_NAMES.filter((one) => isGiven(target[one]));
  if (another) throw badParameter(`${where} takes known_worker_sid or known_worker_friendly_name, not both`);
  if (!name) return void 0;
  const key = target[name];
  if (typeof key !== "string") throw badParameter(`${name} of ${where} must name a task attribute`);
  const path = inLanguage(key, `${name} of ${where}`, parseKey);
  const isPrefixed = path[0] === "task" && path.length > 1;
  return { key: name === "known_worker_sid" ? "sid" : "friendlyName", path: isPrefixed ? path.slice(1) : path };
}
function targetsOf(filter, name, hasQueue) {
  let inherited;
  if (filter["targets"] === void 0) throw badParameter(`${name} has no targets`);
  const targets = objects(filter["targets"], `targets of ${name}`, (number2) => `target ${number2} of ${name}`);
  return targets.map((target, index) => {
    const where = `target ${index + 1} of ${name}`;
    const queueSid = typeof target["queue"] === "string" ? target["queue"] : inherited;
    if (queueSid === void 0 || !hasQueue(queueSid)) throw badParameter(`${where} has no valid queue`);
    inherited = queueSid;
    return {
      queueSid,
      priority: wholeNumber(target["priority"], `priority of ${where}`, 0),
      timeout: wholeNumber(target["timeout"], `timeout of ${where}`, 1),
      expression: expression(target["expression"], where),
      skipIf: expression(target["skip_if"], `skip_if of ${where}`),
      orderBy: orderBy(target["order_by"], `order_by of ${where}`),
      knownWorker: knownWorker(target, where)
    };
  });
}
function filterOf(filter, number2, hasQueue) {
  const name = filter["filter_friendly_name"] ?? filter["friendly_name"];
  const friendlyName = isGiven(name) ? String(name) : void 0;
  const where = friendlyName === void 0 ? `filter ${number2}` : `filter '${friendlyName}'`;
  return {
    friendlyName,
    expression: expression(filter["expression"], where) ?? ALWAYS2,
    targets: targetsOf(filter, where, hasQueue)
  };
}
function defaultQueueOf(routing, hasQueue) {
  const filter = routing["default_filter"];
  if (filter === void 0) return void 0;
  if (!isObject(filter)) throw badParameter("default_filter must be an object");
  const queueSid = filter["queue"] ?? filter["task_queue_sid"];
  if (queueSid === void 0) return void 0;
  if (!hasQueue(String(queueSid))) throw badParameter("default_filter has no valid queue");
  return String(queueSid);
}
function taskRouting(text2) {
  if (Buffer.byteLength(text2) > MAXIMUM_BYTES) {
    throw badParameter(`Configuration must be at most ${MAXIMUM_BYTES} bytes long`);
  }
  let parsed3;
  try {
    parsed3 = JSON.parse(text2);
  } catch {
    throw badParameter("Configuration must be valid JSON");
  }
  const routing = isObject(parsed3) ? parsed3["task_routing"] : void 0;
  if (!isObject(routing)) throw badParameter("Configuration must hold task_routing");
  return routing;
}
function parseWorkflowConfiguration(text2, hasQueue) {
  const routing = taskRouting(text2);
  const filters = objects(routing["filters"] ?? [], "filters", (number2) => `filter ${number2}`);
  return {
    filters: filters.map((filter, index) => filterOf(filter, index + 1, hasQueue)),
    defaultQueueSid: defaultQueueOf(routing, hasQueue)
  };
}

// simulator/taskrouter/workflows.ts
var LIST9 = `${WORKSPACE}/Workflows`;
var FIELDS3 = [
  "FriendlyName",
  "Configuration",
  "TaskReservationTimeout",
  "AssignmentCallbackUrl",
  "FallbackAssignmentCallbackUrl"
];
var RESERVATION_TIMEOUT = { default: 120, maximum: 86400 };
function url(parameters, name) {
  const value = text(parameters, name);
  if (value === void 0) return void 0;
  if (value === "") return null;
  if (!URL.canParse(value)) throw badParameter(`${name} must be a URL, not '${value}'`);
  return value;
}
function workflowOperations(context) {
  const { kernel } = context;
  const toBody2 = (workspace) => (workflow) => {
    const url2 = `${urlOf(workspace.sid)}/Workflows/${workflow.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: workflow.sid,
      friendly_name: workflow.friendlyName,
      configuration: workflow.configuration,
      document_content_type: "application/json",
      assignment_callback_url: workflow.assignmentCallbackUrl,
      fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl,
      task_reservation_timeout: workflow.taskReservationTimeout,
      date_created: isoSeconds(workflow.createdAt),
      date_updated: isoSeconds(workflow.updatedAt),
      url: url2,
      links: {
        statistics: `${url2}/Statistics`,
        real_time_statistics: `${url2}/RealTimeStatistics`,
        cumulative_statistics: `${url2}/CumulativeStatistics`
      }
    };
  };
  const changesIn2 = (workspace, parameters) => {
    const configuration = text(parameters, "Configuration");
    const changes = {
      friendlyName: text(parameters, "FriendlyName"),
      configuration,
      routing: configuration === void 0 ? void 0 : parseWorkflowConfiguration(configuration, (sid) => workspace.queues.has(sid)),
      taskReservationTimeout: integer(parameters, "TaskReservationTimeout", 1, RESERVATION_TIMEOUT.maximum),
      assignmentCallbackUrl: url(parameters, "AssignmentCallbackUrl"),
      fallbackAssignmentCallbackUrl: url(parameters, "FallbackAssignmentCallbackUrl")
    };
    return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== void 0));
  };
  return [
    {
      name: "ListWorkflow",
      method: "GET",
      path: LIST9,
      parameters: ["FriendlyName"],
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        const name = text(request.parameters, "FriendlyName");
        const found = [...workspace.workflows.values()].filter(
          ({ friendlyName }) => name === void 0 || friendlyName === name
        );
        return page(ORIGIN3, request, "workflows", found, toBody2(workspace));
      }
    },
    {
      name: "CreateWorkflow",
      method: "POST",
      path: LIST9,
      parameters: FIELDS3,
      run: (request) => {
        const { parameters } = request;
        const { workspace, log } = spaceOf(context, request);
        const friendlyName = requiredText(parameters, "FriendlyName");
        requiredText(parameters, "Configuration");
        if ([...workspace.workflows.values()].some((workflow2) => workflow2.friendlyName === friendlyName)) {
          throw badParameter(`Workflow '${friendlyName}' already exists`);
        }
        const changes = changesIn2(workspace, parameters);
        const now = kernel.clock.now();
        const sid = kernel.sids.next("WW");
        const workflow = {
          sid,
          friendlyName,
          configuration: "",
          routing: { filters: [], defaultQueueSid: void 0 },
          taskReservationTimeout: RESERVATION_TIMEOUT.default,
          assignmentCallbackUrl: null,
          fallbackAssignmentCallbackUrl: null,
          ...changes,
          view: { sid, friendlyName },
          createdAt: now,
          updatedAt: now
        };
        workspace.workflows.set(sid, workflow);
        log.emit("workflow.created", { workflow: workflow.view });
        return { status: 201, body: toBody2(workspace)(workflow) };
      }
    },
    {
      name: "FetchWorkflow",
      method: "GET",
      path: `${LIST9}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody2(workspace)(find(workspace.workflows, request.ids["Sid"], request)) };
      }
    },
    {
      name: "UpdateWorkflow",
      method: "POST",
      path: `${LIST9}/:Sid`,
      parameters: [...FIELDS3, "ReEvaluateTasks"],
      run: (request) => {
        const { workspace, engine, log } = spaceOf(context, request);
        const workflow = find(workspace.workflows, request.ids["Sid"], request);
        const isToReEvaluate = boolean(request.parameters, "ReEvaluateTasks") ?? false;
        Object.assign(workflow, changesIn2(workspace, request.parameters), { updatedAt: kernel.clock.now() });
        workflow.view = { sid: workflow.sid, friendlyName: workflow.friendlyName };
        log.emit("workflow.updated", { workflow: workflow.view });
        if (isToReEvaluate) engine.reEvaluate(workflow);
        return { status: 200, body: toBody2(workspace)(workflow) };
      }
    }
  ];
}

// simulator/taskrouter/workspaces.ts
var LIST10 = "/v1/Workspaces";
var PAGES = {
  activities: "Activities",
  events: "Events",
  task_channels: "TaskChannels",
  task_queues: "TaskQueues",
  tasks: "Tasks",
  workers: "Workers",
  workflows: "Workflows",
  statistics: "Statistics",
  real_time_statistics: "RealTimeStatistics",
  cumulative_statistics: "CumulativeStatistics"
};
function order(parameters) {
  const value = text(parameters, "PrioritizeQueueOrder");
  if (value === void 0 || value === "FIFO" || value === "LIFO") return value;
  throw badParameter(`PrioritizeQueueOrder must be FIFO or LIFO, not '${value}'`);
}
function workspaceOperations(context, premises) {
  const { kernel, spaces } = context;
  const toBody2 = (workspace) => {
    const url2 = urlOf(workspace.sid);
    return {
      account_sid: kernel.accountSid,
      sid: workspace.sid,
      friendly_name: workspace.friendlyName,
      default_activity_sid: workspace.defaultActivity.sid,
      default_activity_name: workspace.defaultActivity.friendlyName,
      timeout_activity_sid: workspace.timeoutActivity.sid,
      timeout_activity_name: workspace.timeoutActivity.friendlyName,
      event_callback_url: workspace.eventCallbackUrl || null,
      events_filter: workspace.eventsFilter || null,
      multi_task_enabled: workspace.multiTaskEnabled,
      prioritize_queue_order: workspace.prioritizeQueueOrder,
      date_created: isoSeconds(workspace.createdAt),
      date_updated: isoSeconds(workspace.updatedAt),
      url: url2,
      links: Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [name, `${url2}/${path}`]))
    };
  };
  const spaceBy = (request) => {
    const space = spaces.get(request.ids["Sid"] ?? "");
    if (!space) throw notFound(request.path);
    return space;
  };
  const changesIn2 = (parameters, workspace) => {
    const activity = (name) => {
      const sid = text(parameters, name);
      if (sid === void 0) return void 0;
      const found = workspace.activities.get(sid);
      if (!found) throw badParameter(`${name} ${sid} does not exist`);
      return found;
    };
    if (boolean(parameters, "MultiTaskEnabled") === false) {
      throw badParameter("MultiTaskEnabled cannot be turned off");
    }
    const changes = {
      friendlyName: text(parameters, "FriendlyName"),
      eventCallbackUrl: text(parameters, "EventCallbackUrl"),
      eventsFilter: text(parameters, "EventsFilter"),
      prioritizeQueueOrder: order(parameters),
      defaultActivity: activity("DefaultActivitySid"),
      timeoutActivity: activity("TimeoutActivitySid")
    };
    return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== void 0));
  };
  return [
    {
      name: "ListWorkspace",
      method: "GET",
      path: LIST10,
      parameters: ["FriendlyName"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const workspaces = [...spaces.values()].map(({ workspace }) => workspace);
        const found = workspaces.filter(({ friendlyName }) => name === void 0 || friendlyName === name);
        return page(ORIGIN3, request, "workspaces", found, toBody2);
      }
    },
    {
      name: "CreateWorkspace",
      method: "POST",
      path: LIST10,
      parameters: [
        "FriendlyName",
        "EventCallbackUrl",
        "EventsFilter",
        "MultiTaskEnabled",
        "Template",
        "PrioritizeQueueOrder"
      ],
      run: ({ parameters }) => {
        const friendlyName = requiredText(parameters, "FriendlyName");
        if ([...spaces.values()].some(({ workspace: workspace2 }) => workspace2.friendlyName === friendlyName)) {
          throw badParameter(`Workspace '${friendlyName}' already exists`);
        }
        const workspace = plainWorkspace(kernel, friendlyName);
        Object.assign(workspace, changesIn2(parameters, workspace));
        const space = premises.open(workspace);
        space.log.emit("workspace.created", {});
        return { status: 201, body: toBody2(workspace) };
      }
    },
    {
      name: "FetchWorkspace",
      method: "GET",
      path: `${LIST10}/:Sid`,
      run: (request) => ({ status: 200, body: toBody2(spaceBy(request).workspace) })
    },
    {
      name: "UpdateWorkspace",
      method: "POST",
      path: `${LIST10}/:Sid`,
      parameters: [
        "DefaultActivitySid",
        "EventCallbackUrl",
        "EventsFilter",
        "FriendlyName",
        "MultiTaskEnabled",
        "TimeoutActivitySid",
        "PrioritizeQueueOrder"
      ],
      run: (request) => {
        const { workspace, log } = spaceBy(request);
        Object.assign(workspace, changesIn2(request.parameters, workspace), { updatedAt: kernel.clock.now() });
        log.emit("workspace.updated", {});
        return { status: 200, body: toBody2(workspace) };
      }
    },
    {
      name: "DeleteWorkspace",
      method: "DELETE",
      path: `${LIST10}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceBy(request);
        if (premises.isFlex(workspace.sid)) throw badParameter("the workspace of a Flex project cannot be deleted");
        log.emit("workspace.deleted", {});
        premises.close(workspace.sid);
        return { status: 204 };
      }
    }
  ];
}

// simulator/taskrouter/taskrouter.ts
var TaskRouter = class {
  operations;
  spaces = /* @__PURE__ */ new Map();
  listeners = [];
  kernel;
  webhooks;
  flexWorkspaceSid;
  constructor(kernel, webhooks) {
    this.kernel = kernel;
    this.webhooks = webhooks;
    this.flexWorkspaceSid = this.open(flexWorkspace(kernel)).workspace.sid;
    const { clock } = kernel;
    clock.on("taskrouter.target", (task) => this.engineOf(task)?.targetTimedOut(task));
    clock.on("taskrouter.life", (task) => this.engineOf(task)?.tasks.timeIsUp(task));
    clock.on("taskrouter.reservation", (reservation) => {
      this.engineOf(reservation.task)?.reservationTimedOut(reservation);
    });
    clock.on("taskrouter.assignment", (reservation) => {
      void this.engineOf(reservation.task)?.assignment.ask(reservation);
    });
    const context = { kernel, spaces: this.spaces };
    this.operations = [
      workspaceOperations(context, {
        open: (workspace) => this.open(workspace),
        close: (sid) => this.spaces.delete(sid),
        isFlex: (sid) => sid === this.flexWorkspaceSid
      }),
      activityOperations(context),
      taskChannelOperations(context),
      workerOperations(context),
      workerChannelOperations(context),
      queueStatisticsOperations(context),
      taskQueueOperations(context),
      workflowOperations(context),
      taskOperations(context),
      reservationOperations(context),
      eventOperations(context)
    ].flat();
  }
  /** The Flex account's workspace. */
  get workspace() {
    return this.flex.workspace;
  }
  /** The events of the Flex account's workspace. */
  get log() {
    return this.flex.log;
  }
  /** What happens in the Flex account's workspace. */
  get engine() {
    return this.flex.engine;
  }
  /** Called for each event of every workspace, at once. */
  listen(listener, wants) {
    this.listeners.push({ listener, wants });
    for (const { log } of this.spaces.values()) log.listen(listener, wants);
  }
  save() {
    const spaces = [...this.spaces.values()].map(({ workspace, log }) => ({ workspace, log: log.save() }));
    return { flexWorkspaceSid: this.flexWorkspaceSid, spaces };
  }
  restore({ flexWorkspaceSid, spaces }) {
    this.spaces.clear();
    for (const { workspace, log } of spaces) this.open(workspace).log.restore(log);
    this.flexWorkspaceSid = flexWorkspaceSid;
  }
  get flex() {
    const space = this.spaces.get(this.flexWorkspaceSid);
    if (!space) throw new Error("the account's Flex workspace is gone");
    return space;
  }
  engineOf({ workspace }) {
    return this.spaces.get(workspace.sid)?.engine;
  }
  open(workspace) {
    const space = new Space(this.kernel, this.webhooks, workspace);
    for (const { listener, wants } of this.listeners) space.log.listen(listener, wants);
    this.spaces.set(workspace.sid, space);
    return space;
  }
};

// simulator/account.ts
var SNAPSHOT_VERSION = 1;
var NOBODY = "0".repeat(32);
var DEFAULT_START = /* @__PURE__ */ new Date("2026-01-05T00:00:00Z");
var Account = class {
  accountSid;
  authToken;
  clock;
  webhooks;
  taskRouter;
  sync;
  eventStreams;
  events;
  conversations;
  messaging;
  requests = new RequestCounts();
  routers = /* @__PURE__ */ new Map();
  rooms = /* @__PURE__ */ new Map();
  kernel;
  watchers = [];
  generator;
  constructor(options = {}) {
    this.accountSid = options.accountSid ?? `AC${NOBODY}`;
    this.authToken = options.authToken ?? NOBODY;
    this.clock = new Clock(options.start ?? DEFAULT_START);
    this.generator = (0, import_xoroshiro128plus2.xoroshiro128plus)(options.seed ?? 1);
    const kernel = {
      clock: this.clock,
      sids: new Sids(),
      limits: new RateLimits(this.clock),
      switches: standardSwitches(),
      accountSid: this.accountSid,
      random: () => (0, import_uniformFloat642.uniformFloat64)(this.generator)
    };
    setSwitches(kernel.switches, options.switches ?? {});
    this.kernel = kernel;
    this.webhooks = new Webhooks({
      clock: this.clock,
      authToken: this.authToken,
      functionSeconds: options.functionSeconds ?? 0
    });
    this.taskRouter = new TaskRouter(kernel, this.webhooks);
    this.sync = new Sync(kernel, this.webhooks);
    this.events = new EventDelivery(kernel, this.webhooks, options.seed ?? 1, options.delivery);
    this.eventStreams = new EventStreams(kernel, this.events);
    this.conversations = new Conversations(kernel);
    this.messaging = new Messaging(kernel);
    tellOfTaskRouter(kernel, this.taskRouter, this.eventStreams, this.events);
    this.serve("taskrouter", { taskrouter: this.taskRouter });
    this.serve("sync", { sync: this.sync });
    this.serve("events", { events: this.eventStreams, eventDelivery: this.events });
    this.serve("conversations", { conversations: this.conversations });
    this.serve("api", { messages: this.messaging });
    for (const product of products) if (!this.routers.has(product)) this.serve(product, {});
  }
  /** The real `twilio` client, answered by this account. `caller` is asked at each request. */
  client(caller = () => "client", options = {}) {
    const httpClient = { request: (request) => this.answer(request, caller()) };
    return (0, import_twilio.default)(this.accountSid, this.authToken, {
      lazyLoading: true,
      ...options,
      httpClient
    });
  }
  /** Answers one REST request as Twilio would. */
  handle(request) {
    const router = this.routers.get(request.product);
    if (!this.isAuthentic(request)) return refusal(new RestError(401, 20003, "Authenticate"));
    if (!router) return refusal(new RestError(501, 20501, `the simulated account does not model ${request.product}`));
    const method = request.method.toUpperCase();
    const { path, parameters, headers } = request;
    const { name, response } = router.run({ method, path, parameters, headers });
    const operation = `${request.product}.${name}`;
    this.requests.count(operation, request.caller);
    for (const watch of this.watchers) watch({ operation, request, response });
    return response;
  }
  /** What the account models: every operation that it does not answer with 501. */
  operations() {
    return [...this.routers].flatMap(
      ([product, { operations }]) => operations.map((operation) => {
        const { name, method, path } = operation;
        return { product, name, method, path, parameters: parametersOf(operation) };
      })
    );
  }
  /** Tells of every answer to a request that was authentic. */
  watch(watcher) {
    this.watchers.push(watcher);
  }
  /**
   * The whole account as text, to go on from later: what it holds, the time, what is to happen, and the seed's state.
   * What callers outside wait for on its clock is not in it.
   *
   * @throws Error while a call to a function is in flight: nobody can write down half of somebody else's work
   */
  snapshot() {
    if (this.clock.isHeld) throw new Error("a call is in flight: advance the clock until it is answered");
    const { clock, sids, limits } = this.kernel;
    const snapshot = {
      version: SNAPSHOT_VERSION,
      clock: clock.save(),
      sids: sids.save(),
      limits: limits.save(),
      random: this.generator.getState(),
      rooms: Object.fromEntries([...this.rooms].map(([name, room]) => [name, room.save()]))
    };
    return (0, import_devalue.stringify)(snapshot);
  }
  /**
   * Goes on from a snapshot; what the account held is forgotten.
   *
   * @throws Error for a snapshot of another format
   */
  restore(text2) {
    const snapshot = (0, import_devalue.parse)(text2);
    if (snapshot.version !== SNAPSHOT_VERSION) throw new Error(`not a snapshot of version ${SNAPSHOT_VERSION}`);
    const { clock, sids, limits } = this.kernel;
    clock.restore(snapshot.clock);
    sids.restore(snapshot.sids);
    limits.restore(snapshot.limits);
    this.generator = (0, import_xoroshiro128plus2.xoroshiro128plusFromState)(snapshot.random);
    for (const [name, room] of this.rooms) room.restore(snapshot.rooms[name]);
  }
  isAuthentic({ username, password }) {
    return username === this.accountSid && password === this.authToken;
  }
  /** Puts rooms behind a product's host; a snapshot names each room by its key. */
  serve(product, rooms) {
    const operations = Object.values(rooms).flatMap((room) => room.operations);
    const refuse2 = (method, path) => refusalOf(product, method, path);
    this.routers.set(product, new Router(operations, refuse2, hiddenOperations(product)));
    for (const [name, room] of Object.entries(rooms)) {
      if (room.save && room.restore) this.rooms.set(name, room);
    }
  }
  async answer(request, caller) {
    const [, product = "", path = "", query] = CLIENT_URI.exec(request.uri) ?? [];
    const { status, body, headers } = this.handle({
      product,
      method: request.method,
      path,
      parameters: {
        ...query ? Object.fromEntries(new URLSearchParams(query)) : {},
        ...onTheWire(request.params),
        ...isJson(request) ? asJson(request.data) : onTheWire(request.data)
      },
      headers: conditionOf(request.headers),
      username: request.username,
      password: request.password,
      caller
    });
    return { statusCode: status, body: body ?? "", headers: headers ?? {} };
  }
};
var isJson = ({ headers }) => headers?.["Content-Type"]?.startsWith("application/json") === true;
var asJson = (data = {}) => JSON.parse(typeof data === "string" ? data : JSON.stringify(data));
var CLIENT_URI = /^https:\/\/([^./]+)[^/]*([^?]*)(?:\?(.*))?$/;
var refusal = (error) => ({ status: error.status, body: error.toBody() });
var conditionOf = (headers = {}) => {
  const ifMatch = headers["If-Match"];
  return ifMatch === void 0 ? {} : { "if-match": ifMatch };
};
function onTheWire(values) {
  const sent = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    if (value !== void 0) sent[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return sent;
}
var RequestCounts = class {
  byCaller = /* @__PURE__ */ new Map();
  count(operation, caller) {
    const counts = this.byCaller.get(caller) ?? /* @__PURE__ */ new Map();
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    this.byCaller.set(caller, counts);
  }
  /** Over the callers that pass. */
  summary(passes = () => true) {
    const byOperation = {};
    let total = 0;
    for (const [caller, counts] of this.byCaller) {
      if (!passes(caller)) continue;
      for (const [operation, count] of counts) {
        byOperation[operation] = (byOperation[operation] ?? 0) + count;
        total += count;
      }
    }
    const sorted = Object.entries(byOperation).sort(([a], [b]) => a < b ? -1 : 1);
    return { total, byOperation: Object.fromEntries(sorted) };
  }
};

// ../../tmp/speed.ts
async function main() {
  const account = new Account({ seed: 1 });
  const client = account.client();
  const { workspace, engine } = account.taskRouter;
  const ws = client.taskrouter.v1.workspaces(workspace.sid);
  const q = await ws.taskQueues.create({ friendlyName: "q", targetWorkers: "skill == 'a'" });
  await ws.workflows.create({ friendlyName: "w", configuration: JSON.stringify({ task_routing: { filters: [{ filter_friendly_name: "a", expression: "type == 'a'", targets: [{ queue: q.sid }] }] } }) });
  const N = Number(process.argv[2] ?? 20);
  const available = [...workspace.activities.values()].find((a) => a.available);
  for (let i = 0; i < N; i++) {
    const w = await ws.workers.create({ friendlyName: `w${i}`, attributes: '{"skill":"a"}', activitySid: available.sid });
  }
  const [workflow] = workspace.workflows.values();
  const voice = [...workspace.channels.values()].find((c) => c.uniqueName === "voice");
  const { clock } = account;
  const total = Number(process.argv[3] ?? 2e5);
  let n = 0;
  account.taskRouter.listen((event, subject) => {
    if (event.type === "reservation.created") {
      const r = subject.reservation;
      clock.after(0, () => {
        engine.moveReservation(r, "accepted");
        clock.after(-Math.log(Math.random()) * 60, () => {
          engine.moveReservation(r, "wrapping");
          engine.moveReservation(r, "completed");
        });
      });
    }
  });
  const rate2 = 0.9 * N / 60;
  const arrive = () => {
    if (n++ >= total) return;
    engine.create({ workflow, channel: voice, attributes: '{"type":"a"}', priority: 0, timeout: 86400 });
    clock.after(-Math.log(Math.random()) / rate2, arrive);
  };
  arrive();
  const t = process.hrtime.bigint();
  await clock.until(() => n > total);
  const s = Number(process.hrtime.bigint() - t) / 1e9;
  console.log({ contactsPerSecond: Math.round(total / s), events: account.taskRouter.log.size, eventsPerSecond: Math.round(account.taskRouter.log.size / s), heap: account.clock.queue.heap.length, rss: process.memoryUsage().rss >> 20 });
}
void main();
