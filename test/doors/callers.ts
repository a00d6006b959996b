/** Callers with no credential, with a bad one, and with one that is good for something else. */
import { createToken, revokeToken } from "../../cli/tokens";
import type { Scope } from "../../src/domain/scoped-token";
import { type Centre, DOORS_ORIGIN, type Knock, scopeOf } from "./centre";
import type { Door } from "./door-list";
import type { Hostile } from "./hostile";
import { rowOf } from "./rows";
import { bare, bodyFor, signed, withBearer, withFlexToken } from "./sending";

const rightBody = (centre: Centre, door: Door) => bodyFor(door, rowOf(door.path).right(centre));

/** What the door decides on, from nobody. */
const unsigned = (centre: Centre, door: Door): Knock => bare(door, rightBody(centre, door));

const rightlySigned = (centre: Centre, door: Door): Knock => signed(centre, unsigned(centre, door));

const signatureOf = ({ headers }: Knock): string => String(headers["x-twilio-signature"]);

const withSignature = (knock: Knock, signature: string | readonly string[]): Knock => ({
  ...knock,
  headers: { ...knock.headers, "x-twilio-signature": signature },
});

/** A row of the table: refused before anything is looked at, unless it is said otherwise. */
const row = (what: string, status: number, send: Hostile["send"], checks: 0 | 1 = 0): Hostile => ({
  what,
  status,
  checks,
  send,
});

const UNSIGNED: readonly Hostile[] = [
  row("no signature", 403, unsigned),
  row("an empty signature", 403, (centre, door) => withSignature(unsigned(centre, door), "")),
  row("a signature of random letters", 403, (centre, door) =>
    withSignature(unsigned(centre, door), "q2hlY2sgdGhpcyBzaWduYXR1cmU="),
  ),
  row("a signature with another account's auth token", 403, (centre, door) => {
    const knock = rightlySigned(centre, door);
    const url = new URL(`${DOORS_ORIGIN}${knock.path}${knock.query ?? ""}`).toString();
    const form = knock.query ? {} : Object.fromEntries(new URLSearchParams(knock.body));
    return withSignature(knock, centre.signature(url, form, "f".repeat(32)));
  }),
  row("the signature of another URL", 403, (centre, door) => {
    const elsewhere = signed(centre, { ...unsigned(centre, door), path: `${door.path}-elsewhere` });
    return { ...elsewhere, path: door.path };
  }),
  row("a signed request, sent again with another body", 403, (centre, door) => {
    const knock = rightlySigned(centre, door);
    const isForm = String(knock.headers["content-type"]).includes("form");
    return { ...knock, body: isForm ? `${knock.body}&more=1` : knock.body.replace(/[\]}]$/, ' ,"more":1$&') };
  }),
  row("a signed request, sent again with a query", 403, (centre, door) => {
    const knock = rightlySigned(centre, door);
    return { ...knock, query: knock.query ? `${knock.query}&more=1` : "?more=1" };
  }),
  row("a signed form, sent again as JSON", 403, (centre, door) => {
    const knock = signed(centre, bare(door, bodyFor(door, rowOf(door.path).right(centre), "form")));
    const body = JSON.stringify(rowOf(door.path).right(centre));
    return withSignature({ ...knock, headers: { "content-type": "application/json" }, body }, signatureOf(knock));
  }),
  row("a signed request, sent again as a GET", 403, (centre, door) => ({
    ...rightlySigned(centre, door),
    method: "GET",
  })),
  row("a machine's token in the place of a signature", 403, async (centre, door) =>
    withBearer(unsigned(centre, door), await centre.token("tick")),
  ),
];

/** Some scope that does not open the door. */
const otherScope = ({ lock }: Door): Scope =>
  lock.is === "token" && lock.anyOf.includes("reconcile") ? "tick" : "reconcile";

const machine = async (centre: Centre, door: Door, change: (token: string) => string): Promise<Knock> =>
  withBearer(unsigned(centre, door), change(await centre.token(...scopeOf(door))));

const withAuthorization = (knock: Knock, authorization: string | readonly string[]): Knock => ({
  ...knock,
  headers: { ...knock.headers, authorization },
});

const DAY = 86_400_000;

/** A token of the door's scope, made so many days ago for one. */
function made(centre: Centre, door: Door, daysAgo: number): Promise<string> {
  const { account, variables } = centre.floor;
  const floor = { client: account.client(() => "test"), syncServiceSid: variables["SYNC_SERVICE_SID"] ?? "" };
  const at = new Date(account.clock.now() - daysAgo * DAY);
  return createToken(floor, { name: "hostile", scopes: scopeOf(door), days: 1 }, at);
}

async function revoked(centre: Centre, door: Door): Promise<string> {
  const { account, variables } = centre.floor;
  const floor = { client: account.client(() => "test"), syncServiceSid: variables["SYNC_SERVICE_SID"] ?? "" };
  const token = await made(centre, door, 0);
  await revokeToken(floor, token.split(".")[1] ?? "");
  return token;
}

