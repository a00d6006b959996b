/**
 * Sync Stream Message: https://www.twilio.com/docs/sync/api/stream-message-resource
 *
 * Modelled: CreateStreamMessage. A message is not kept: it goes to the SDKs that listen, of which the account has none,
 * and to the service's WebhookUrl. Null as data is refused with 54251 (https://www.twilio.com/docs/api/errors/54251).
 */
import type { Operation } from "../kernel/rest";
import type { SyncContext } from "./context";
import { readRequiredData } from "./parameters";
import { findStream } from "./streams";

const NULL_DATA = 54251;
const MAXIMUM_DATA_BYTES = 4 * 1024;

export const streamMessageOperations = ({ clock, sids, services, rates, webhooks }: SyncContext): Operation[] => [
  {
    name: "CreateStreamMessage",
    method: "POST",
    path: "/v1/Services/:ServiceSid/Streams/:StreamSid/Messages",
    parameters: ["Data"],
    run: (request) => {
      const service = services.of(request);
      const stream = findStream(service, request, "StreamSid", clock.now());
      rates.take("message", stream);
      const data = readRequiredData(request.parameters, NULL_DATA, MAXIMUM_DATA_BYTES);
      const sid = sids.next("TZ");
      webhooks.tell(service, "stream_message_published", "Stream", stream, () => ({
        MessageSid: sid,
        MessageData: data.text,
      }));
      return { status: 201, body: { sid, data: data.value } };
    },
  },
];
