/** The edge's rules on requests, each on both sides of its bound, within the process and over HTTP. */
import type { EdgeHeaders } from "../../simulator/edge/exchange";
import {
  assetOf,
  closeAll,
  FORM,
  functionOf,
  JSON_TYPE,
  openEdge,
  type Sent,
  signedForm,
  signedJson,
  type Way,
} from "../support/edge";

afterAll(closeAll);

const ECHO =
  "callback(null, { ...event, request: undefined, headers: event.request.headers, cookies: event.request.cookies });";

const open = () =>
  openEdge(
    [
      functionOf("/it", ECHO),
      functionOf("/door", ECHO, "protected"),
      functionOf("/lib", ECHO, "private"),
      functionOf("/head", `callback(null, Object.keys(event.request.headers));`),
    ],
    [assetOf("/logo.png", "public"), assetOf("/plan.png", "protected"), assetOf("/key.png", "private")],
  );

const WAYS = ["in process", "over HTTP"] as const;

/** The names and values of `count` headers, and of `bytes` in all. */
function headersOf(given: { bytes?: number; count?: number }, already: EdgeHeaders): EdgeHeaders {
  const sizeOf = (headers: EdgeHeaders) =>
    Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
  const { count, bytes } = given;
  if (count !== undefined) {
    const more = Array.from({ length: count - Object.keys(already).length }, (_, index) => [`x-${index}`, "1"]);
    return Object.fromEntries(more);
  }
  return { "x-long": "a".repeat((bytes ?? 0) - sizeOf(already) - "x-long".length) };
}

