/** A floor with a QA system beside it, and people whose contacts end. */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ROOT } from "../../cli/root";
import type { ContactRecord } from "../../src/domain/contact-record";
import type { PulledRecord } from "../../src/http/contact-records";
import { type Floor, ORIGIN, openFloor, type Reply } from "./floor";
import { GRACE } from "./people";
import { RECEIVER, Receiver, WEBHOOK_SECRET } from "./receiver";
import { accept, arrive, complete, hire } from "./work";

const folder = mkdtempSync(join(tmpdir(), "floorwalker-quality-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** floor.yaml with other sections `quality`, `webhooks` and `records`. */
export function policyFileWith(sections: object): string {
  const policy = parse(readFileSync(join(ROOT, "floor.yaml"), "utf8")) as object;
  const text = stringify({ ...policy, ...sections });
  const file = join(folder, `${createHash("sha256").update(text).digest("hex")}.yaml`);
  writeFileSync(file, text);
  return file;
}

/** Every answered contact is sampled. */
export const EVERYTHING = {
  quality: { seed: "autumn", threshold: 10, random: 1, risks: {}, quotas: { atMost: 1000 }, patience: 120 },
};
export const webhooks = { url: `${RECEIVER}/hooks`, deadline: 5, attempts: 3, firstPause: 60, longestPause: 600 };

export type QualityFloor = { floor: Floor; receiver: Receiver; token: string; secret: string };

export async function openQualityFloor(sections: object = { ...EVERYTHING, webhooks }): Promise<QualityFloor> {
  const floor = await openFloor({ WEBHOOK_SECRET }, policyFileWith(sections));
  const receiver = new Receiver(floor.account);
  await hire(floor, "carla", { stock: 4 });
  const token = await floor.token("run-quality", "read-contact-records");
  return { floor, receiver, token, secret: WEBHOOK_SECRET };
}

/** Somebody calls, is answered, and hangs up after so many seconds; the record is settled when it ends. */
export async function contact({ floor }: Pick<QualityFloor, "floor">, seconds = 60): Promise<string> {
  const sid = await arrive(floor, { channel: "voice", queue: "stock", from: GRACE.from, customer: GRACE.customer });
  await accept(floor, sid);
  await floor.account.clock.advance(seconds);
  await complete(floor, sid);
  await floor.account.clock.advance(10);
  return sid;
}

/** As a scheduler starts it; the clock moves as far as the round needs. */
export async function round({ floor, token }: QualityFloor, origin = ORIGIN): Promise<Reply> {
  const authorization = `Bearer ${token}`;
  const reply = floor.send("/operations/quality", { form: {}, headers: { authorization }, isSigned: false }, origin);
  await floor.account.clock.advance(10);
  return reply;
}

/** What a QA system is answered. */
export const pull = ({ floor, token }: QualityFloor, query: Readonly<Record<string, string>>) =>
  floor.account.webhooks.send({
    url: `${ORIGIN}/operations/contact-records?${new URLSearchParams(query)}`,
    method: "GET",
    form: {},
    headers: { authorization: `Bearer ${token}` },
    isSigned: false,
  });

export type PulledPage = { records: PulledRecord[]; next: string; hasMore: boolean };

/** A page as JSON. */
export async function pullPage(house: QualityFloor, query: Readonly<Record<string, string>> = {}): Promise<PulledPage> {
  const { status, body } = await pull(house, query);
  if (status !== 200) throw new Error(`${status} ${body}`);
  return JSON.parse(body) as PulledPage;
}

/** Writes a record into the feed, as the functions would. */
export async function write({ floor }: QualityFloor, record: ContactRecord, list = 0): Promise<void> {
  const client = floor.account.client(() => "test");
  const service = client.sync.v1.services(floor.variables["SYNC_SERVICE_SID"] ?? "");
  await service.syncLists(`feed-${list}`).syncListItems.create({ data: record });
}
