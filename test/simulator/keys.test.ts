/** API keys and who is let in. */
import { Account } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

async function withKey() {
  const account = new Account();
  const { sid, secret } = await account.client().newKeys.create({ friendlyName: "functions" });
  const asKey = (username = sid, password = secret) => account.client(undefined, {}, { username, password });
  return { account, sid, secret, asKey };
}

test("a wrong secret is refused", async () => {
  const { sid, asKey } = await withKey();

  await expect(asKey(sid, "guess").messages.list()).rejects.toEqual(refused(401, 20003));
});

test("a key lets in to other products too", async () => {
  const { asKey } = await withKey();

  await expect(asKey().sync.v1.services.list()).resolves.toBeInstanceOf(Array);
});

test("a standard key does not manage keys", async () => {
  const { asKey } = await withKey();

  await expect(asKey().newKeys.create()).rejects.toEqual(refused(401, 20003));
  await expect(asKey().keys.list()).rejects.toEqual(refused(401, 20003));
});

test("another account's keys are not found", async () => {
  const { account } = await withKey();

  const others = account.client().api.v2010.accounts(`AC${"9".repeat(32)}`).keys;

  await expect(others.list()).rejects.toEqual(refused(404, 20404));
});

test("a name has at most 64 characters", async () => {
  const { account } = await withKey();

  const created = account.client().newKeys.create({ friendlyName: "x".repeat(65) });

  await expect(created).rejects.toEqual(refused(400, 20001));
});

test("keys are in the snapshot", async () => {
  const { account, sid, secret } = await withKey();

  const other = new Account();
  other.restore(account.snapshot());

  const asKey = other.client(undefined, {}, { username: sid, password: secret });
  await expect(asKey.messages.list()).resolves.toEqual([]);
});
