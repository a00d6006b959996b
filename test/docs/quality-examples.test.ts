/** docs/quality.md: its programs run as they stand, and its policies are policies with every rule told. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { freePort } from "../../cli/free-port";
import { ROOT } from "../../cli/root";
import { newOutboxItem } from "../../src/domain/outbox";
import { qualitySchema } from "../../src/domain/quality-policy";
import { webhooksSchema } from "../../src/domain/webhooks-policy";
import { sendWebhook } from "../../src/webhooks/send";
import { taskSid } from "../support/people";
import { openQualityFloor, pull, type QualityFloor, webhooks, write } from "../support/quality-floor";
import { WEBHOOK_SECRET } from "../support/receiver";
import { record } from "../support/records";

const page = readFileSync(join(ROOT, "docs/quality.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "floorwalker-quality-page-"));
const running: (ChildProcess | Server)[] = [];

beforeAll(() => {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  for (const [, name = "", content = ""] of page.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)) {
    writeFileSync(join(folder, name), content);
  }
});
afterAll(() => {
  for (const one of running) "kill" in one ? one.kill() : one.close();
  rmSync(folder, { recursive: true });
});

/** Starts a program of the page; what it has printed so far. */
function start(name: string, environment: Readonly<Record<string, string>>) {
  const program = spawn(process.execPath, [name], { cwd: folder, env: { ...process.env, ...environment } });
  running.push(program);
  let printed = "";
  program.stdout.on("data", (part) => (printed += String(part)));
  program.stderr.on("data", (part) => (printed += String(part)));
  const ended = new Promise<number | null>((resolve) => program.once("exit", resolve));
  return { printed: () => printed, ended };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

test("the receiver of the page takes what is signed, works once for each id, and refuses everything else", async () => {
  const port = await freePort();
  const program = start("receive.mjs", { WEBHOOK_SECRET, PORT: String(port), HOST: "127.0.0.1" });
  const policy = { ...webhooks, url: `http://127.0.0.1:${port}/` };
  const sample = { contact: record(), because: [{ reason: "short-talk", weight: 6 }] };
  const item = newOutboxItem("contact.sampled", sample, new Date());
  const send = (secret: string) => sendWebhook({ policy, secret }, "contact-sampled.1", item);
  let first = await send(WEBHOOK_SECRET);
  for (let look = 0; first === undefined && look < 100; look++) {
    await pause(100);
    first = await send(WEBHOOK_SECRET);
  }

  expect([first?.status, (await send(WEBHOOK_SECRET))?.status]).toEqual([204, 204]);
  expect((await send(`whsec_${"B".repeat(40)}`))?.status).toBe(401);
  expect(program.printed()).toBe(`contact.sampled ${taskSid("1")}: short-talk\n`);
});

/** The functions of a floor, over HTTP. */
async function serve(house: QualityFloor): Promise<string> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://floor");
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const isKnown = pathname === "/operations/contact-records";
    const answer = isKnown ? await pull({ ...house, token }, Object.fromEntries(searchParams)) : undefined;
    response.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the reader of the page prints every record, and goes on where it left off", async () => {
  const house = await openQualityFloor();
  const environment = { FLOOR_URL: await serve(house), FLOOR_TOKEN: house.token };
  const read = async () => {
    const program = start("pull.mjs", environment);
    expect([await program.ended, program.printed()]).toEqual([0, expect.any(String)]);
    return program.printed().trim().split("\n");
  };
  for (let number = 1; number <= 150; number++) await write(house, record({ taskSid: taskSid(String(number)) }));
  await house.floor.account.clock.advance(30);
  const first = await read();
  await write(house, record({ taskSid: taskSid("7"), revision: 2 }));
  await house.floor.account.clock.advance(6);

  expect(first).toHaveLength(150);
  expect(first.at(-1)).toBe(`${taskSid("150")} 1 sales answered`);
  expect(await read()).toEqual([`${taskSid("7")} 2 sales answered`]);
}, 180_000);

test("the policies of the page are policies", () => {
  const policies = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => parse(text) as object);
  const sections = Object.assign({}, ...policies) as { quality: unknown; webhooks: unknown };

  expect(v.safeParse(qualitySchema, sections.quality).issues).toBeUndefined();
  expect(v.safeParse(webhooksSchema, sections.webhooks).issues).toBeUndefined();
});

test("every rule has its row", () => {
  const named = [...page.matchAll(/^\s*\| (.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name),
  );
  const rules = Object.keys(qualitySchema.entries.risks.entries);

  expect(named).toEqual(expect.arrayContaining([...rules, "random", "quotas.atLeast"]));
});
