/** Messages: alerts by SMS. https://www.twilio.com/docs/messaging/api/message-resource */
import { patiently } from "./patience";
import type { Session } from "./session";

/** How far back an alert is looked for that may have been sent, in milliseconds. */
const LOOK_BACK = 3_600_000;

/** Sends an alert, unless it may have been sent and is found by the id in its text. Does nothing where none is wanted. */
export async function sendAlert(session: Session, id: string, text: string, mayHaveBeenSent: boolean): Promise<void> {
  const { alert, client } = session;
  if (!alert) return;
  if (mayHaveBeenSent) {
    const dateSentAfter = new Date(Date.now() - LOOK_BACK);
    const sent = await patiently(session.until, () => client.messages.list({ to: alert.to, dateSentAfter }));
    if (sent.some(({ body }) => body.includes(id))) return;
  }
  await patiently(session.until, () => client.messages.create({ from: alert.from, to: alert.to, body: text }));
}
