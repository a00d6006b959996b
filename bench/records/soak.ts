/** Contacts by the thousand while everything fails now and then: what is in the feed before and after reconcile. */
import type { ContactRecord } from "../../src/domain/contact-record";
import { isClosing } from "../../src/domain/task-event";
import { type ContactScript, ScriptedPeople } from "../../test/histories/people";
import { untrue } from "../../test/histories/property";
import { type Truth, Witness } from "../../test/histories/truth";
import { type Floor, ORIGIN, type Reply } from "../../test/support/floor";
import { WEBHOOK_SECRET } from "../../test/support/receiver";
import { rounded } from "../statistics";
import { counted } from "./deliveries";
import { soakContacts } from "./soak-contacts";
import { openSoakFloor, type SoakFloor } from "./soak-floor";

/** Seconds. */
const TICK_EVERY = 30;
const QUALITY_EVERY = 60;
const PRESENT_WITHIN = 60;
/** Longer than a record is the tick's alone. */
const QUIET = 900;
/** Runs of reconcile, at most, until one finds nothing to do. */
const MOST_RUNS = 5;
/** So often the outbox is waited for: a webhook's pauses get longer each time. */
const MOST_PAUSES = 16;

export type SoakFigures = {
  contacts: number;
  presentBeforeReconcile: number;
  dropped: number;
  repaired: number;
  leftBehind: number;
  writtenAgain: number;
  missing: number;
  duplicates: number;
  wrongFields: number;
  webhooks: number;
  webhooksLost: number;
  webhooksSeenTwiceByReceiverKey: number;
  callsStruck: number;
  runsOfReconcile: number;
  restCallsOfARunPerContact: number;
};

/** When each contact first stood in the feed, in milliseconds of the epoch. */
function watchFeed({ account }: Floor): ReadonlyMap<string, number> {
  const writtenAt = new Map<string, number>();
  account.watch(({ operation, request, response }) => {
    if (operation !== "sync.CreateSyncListItem" || response.status >= 300) return;
    const { taskSid } = JSON.parse(String(request.parameters["Data"])) as { taskSid: string };
    if (!writtenAt.has(taskSid)) writtenAt.set(taskSid, account.clock.now());
  });
  return writtenAt;
}

