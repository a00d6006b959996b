/**
 * Key: https://www.twilio.com/docs/iam/api-keys/key-resource-v2010
 *
 * Modelled: all five operations. A key's secret is shown once, when it is made; the key is Standard and lets its holder
 * do all but manage accounts and keys.
 */
import { ACCOUNT, checkAccount, rfc2822 } from "../api/account-path";
import { apiPage } from "../api/pages";
import { type ApiKey, type CredentialStore, newSecret } from "../kernel/credentials";
import type { Kernel } from "../kernel/kernel";
import { badParameter, notFound, type Operation, type Parameters, type RestRequest, text } from "../kernel/rest";
import type { Room } from "../kernel/room";

const LIST = `${ACCOUNT}/Keys.json`;
const ONE = `${ACCOUNT}/Keys/:Sid.json`;
const MAXIMUM_NAME_LENGTH = 64;

function readName(parameters: Parameters): string | undefined {
  const name = text(parameters, "FriendlyName");
  if (name !== undefined && name.length > MAXIMUM_NAME_LENGTH) {
    throw badParameter(`FriendlyName must not be longer than ${MAXIMUM_NAME_LENGTH} characters`);
  }
  return name;
}

const toBody = (key: ApiKey) => ({
  sid: key.sid,
  friendly_name: key.friendlyName,
  date_created: rfc2822(key.createdAt),
  date_updated: rfc2822(key.updatedAt),
});

export class Keys implements Room {
  readonly operations: readonly Operation[];
  private readonly store: CredentialStore;
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, store: CredentialStore) {
    this.kernel = kernel;
    this.store = store;
    this.operations = [
      { name: "CreateNewKey", method: "POST", path: LIST, parameters: ["FriendlyName"], run: (r) => this.create(r) },
      {
        name: "ListKey",
        method: "GET",
        path: LIST,
        run: (request) => {
          checkAccount(kernel, request);
          return apiPage(request, "keys", store.all().toReversed(), toBody);
        },
      },
      { name: "FetchKey", method: "GET", path: ONE, run: (r) => ({ status: 200, body: toBody(this.find(r)) }) },
      { name: "UpdateKey", method: "POST", path: ONE, parameters: ["FriendlyName"], run: (r) => this.update(r) },
      {
        name: "DeleteKey",
        method: "DELETE",
        path: ONE,
        run: (request) => {
          store.remove(this.find(request).sid);
          return { status: 204 };
        },
      },
    ];
  }

  save() {
    return this.store.save();
  }

  restore(saved: ReturnType<CredentialStore["save"]>): void {
    this.store.restore(saved);
  }

  private create(request: RestRequest) {
    checkAccount(this.kernel, request);
    const { clock, sids } = this.kernel;
    const friendlyName = readName(request.parameters) ?? "";
    const now = clock.now();
    const secret = newSecret(this.kernel.random);
    const key = { sid: sids.next("SK"), friendlyName, secret, createdAt: now, updatedAt: now };
    this.store.add(key);
    return { status: 201, body: { ...toBody(key), secret } };
  }

  private update(request: RestRequest) {
    const key = this.find(request);
    key.friendlyName = readName(request.parameters) ?? key.friendlyName;
    key.updatedAt = this.kernel.clock.now();
    return { status: 200, body: toBody(key) };
  }

  private find(request: RestRequest): ApiKey {
    checkAccount(this.kernel, request);
    const key = this.store.find(request.ids["Sid"] ?? "");
    if (!key) throw notFound(request.path);
    return key;
  }
}
