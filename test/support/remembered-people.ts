/** A floor on which two people have left a trace in every store, and what stands in its stores. */
import type { ForgetfulFloor, Person } from "../../cli/forget/contacts";
import { readPolicy } from "../../cli/policy-file";
import { customerKeyOf } from "../../src/http/customer-key";
import { scoreContact } from "./coaching";
import { capture } from "./dispositions";
import { CUSTOMER_KEY, type Floor } from "./floor";
import { GRACE, HENRY } from "./people";
import { EVERYTHING, openQualityFloor, policyFileWith, type QualityFloor, round, webhooks } from "./quality-floor";
import { accept, arrive, complete } from "./work";

export const SECTIONS = {
  ...EVERYTHING,
  webhooks,
  coaching: { scores: 10, fewest: 2, assignBelow: 0.6, endAbove: 0.75 },
};

export type RememberedFloor = QualityFloor & { forgetful: ForgetfulFloor; graces: string[]; henrys: string[] };

/** Somebody comes in, is answered, and the contact ends and is recorded. */
export async function visit(
  floor: Floor,
  { from, customer }: { from: string; customer: string },
  given: { channel?: string; note?: string; lateNote?: string } = {},
): Promise<string> {
  const sid = await arrive(floor, { channel: given.channel ?? "voice", queue: "stock", from, customer });
  await accept(floor, sid);
  await floor.account.clock.advance(60);
  if (given.note) await capture(floor, sid, "advice-given", { note: given.note });
  await complete(floor, sid);
  await floor.account.clock.advance(10);
  if (given.lateNote) {
    const reply = capture(floor, sid, "order-placed", { note: given.lateNote });
    await floor.account.clock.advance(5);
    await reply;
  }
  await floor.account.clock.advance(10);
  return sid;
}

const poorly = { identified: true, understood: 1, solution: "nothing" };

/** A scorecard with a comment. */
export async function score(floor: Floor, taskSid: string, comment: string): Promise<void> {
  const workerSid = floor.feed.find((record) => record.taskSid === taskSid)?.workers[0]?.sid;
  const { status } = await scoreContact(floor, { key: "k-1", taskSid, workerSid, answers: poorly, comment });
  if (status !== 200) throw new Error(`the scorecard was answered ${status}`);
}

export const forgetfulOf = ({ account, variables }: Floor, sections: object): ForgetfulFloor => ({
  client: account.client(() => "floor forget"),
  syncServiceSid: variables["SYNC_SERVICE_SID"] ?? "",
  workspaceSid: variables["WORKSPACE_SID"] ?? "",
  policy: readPolicy(policyFileWith(sections)),
});

export async function openRememberedFloor(sections: object = SECTIONS): Promise<RememberedFloor> {
  const house = await openQualityFloor(sections);
  const { floor, receiver } = house;
  const graces = [
    await visit(floor, GRACE, { note: "Grace wants a loan" }),
    await visit(floor, GRACE, { lateNote: "Grace called back" }),
    await visit(floor, GRACE, { channel: "chat" }),
  ];
  const henrys = [await visit(floor, HENRY, { lateNote: "Henry is content" }), await visit(floor, HENRY)];
  // One webhook is refused for good, and the others wait for better times.
  receiver.behave({ status: 410 }, ...Array.from({ length: 10 }, () => ({ status: 503 })));
  await round(house);
  for (const sid of [...graces.slice(0, 2), ...henrys]) await score(floor, sid, `About ${sid}`);
  await floor.tick();
  return { ...house, graces, henrys, forgetful: forgetfulOf(floor, sections) };
}

/** Whoever has this id, or this address. */
export const personOf = (...texts: readonly string[]): Person => {
  const keyOf = (text: string) => customerKeyOf(CUSTOMER_KEY, text);
  return { hashes: texts.map(keyOf), keyOf };
};

/** Every item and document that the functions keep, by where it stands. */
export function kept({ account, variables }: Floor): Map<string, string> {
  const { documents = [], maps = [], lists = [] } = account.sync.service(variables["SYNC_SERVICE_SID"] ?? "") ?? {};
  const items = [...maps, ...lists].flatMap(({ uniqueName, items: all }) =>
    all.map(({ key, data }) => [`${uniqueName}/${key}`, JSON.stringify(data)] as const),
  );
  return new Map([
    ...items,
    ...documents.map(({ uniqueName, data }) => [`${uniqueName}`, JSON.stringify(data)] as const),
  ]);
}
