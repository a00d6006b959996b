/**
 * What a service's WebhookUrl is told of writes by REST: https://www.twilio.com/docs/sync/webhooks
 *
 * Modelled: document_created, document_updated, document_removed; list_created, list_removed, map_created, map_removed;
 * list_item_added, list_item_updated, list_item_removed and the same of map items; stream_message_published. Only where
 * WebhooksFromRestEnabled is true, once each, whatever the answer. What expires is not told of. An object without a
 * unique name is told of without one. Not modelled: endpoint_connected and endpoint_disconnected, for nothing of the
 * account connects to Sync as a client.
 */
import type { Kernel } from "../kernel/kernel";
import type { Webhooks } from "../kernel/webhooks";
import type { Service } from "./model";
import type { Named } from "./named-records";

const APPOINTMENT = "sync.webhook";

type Sending = { url: string; form: Record<string, string> };

/** Values of a form; what is undefined is left out. */
type Fields = Readonly<Record<string, string | number | undefined>>;

export class SyncWebhooks {
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, webhooks: Webhooks) {
    this.kernel = kernel;
    kernel.clock.on<Sending>(APPOINTMENT, (sending) => {
      webhooks.send(sending).catch(() => undefined);
    });
  }

  /** Tells of an event on an object, which the form's fields name by a prefix (`DocumentSid`). */
  tell(
    service: Service,
    eventType: string,
    prefix: string,
    { sid, uniqueName }: Named,
    fields: () => Fields = () => ({}),
  ) {
    const { webhookUrl: url, webhooksFromRestEnabled } = service;
    if (!url || !webhooksFromRestEnabled) return;
    const form: Record<string, string> = {
      AccountSid: this.kernel.accountSid,
      EventType: eventType,
      Identity: "system",
      ServiceSid: service.sid,
      [`${prefix}Sid`]: sid,
    };
    if (uniqueName !== null) form[`${prefix}UniqueName`] = uniqueName;
    for (const [name, value] of Object.entries(fields())) if (value !== undefined) form[name] = String(value);
    const { clock } = this.kernel;
    clock.set(clock.now(), APPOINTMENT, { url, form } satisfies Sending);
  }
}
