/** API keys: https://www.twilio.com/docs/iam/api-keys/key-resource-v2010 */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";

const gone = (error: { status?: number }) => error.status === 404;
const refused = (error: { status?: number; code?: number }) => error.status === 401 && error.code === 20003;

export const keysBehaviours: readonly Behaviour[] = [
  {
    of: ["api.CreateNewKey", "api.FetchKey"],
    says: "a key's SID and secret let in, and the secret is shown only once",
    async run({ account, client, request }) {
      const { sid, secret } = await client.newKeys.create({ friendlyName: "functions" });

      const byKey = account.client(undefined, {}, { username: sid, password: secret });
      assert.deepEqual(await byKey.messages.list(), []);
      const { body } = request(
        "GET",
        `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/Keys/${sid}.json`,
      );
      assert.deepEqual(Object.keys(body as object).sort(), ["date_created", "date_updated", "friendly_name", "sid"]);
    },
  },
  {
    of: ["api.UpdateKey", "api.FetchKey"],
    says: "a key is known by its new name",
    async run({ client }) {
      const { sid } = await client.newKeys.create({ friendlyName: "old" });

      await client.keys(sid).update({ friendlyName: "new" });

      assert.equal((await client.keys(sid).fetch()).friendlyName, "new");
    },
  },
  {
    of: ["api.ListKey"],
    says: "keys are listed page by page",
    async run({ client }) {
      for (const friendlyName of ["one", "two", "three"]) await client.newKeys.create({ friendlyName });

      const names = (await client.keys.list({ pageSize: 2 })).map(({ friendlyName }) => friendlyName);

      assert.deepEqual(names, ["three", "two", "one"]);
    },
  },
  {
    of: ["api.DeleteKey"],
    says: "a deleted key lets nobody in",
    async run({ account, client }) {
      const { sid, secret } = await client.newKeys.create();
      await client.keys(sid).remove();

      const byKey = account.client(undefined, {}, { username: sid, password: secret });
      await assert.rejects(byKey.messages.list(), refused);
      await assert.rejects(client.keys(sid).fetch(), gone);
    },
  },
];
