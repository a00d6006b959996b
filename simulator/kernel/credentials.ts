/**
 * Who may ask: the account's SID and auth token, or an API key's SID and secret.
 * https://www.twilio.com/docs/iam/api-keys
 *
 * Keys made over REST are Standard: they may do all but manage accounts and keys.
 */

export type ApiKey = {
  sid: string;
  friendlyName: string;
  secret: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
};

/** Who sends a request, and for what. */
export type Credentialed = {
  product: string;
  path: string;
  username: string | undefined;
  password: string | undefined;
};

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const SECRET_LENGTH = 32;
/** `/Accounts`, `/Accounts/{}`, and the keys below. */
const FOR_THE_ACCOUNT_ITSELF = /^\/2010-04-01\/Accounts(\/[^/.]+(\/(Signing)?Keys(\/[^/]+)?)?)?(\.json)?$/;

export class CredentialStore {
  private keys = new Map<string, ApiKey>();
  private readonly accountSid: string;
  private readonly authToken: string;

  constructor(accountSid: string, authToken: string) {
    this.accountSid = accountSid;
    this.authToken = authToken;
  }

  /** Whether the request is let in: false is answered with 401. */
  admits({ product, path, username, password }: Credentialed): boolean {
    if (username === this.accountSid) return password === this.authToken;
    const key = this.keys.get(username ?? "");
    return key !== undefined && key.secret === password && !isForTheAccountItself(product, path);
  }

  /** In the order in which they were made. */
  all(): readonly ApiKey[] {
    return [...this.keys.values()];
  }

  find(sid: string): ApiKey | undefined {
    return this.keys.get(sid);
  }

  add(key: ApiKey): void {
    this.keys.set(key.sid, key);
  }

  remove(sid: string): void {
    this.keys.delete(sid);
  }

  save(): Map<string, ApiKey> {
    return this.keys;
  }

  restore(saved: Map<string, ApiKey>): void {
    this.keys = saved;
  }
}

/** @param random a number from 0 to 1 */
export const newSecret = (random: () => number): string =>
  Array.from({ length: SECRET_LENGTH }, () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? "A").join("");

const isForTheAccountItself = (product: string, path: string): boolean =>
  (product === "api" && FOR_THE_ACCOUNT_ITSELF.test(path)) || (product === "iam" && path.startsWith("/v1/Keys"));