/** A machine's call, with as much time on the clock as it takes. */
async function call({ floor, token }: SoakFloor, door: string, json: object): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}` };
  let reply: Reply | undefined;
  void floor.send(`/operations/${door}`, { json, headers, isSigned: false }).then((answered) => {
    reply = answered;
  });
  await floor.account.clock.until(() => reply !== undefined);
  return reply ?? { status: 0, body: undefined };
}

/** As schedulers start them, until the day is over. */
function schedule({ floor, token }: SoakFloor, isOver: () => boolean): void {
  const headers = { authorization: `Bearer ${token}` };
  const repeat = (door: string, seconds: number): void => {
    if (isOver()) return;
    void floor.send(`/operations/${door}`, { form: {}, headers, isSigned: false });
    floor.account.clock.after(seconds, () => repeat(door, seconds));
  };
  repeat("tick", TICK_EVERY);
  repeat("quality", QUALITY_EVERY);
}

type Counts = { repaired: Record<string, number>; inProgress: number };

/** Calls until the run is done; what failed is called again, a little later. */
async function reconcileOnce(soak: SoakFloor, since: string): Promise<Counts> {
  let request: object = { since };
  for (;;) {
    const { status, body } = await call(soak, "reconcile", request);
    if (status !== 200) {
      await soak.floor.account.clock.advance(2);
      continue;
    }
    const { cursor, repaired, inProgress } = body as Counts & { cursor: string | null };
    if (cursor === null) return { repaired, inProgress };
    request = { cursor };
  }
}

/** Runs until one finds nothing to do. */
async function reconciled(soak: SoakFloor, since: string, told: (text: string) => void) {
  const sums: Record<string, number> = {};
  for (let run = 1; ; run++) {
    told(`reconcile, run ${run}`);
    const { repaired, inProgress } = await reconcileOnce(soak, since);
    for (const [reason, count] of Object.entries(repaired)) sums[reason] = (sums[reason] ?? 0) + count;
    const isQuiet = inProgress === 0 && Object.values(repaired).every((count) => count === 0);
    if (isQuiet || run === MOST_RUNS) return { sums, runs: run };
    await soak.floor.account.clock.advance(120);
  }
}

function newestOf(feed: readonly ContactRecord[]): ContactRecord[] {
  const newest = new Map<string, ContactRecord>();
  for (const record of feed) {
    if (record.revision > (newest.get(record.taskSid)?.revision ?? 0)) newest.set(record.taskSid, record);
  }
  return [...newest.values()];
}

/** What people noted and customers said, which the engine does not know. */
function wronglyNoted(
  newest: readonly ContactRecord[],
  scripts: ReadonlyMap<string, ContactScript>,
  truths: readonly Truth[],
): number {
  const byTask = new Map(newest.map((record) => [String(record.taskSid), record]));
  return truths.filter(({ taskSid, outcome }) => {
    const [record, script] = [byTask.get(taskSid), scripts.get(taskSid)];
    if (!record || !script) return false;
    const isNoted = outcome === "answered" && script.disposition !== undefined;
    const code = isNoted ? script.disposition : undefined;
    const held = isNoted ? (script.hold ?? null) : null;
    return record.disposition?.code !== code || record.held !== held || record.queue !== script.queue;
  }).length;
}

/** How often something is there beyond the first. */
const beyondFirst = (keys: readonly string[]): number => keys.length - new Set(keys).size;

/** @param told how far it is, now and then */
export async function playSoak(
  { contacts, rate }: { contacts: number; rate: number },
  told: (text: string) => void,
): Promise<SoakFigures> {
  const soak = await openSoakFloor(contacts);
  const { floor, receiver } = soak;
  const { clock } = floor.account;
  const since = new Date(clock.now()).toISOString();
  const { answer, deliveries } = counted(floor.account, floor.host(ORIGIN, { WEBHOOK_SECRET }).answer);
  floor.account.webhooks.host(ORIGIN, answer);
  const writtenAt = watchFeed(floor);
  const witness = new Witness(floor.account);
  const scripts = soakContacts(contacts, rate, 1);
  const people = new ScriptedPeople(floor.account, scripts);

  let isOver = false;
  schedule(soak, () => isOver);
  while (witness.ended < contacts || floor.account.events.pending > 0) {
    await clock.advance(TICK_EVERY);
    told(`${witness.ended} of ${contacts} contacts`);
  }
  await clock.advance(QUIET);
  const tellings = new Set(deliveries.filter(({ type }) => isClosing(type)).map(({ taskSid }) => taskSid));
  const truths = witness.truths();
  const present = truths.filter(({ taskSid, endedAt }) => {
    const at = writtenAt.get(taskSid);
    return at !== undefined && at <= Date.parse(endedAt) + PRESENT_WITHIN * 1000;
  });

  const { sums, runs } = await reconciled(soak, since, told);
  told("the last webhooks");
  for (let pause = 0; pause < MOST_PAUSES && (pause === 0 || floor.mapItems("outbox").length > 0); pause++) {
    await clock.advance(QUIET);
  }
  isOver = true;
  await clock.advance(QUALITY_EVERY);

  const { feed } = floor;
  const newest = newestOf(feed);
  const bySid = new Map(scripts.map((script, number) => [people.taskSids[number] ?? "", script]));
  const wrong = untrue({ newest, truths });
  const samples = floor.mapItems("samples").map(({ data }) => (data as { contact: ContactRecord }).contact.taskSid);
  const struck = floor.account.faults.counts();
  const reconcileCalls = floor.account.requests.summary((caller) => caller === "/operations/reconcile").total;
  const figures = {
    contacts: truths.length,
    presentBeforeReconcile: rounded(present.length / truths.length, 4),
    dropped: truths.filter(({ taskSid }) => !tellings.has(taskSid)).length,
    repaired: sums["never-announced"] ?? 0,
    leftBehind: sums["left-behind"] ?? 0,
    writtenAgain: (sums["was-incomplete"] ?? 0) + (sums["was-wrong"] ?? 0) + (sums["was-ambiguous"] ?? 0),
    missing: wrong.filter((problem) => problem.startsWith("missing")).length,
    duplicates: beyondFirst(feed.map(({ taskSid, revision }) => `${taskSid} ${revision}`)),
    wrongFields: wrong.filter((problem) => !problem.startsWith("missing")).length + wronglyNoted(newest, bySid, truths),
    webhooks: samples.length,
    webhooksLost: samples.filter((taskSid) => !receiver.worked.includes(taskSid)).length,
    webhooksSeenTwiceByReceiverKey: beyondFirst(receiver.worked),
    callsStruck: struck.total - (struck.byKind["latency"] ?? 0),
    runsOfReconcile: runs,
    restCallsOfARunPerContact: rounded(reconcileCalls / runs / truths.length),
  };
  floor.close();
  return figures;
}
