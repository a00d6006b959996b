/**
 * SubscribedEvent, a type of a subscription:
 * https://www.twilio.com/docs/events/event-streams/subscription/subscribed-event-api
 */
import { notFound, type Operation, page, RestError, type RestRequest, requiredText, text } from "../kernel/rest";
import type { EventStreamsContext } from "./context";
import { ORIGIN, type Subscription } from "./model";
import { subscriptionOf, versionOf } from "./subscriptions";

const LIST = "/v1/Subscriptions/:SubscriptionSid/SubscribedEvents";

export function subscribedEventOperations(context: EventStreamsContext): Operation[] {
  const parentOf = (request: RestRequest) => subscriptionOf(context.state, request.ids["SubscriptionSid"]);
  const found = (request: RestRequest) => {
    const subscription = parentOf(request);
    const type = request.ids["Type"] ?? "";
    if (!subscription.types.has(type)) throw notFound(request.path);
    return { subscription, type };
  };
  const toBody = (subscription: Subscription, type: string) => ({
    account_sid: context.kernel.accountSid,
    subscription_sid: subscription.sid,
    type,
    schema_version: subscription.types.get(type) ?? 0,
    url: `${ORIGIN}/v1/Subscriptions/${subscription.sid}/SubscribedEvents/${type}`,
  });
  const put = (subscription: Subscription, type: string, version: string | undefined) => {
    subscription.types.set(type, versionOf(type, version));
    subscription.updatedAt = context.kernel.clock.now();
    context.forgetRoutes();
    return toBody(subscription, type);
  };

  return [
    {
      name: "ListSubscribedEvent",
      method: "GET",
      path: LIST,
      run: (request) => {
        const subscription = parentOf(request);
        return page(ORIGIN, request, "types", [...subscription.types.keys()], (type) => toBody(subscription, type));
      },
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
      },
    },
    {
      name: "FetchSubscribedEvent",
      method: "GET",
      path: `${LIST}/:Type`,
      run: (request) => {
        const { subscription, type } = found(request);
        return { status: 200, body: toBody(subscription, type) };
      },
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
          body: version === undefined ? toBody(subscription, type) : put(subscription, type, version),
        };
      },
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
      },
    },
  ];
}