describe.each(WAYS)("%s", (way) => {
  /** What Node adds to a request over HTTP: it counts. */
  const added = (origin: string, body = ""): EdgeHeaders =>
    way === "in process"
      ? {}
      : {
          host: new URL(origin).host,
          connection: "keep-alive",
          ...(body ? { "content-length": String(body.length) } : {}),
        };

  test.each<{ what: string; sent: (way: Way) => Sent; status: number }>([
    { what: "a form signed for the URL", sent: (to) => signedForm(to, "/door", { b: "2", a: "1" }), status: 200 },
    { what: "JSON signed with its hash", sent: (to) => signedJson(to, "/door", { a: [1] }), status: 200 },
    { what: "a JSON array signed with its hash", sent: (to) => signedJson(to, "/door", [{ a: 1 }]), status: 200 },
    { what: "a signed GET", sent: (to) => ({ ...signedForm(to, "/door", {}), method: "GET", body: "" }), status: 200 },
    { what: "no signature", sent: () => ({ path: "/door", body: "a=1", headers: FORM }), status: 403 },
    {
      what: "a signature of another token",
      sent: (to) => signedForm(to, "/door", { a: "1" }, "1".repeat(32)),
      status: 403,
    },
    {
      what: "a signature of another URL",
      sent: (to) => ({ ...signedForm(to, "/it", { a: "1" }), path: "/door" }),
      status: 403,
    },
    {
      what: "a signature of another form",
      sent: (to) => ({ ...signedForm(to, "/door", { a: "1" }), body: "a=2" }),
      status: 403,
    },
    {
      what: "a signature of other JSON",
      sent: (to) => ({ ...signedJson(to, "/door", { a: 1 }), body: '{"a":2}' }),
      status: 403,
    },
    {
      what: "JSON under a signature without a hash",
      sent: (to) => ({
        ...signedForm(to, "/door", {}),
        headers: { ...signedForm(to, "/door", {}).headers, ...JSON_TYPE },
        body: "{}",
      }),
      status: 403,
    },
  ])("a protected function answers $status to $what", async ({ sent, status }) => {
    const to = (await open()).to(way);

    expect((await to.send(sent(to))).status).toBe(status);
  });

  test.each([
    { path: "/it", method: "GET", status: 200 },
    { path: "/it", method: "POST", status: 200 },
    { path: "/it", method: "PUT", status: 405 },
    { path: "/it", method: "DELETE", status: 405 },
    { path: "/it", method: "PATCH", status: 405 },
    { path: "/lib", method: "POST", status: 404 },
    { path: "/lib", method: "OPTIONS", status: 404 },
    { path: "/nowhere", method: "GET", status: 404 },
    { path: "/it.js", method: "GET", status: 404 },
    { path: "/logo.png", method: "GET", status: 200 },
    { path: "/plan.png", method: "GET", status: 403 },
    { path: "/key.png", method: "GET", status: 404 },
  ])("$method $path is answered $status", async ({ path, method, status }) => {
    const { to } = await open();

    expect((await to(way).send({ path, method })).status).toBe(status);
  });

  test("an asset comes as it was uploaded", async () => {
    const { to } = await open();

    const got = await to(way).send({ path: "/logo.png", method: "GET" });

    expect(got).toMatchObject({ headers: { "content-type": "image/png" }, body: "\xff\x00A" });
  });

  test.each(["/it", "/door"])(
    "OPTIONS %s is answered for every origin, and the function does not run",
    async (path) => {
      const { to } = await open();

      const { status, headers, body } = await to(way).send({ path, method: "OPTIONS" });

      expect({ status, body }).toEqual({ status: 204, body: "" });
      expect(headers).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "*",
        "access-control-allow-methods": "GET, POST, OPTIONS",
      });
      expect(headers["x-twilio-function-concurrency"]).toBeUndefined();
    },
  );

  test.each([
    { what: "a GET with a body", sent: { method: "GET", body: "a=1", headers: FORM }, status: 403 },
    { what: "JSON that is none", sent: { body: "{", headers: JSON_TYPE }, status: 400 },
    { what: "JSON that is a number", sent: { body: "1", headers: JSON_TYPE }, status: 400 },
    { what: "JSON that is an object", sent: { body: "{}", headers: JSON_TYPE }, status: 200 },
    { what: "no body where JSON is said to come", sent: { body: "", headers: JSON_TYPE }, status: 200 },
  ])("$what is answered $status", async ({ sent, status }) => {
    const { to } = await open();

    expect((await to(way).send(sent)).status).toBe(status);
  });

  test.each([
    { over: 0, status: 200 },
    { over: 1, status: 413 },
  ])("a request of 1 MB and $over bytes, headers among them, is answered $status", async ({ over, status }) => {
    const to = (await open()).to(way);
    const headers = { "content-type": "text/plain", cookie: "a=1" };
    const ownBytes = Object.entries({ ...headers, ...added(to.origin, "x".repeat(1_000_000)) }).reduce(
      (sum, [name, value]) => sum + name.length + String(value).length,
      0,
    );

    expect((await to.send({ headers, body: "x".repeat(1024 * 1024 - ownBytes + over) })).status).toBe(status);
  });

  test.each([
    { what: "15 kB", bytes: 15 * 1024, status: 200 },
    { what: "15 kB and a byte", bytes: 15 * 1024 + 1, status: 431 },
    { what: "90 lines", count: 90, status: 200 },
    { what: "91 lines", count: 91, status: 431 },
  ])("headers of $what are answered $status", async ({ what: _what, status, ...given }) => {
    const { errors, to } = await open();
    const headers = headersOf(given, added(to(way).origin));

    const got = await to(way).send({ method: "GET", headers });

    expect(got.status).toBe(status);
    expect(errors).toEqual(status === 431 ? [{ path: "/it", code: 82008 }] : []);
  });

  test("a function sees no header that the platform keeps to itself, and lists of those that came twice", async () => {
    const { to } = await open();
    const hidden = {
      "i-twilio-idempotency-token": "1",
      "x-forwarded-for": "1",
      "x-amzn-trace-id": "1",
      via: "1",
      referer: "1",
    };

    const got = await to(way).send({ method: "GET", headers: { ...hidden, "x-mine": ["1", "2"] } });

    const { headers } = JSON.parse(got.body);
    expect(headers).toMatchObject({ "x-mine": ["1", "2"] });
    expect(Object.keys(headers).filter((name) => name !== "host" && name !== "x-mine")).toEqual([]);
  });

  test.each<{ what: string; sent: Sent; event: object }>([
    { what: "a query", sent: { method: "GET", path: "/it?a=1&b=2&b=3" }, event: { a: "1", b: ["2", "3"] } },
    { what: "query and form", sent: { path: "/it?a=1&b=2", body: "b=3", headers: FORM }, event: { a: "1", b: "3" } },
    { what: "an array", sent: { body: '["x",{"y":1}]', headers: JSON_TYPE }, event: { "0": "x", "1": { y: 1 } } },
    { what: "text", sent: { body: '{"a":1}', headers: { "content-type": "text/plain" } }, event: {} },
    {
      what: "cookies",
      sent: { method: "GET", headers: { cookie: 'a=1; b="2%203"; c=%' } },
      event: { cookies: { a: "1", b: "2 3", c: "%" } },
    },
  ])("the event of $what is what it holds", async ({ sent, event }) => {
    const { to } = await open();

    const { headers, cookies, ...parameters } = JSON.parse((await to(way).send(sent)).body);

    expect("cookies" in event ? { cookies } : parameters).toEqual(event);
  });
});
