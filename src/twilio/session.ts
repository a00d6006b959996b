/** What every call to Twilio needs: the client, whose floor it is, and how long there is. */
import type { Twilio } from "twilio";
import type { Retention } from "../domain/retention";
import type { Receiver } from "../webhooks/send";

export type Session = {
  client: Twilio;
  workspaceSid: string;
  syncServiceSid: string;
  /** Over how many lists the feed is spread. */
  feeds: number;
  /** For how long things are kept. */
  retention: Retention;
  /** Alerts by SMS go from here to there; undefined where none are wanted. */
  alert: { from: string; to: string } | undefined;
  /** Who is told by webhooks; undefined where nobody is. */
  receiver: Receiver | undefined;
  /** Milliseconds of the epoch after which nothing is tried again. */
  until: number;
};

/** The Sync service in which everything of the floor is kept. https://www.twilio.com/docs/sync/api */
export const syncOf = ({ client, syncServiceSid }: Pick<Session, "client" | "syncServiceSid">) =>
  client.sync.v1.services(syncServiceSid);
