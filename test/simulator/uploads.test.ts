/** multipart/form-data over HTTP, as versions of functions and assets are uploaded. */
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";

const BOUNDARY = "----a-boundary-as-clients-make-them";
const MEGABYTE = 1024 * 1024;

let server: SimulatorServer;
let url: string;
beforeAll(async () => {
  const account = new Account();
  const { services } = account.client().serverless.v1;
  const { sid } = await services.create({ uniqueName: "floor", friendlyName: "The floor" });
  const asset = await account.client().serverless.v1.services(sid).assets.create({ friendlyName: "/words" });
  server = await serve({ port: 0, createAccount: () => account, clock: "virtual" });
  url = `${server.url}/serverless-upload/v1/Services/floor/Assets/${asset.sid}/Versions`;
});
afterAll(() => server.close());

const credentials = () => `Basic ${btoa(`${server.account().accountSid}:${server.account().authToken}`)}`;

async function send(body: FormData | string, contentType?: string) {
  const headers = { authorization: credentials(), ...(contentType ? { "content-type": contentType } : {}) };
  const response = await fetch(url, { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function form(content: Uint8Array<ArrayBuffer>): FormData {
  const made = new FormData();
  made.set("Path", "/words.bin");
  made.set("Visibility", "public");
  made.set("Content", new Blob([content], { type: "application/octet-stream" }), "words.bin");
  return made;
}

test("bytes arrive as they were sent, with their type", async () => {
  const content = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  const { status, body } = await send(form(content));

  const [service] = server.account().serverless.save().services.values();
  const [asset] = service?.assets.values() ?? [];
  const version = asset?.versions.get(String(body["sid"]));
  expect(status).toBe(201);
  expect(version?.content).toEqual(content);
  expect(version?.contentType).toBe("application/octet-stream");
});

test.each([
  { what: "no multipart at all", body: "Path=/words", type: `multipart/form-data; boundary=${BOUNDARY}` },
  { what: "no boundary", body: `--${BOUNDARY}--\r\n`, type: "multipart/form-data" },
  {
    what: "a part that never ends",
    body: `--${BOUNDARY}\r\nContent-`,
    type: `multipart/form-data; boundary=${BOUNDARY}`,
  },
])("$what is refused with 400", async ({ body, type }) => {
  expect(await send(body, type)).toMatchObject({ status: 400, body: { code: 20_001 } });
});

test("a form without what is required is refused, and so is one larger than any asset", async () => {
  const empty = new FormData();
  empty.set("Path", "/words.bin");

  expect(await send(empty)).toMatchObject({ status: 400, body: { code: 20_001 } });
  expect(await send(form(new Uint8Array(25 * MEGABYTE + 1)))).toMatchObject({ status: 413 });
  expect(await send(form(new Uint8Array(26 * MEGABYTE)))).toMatchObject({ status: 413 });
});
