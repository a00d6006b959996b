/**
 * Sink, and its Test and Validate: https://www.twilio.com/docs/events/event-streams/sink-resource
 *
 * Modelled: all types with their configuration, the limit of 100, use by subscriptions. Only webhooks get anything;
 * what another sink would have got is kept (EventDelivery.kept).
 */
import { isoSeconds } from "../kernel/kernel";
import {
  boolean,
  type Operation,
  page,
  RestError,
  type RestRequest,
  type RestResponse,
  requiredText,
  text,
} from "../kernel/rest";
import type { EventStreamsContext } from "./context";
import { ORIGIN, type Sink, type SinkStatus } from "./model";
import { sinkConfigurationOf, sinkTypeOf } from "./sink-configuration";

const MAXIMUM_SINKS = 100;

/** Which status may follow which. */
const NEXT: Readonly<Record<SinkStatus, readonly SinkStatus[]>> = {
  initialized: ["validating"],
  validating: ["validating", "active", "failed"],
  active: ["validating"],
  failed: ["validating"],
};

/** Moves a sink on, where its status allows it. */
export function moveSink(sink: Sink, status: SinkStatus, now: number): void {
  if (!NEXT[sink.status].includes(status)) return;
  sink.status = status;
  sink.updatedAt = now;
}

const toBody = (sink: Sink) => ({
  sid: sink.sid,
  description: sink.description,
  sink_type: sink.type,
  sink_configuration: { ...sink.configuration },
  status: sink.status,
  date_created: isoSeconds(sink.createdAt),
  date_updated: isoSeconds(sink.updatedAt),
  url: `${ORIGIN}/v1/Sinks/${sink.sid}`,
  links: {
    sink_test: `${ORIGIN}/v1/Sinks/${sink.sid}/Test`,
    sink_validate: `${ORIGIN}/v1/Sinks/${sink.sid}/Validate`,
  },
});

export function sinkOperations(context: EventStreamsContext): Operation[] {
  const { kernel } = context;
  const sinkOf = (request: RestRequest): Sink => {
    const sink = context.state.sinks.get(request.ids["Sid"] ?? "");
    if (!sink) throw new RestError(404, 91001, "Sink could not be found");
    return sink;
  };
  const isInUse = ({ sid }: Sink) => [...context.state.subscriptions.values()].some(({ sinkSid }) => sinkSid === sid);

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
          (sink) =>
            (inUse === undefined || isInUse(sink) === inUse) && (status === undefined || sink.status === status),
        );
        return page(ORIGIN, request, "sinks", wanted, toBody);
      },
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
        const { sinks, settings } = context.state;
        if (sinks.size >= MAXIMUM_SINKS) throw new RestError(400, 91003, "Account reached the max sink limit");
        const now = kernel.clock.now();
        const sink: Sink = {
          sid: kernel.sids.next("DG"),
          description,
          type,
          configuration,
          status: settings.needsValidation && type !== "webhook" ? "initialized" : "active",
          testId: null,
          createdAt: now,
          updatedAt: now,
        };
        sinks.set(sink.sid, sink);
        return { status: 201, body: toBody(sink) };
      },
    },
    {
      name: "FetchSink",
      method: "GET",
      path: "/v1/Sinks/:Sid",
      run: (request) => ({ status: 200, body: toBody(sinkOf(request)) }),
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
      },
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
      },
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
      },
    },
    {
      name: "CreateSinkValidate",
      method: "POST",
      path: "/v1/Sinks/:Sid/Validate",
      parameters: ["TestId"],
      run: (request): RestResponse => {
        const sink = sinkOf(request);
        const testId = requiredText(request.parameters, "TestId");
        if (context.state.settings.needsValidation) {
          if (testId !== sink.testId) throw new RestError(400, 20001, "TestId does not match the latest test event");
          moveSink(sink, "active", kernel.clock.now());
        }
        return { status: 201, body: { result: "valid" } };
      },
    },
  ];
}
