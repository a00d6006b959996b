/** Sync: https://www.twilio.com/docs/sync/api */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "Sync rate limits",
    documented:
      "20 reads and 20 writes a second for each object, 30 messages for each stream, 80 permission reads and writes, each with a burst window of 10 s; not how the window works, nor whether refused requests count.",
    here: "Each limit is a bucket that holds ten seconds' worth and fills evenly; a request that is refused for another reason counts, one for an object that does not exist does not. Listing the objects of a service is not limited.",
  },
  {
    about: "Sync creation limit",
    documented: "54009 also says that the creation of new objects is limited to 20 a second, but not over what.",
    here: "Over all documents, maps, lists and streams of a service together; items count as writes to their map or list.",
  },
  {
    about: "Sync permission limit",
    documented: "80 a second for each 'object permission'.",
    here: "Over all permissions of one object, reads and writes together.",
  },
  {
    about: "Sync objects that do not exist",
    documented:
      "The error dictionary has codes by kind (54100, 54150, 54200, 54201, 54250, 54354); answers of the REST API that were published have 20404.",
    here: "404 with 20404, whatever the kind.",
  },
  {
    about: "Sync names and keys of more than 256 characters",
    documented: "54302 and 54209 say 256 characters, the API reference 320.",
    here: "320 characters.",
  },
  {
    about: "The Sync service named default",
    documented: "Nothing of when it is made; Twilio's starters fetch it to be sure that it is provisioned.",
    here: "It is made when it is first asked for, by whatever request.",
  },
  {
    about: "Sync identities",
    documented: "54351 says 256 characters; the API reference says nothing.",
    here: "256 characters.",
  },
  {
    about: "Sync data of 16 KiB, stream messages of 4 KiB",
    documented: "The size of the serialized JSON; not whether spaces as sent count, nor the code for messages.",
    here: "The text as sent, in UTF-8 bytes, refused with 413 and 54006.",
  },
  {
    about: "Sync unique names",
    documented: "54301 speaks of 'another object' of the service.",
    here: "A name is taken by objects of the same kind only: a document and a map may share one.",
  },
  {
    about: "Sync TTLs",
    documented:
      "Objects may live a little longer than their TTL. Whether their end is told to the WebhookUrl is not said.",
    here: "They are gone at the second, and nothing is told.",
  },
  {
    about: "Sync webhooks",
    documented:
      "The fields of each event, of which those of items (but EventId and ItemData) and of messages are named here by the pattern of the others; not what stands for a missing unique name, nor when they are sent, nor whether they are tried again.",
    here: "A missing unique name is left out; sent once, at the moment of the write, in the order of the writes. Items are told of as EventId, ItemKey or ItemIndex, ItemRevision and ItemData, messages as MessageSid and MessageData.",
  },
  {
    about: "Sync webhooks of deleted services and of items of deleted maps and lists",
    documented: "Nothing.",
    here: "A deleted map or list is told of once, not item by item; a deleted service tells nothing.",
  },
  {
    about: "sync.UpdateDocumentPermission, sync.UpdateSyncListPermission, sync.UpdateSyncMapPermission",
    documented: "Deleting a permission is the same as setting all of it to false.",
    here: "A permission with nothing but false is shown until it is deleted; a deleted one answers 404.",
  },
  {
    about: "Sync ACLs and reachability",
    documented: "They apply to SDKs with an identity in their token.",
    here: "Kept and shown; the account has no SDK clients, and its own credentials pass ACLs by, as documented.",
  },
  {
    about: "Sync pages",
    documented: "PageToken is opaque; the order of objects and permissions is not said.",
    here: "Objects in the order of creation, permissions by identity, map items by the code units of their keys. A PageSize of more than 100 counts as 100.",
  },
  {
    about: "Sync updates that change nothing",
    documented: "54010, 'expected at least 1 optional parameter', without the operations.",
    here: "Every update without parameters is refused so; an item's with a CollectionTtl alone too.",
  },
];
