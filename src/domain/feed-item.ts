/** A record where it stands in the feed. */
import type { ContactRecord } from "./contact-record";
import type { FeedPlace } from "./feed-cursor";

export type FeedItem = FeedPlace & { record: ContactRecord };