const WITHOUT_TOKEN: readonly Hostile[] = [
  row("no token", 401, unsigned),
  row("an empty token", 401, (centre, door) => withBearer(unsigned(centre, door), "")),
  row("a word for a token", 401, (centre, door) => withBearer(unsigned(centre, door), "letmein")),
  row("a token without its scheme", 401, async (centre, door) =>
    withAuthorization(unsigned(centre, door), await centre.token(...scopeOf(door))),
  ),
  row("a token under another scheme", 401, async (centre, door) =>
    withAuthorization(unsigned(centre, door), `Basic ${await centre.token(...scopeOf(door))}`),
  ),
  row("the account's SID and auth token", 401, (centre, door) => {
    const { accountSid, authToken } = centre.floor.account;
    return withAuthorization(unsigned(centre, door), `Basic ${btoa(`${accountSid}:${authToken}`)}`);
  }),
  row("two tokens in two headers", 401, async (centre, door) => {
    const bearer = `Bearer ${await centre.token(...scopeOf(door))}`;
    return withAuthorization(unsigned(centre, door), [bearer, bearer]);
  }),
  row("a token in the query", 401, async (centre, door) => ({
    ...unsigned(centre, door),
    query: `?authorization=Bearer%20${await centre.token(...scopeOf(door))}`,
  })),
  row("a token longer than any", 401, (centre, door) =>
    machine(centre, door, (token) => token.replace(/[0-9a-f]{64}$/, "0".repeat(4096))),
  ),
  row("a token for everything there is", 401, (centre, door) =>
    machine(centre, door, (token) => token.replace(/^(fw\.[0-9a-f]+\.\d+\.)[^.]+/, "$1*")),
  ),
  row("a token of a scope called constructor", 401, (centre, door) =>
    machine(centre, door, (token) => token.replace(/^(fw\.[0-9a-f]+\.\d+\.)[^.]+/, "$1constructor")),
  ),
  row("an expired token", 401, async (centre, door) => withBearer(unsigned(centre, door), await made(centre, door, 2))),
  row("a token of another scope", 403, async (centre, door) =>
    withBearer(unsigned(centre, door), await centre.token(otherScope(door))),
  ),
  row(
    "a revoked token",
    401,
    async (centre, door) => withBearer(unsigned(centre, door), await revoked(centre, door)),
    1,
  ),
  row(
    "a token with another secret",
    401,
    (centre, door) => machine(centre, door, (token) => token.replace(/[0-9a-f]{64}$/, "0".repeat(64))),
    1,
  ),
  row(
    "a token of an id that nobody has",
    401,
    (centre, door) => machine(centre, door, (token) => token.replace(/^fw\.[0-9a-f]+/, "fw.0123456789abcdef")),
    1,
  ),
  row(
    "a token whose end was put off",
    401,
    (centre, door) => machine(centre, door, (token) => token.replace(/^(fw\.[0-9a-f]+)\.\d+/, "$1.99999999999")),
    1,
  ),
  row(
    "a token of another scope that was given this one",
    401,
    async (centre, door) => {
      const other = await centre.token(otherScope(door));
      const forged = other.replace(`.${otherScope(door)}.`, `.${otherScope(door)}+${scopeOf(door).join("+")}.`);
      return withBearer(unsigned(centre, door), forged);
    },
    1,
  ),
  row("Twilio's signature in the place of a token", 401, rightlySigned),
  row("a Flex token in the place of a machine's", 401, (centre, door) =>
    withBearer(unsigned(centre, door), centre.flexToken("admin")),
  ),
];

const flex = (centre: Centre, door: Door, token: unknown): Knock => withFlexToken(unsigned(centre, door), token);

const WITHOUT_FLEX: readonly Hostile[] = [
  row("no Flex token", 401, unsigned),
  row("an empty Flex token", 401, (centre, door) => flex(centre, door, "")),
  row("a word for a Flex token", 401, (centre, door) => flex(centre, door, "letmein")),
  row("two Flex tokens", 401, (centre, door) => {
    const token = centre.flexToken("supervisor");
    return flex(centre, door, [token, token]);
  }),
  row("a Flex token inside an object", 401, (centre, door) => {
    const knock = bare(door, bodyFor(door, rowOf(door.path).right(centre), "json"));
    return withFlexToken(knock, { token: centre.flexToken("supervisor") });
  }),
  row("a Flex token as a header", 401, (centre, door) =>
    withBearer(unsigned(centre, door), centre.flexToken("supervisor")),
  ),
  row("a Flex token longer than any", 401, (centre, door) => flex(centre, door, `${"a".repeat(20_000)}..b.c.d`)),
  row("a Flex token with a line feed in it", 401, (centre, door) =>
    flex(centre, door, `${centre.flexToken("supervisor")}\nx`),
  ),
  row("a machine's token in the place of a Flex token", 401, async (centre, door) =>
    flex(centre, door, await centre.token("change-capacity")),
  ),
  row("Twilio's signature in the place of a Flex token", 401, rightlySigned),
  row("a forged Flex token", 401, (centre, door) => flex(centre, door, "e30..e30.e30.e30"), 1),
  row(
    "a Flex token with a letter changed",
    401,
    (centre, door) => flex(centre, door, centre.flexToken("supervisor").replace(/^./, "_")),
    1,
  ),
  row("an expired Flex token", 401, (centre, door) => flex(centre, door, centre.flexToken("supervisor", 0)), 1),
];

/** Where a role is asked for. */
const WRONG_ROLE: readonly Hostile[] = [
  row("an agent's Flex token", 403, (centre, door) => flex(centre, door, centre.flexToken("agent")), 1),
  row(
    "a Flex token of the role supervisors",
    403,
    (centre, door) => flex(centre, door, centre.flexToken("supervisors")),
    1,
  ),
  row(
    "a Flex token of the role __proto__",
    403,
    (centre, door) => flex(centre, door, centre.flexToken("__proto__")),
    1,
  ),
];

/** Everybody whom this door's lock keeps out. */
export function hostileCallers({ lock }: Door): readonly Hostile[] {
  if (lock.is === "signature") return UNSIGNED;
  if (lock.is === "token") return WITHOUT_TOKEN;
  return lock.role === undefined ? WITHOUT_FLEX : [...WITHOUT_FLEX, ...WRONG_ROLE];
}
