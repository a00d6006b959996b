/** Plays a history to its end, reconciles, and says what ledger and feed hold then. */

import { callbackForm } from "../../simulator/events/workspace-callback";
import type { HostedBuild } from "../../simulator/functions/hosted-build";
import type { Claim } from "../../src/domain/claim";
import type { ContactRecord } from "../../src/domain/contact-record";
import { closingEvent, cloudEventOf } from "../support/closing";
import { type Floor, ORIGIN } from "../support/floor";
import { type ContactScript, ScriptedPeople } from "./people";
import { floorOn, type Stage } from "./stage";
import { type Lag, type Trouble, Troubles } from "./trouble";
import { type Truth, Witness } from "./truth";

/** The end of a contact, told once more. */
export type Telling = {
  by: "sink" | "callback";
  /** Seconds after the end. */
  after: number;
  trouble: Trouble | undefined;
};

export type PlannedContact = {
  script: ContactScript;
  tellings: readonly Telling[];
  /** Somebody notes a disposition so long after the end, and again until it is taken. */
  late: { after: number; disposition: string } | undefined;
};

export type History = {
  contacts: readonly PlannedContact[];
  lag: Lag;
  /** Runs of reconcile, several at once: when, in seconds, and what befalls their first calls. */
  runs: readonly { at: number; troubles: readonly (Trouble | undefined)[] }[];
};

export type Held = {
  /** JSON of the claims, without who made them and when. */
  claims: string;
  /** JSON of the newest records, without revision and reason. */
  records: string;
  /** Records that are there twice under one revision. */
  doubles: string[];
  /** Contacts whose end was told in a way that must suffice, and that were not recorded until reconcile. */
  unrecorded: string[];
  /** Of a last run that should find nothing to do. */
  repairedAgain: number;
  newest: ContactRecord[];
  truths: Truth[];
};

/** Longer than anything that happens of itself. */
const PLAYED = 3600;
/** Longer than a record is the tick's alone. */
const QUIET = 900;

/** Whatever befell the others, nobody died, and the last telling came when all others were over and met with one fault at most. */
function mustSuffice({ tellings }: PlannedContact): boolean {
  const [last, ...others] = [...tellings].sort((a, b) => b.after - a.after);
  return (
    last !== undefined &&
    last.trouble?.kind !== "death" &&
    last.trouble?.kind !== "feed down" &&
    others.every(({ after, trouble }) => after + 15 <= last.after && trouble?.kind !== "death")
  );
}

class Play {
  private readonly floor: Floor;
  private readonly troubles: Troubles;
  private readonly people: ScriptedPeople;
  private readonly token: string;

  constructor(floor: Floor, token: string, { contacts, lag, runs }: History) {
    this.floor = floor;
    this.token = token;
    this.troubles = new Troubles(floor, lag);
    const host = floor.host(ORIGIN);
    floor.account.webhooks.host(ORIGIN, this.troubles.around(host.answer));
    this.people = new ScriptedPeople(
      floor.account,
      contacts.map(({ script }) => script),
    );
    floor.account.taskRouter.listen(({ type }, { task }) => {
      if (type !== "task.completed" && type !== "task.canceled") return;
      const contact = contacts[this.people.taskSids.indexOf(task?.sid ?? "")];
      if (contact && task) this.end(contact, task.sid);
    });
    for (const { at, troubles } of runs) {
      floor.account.clock.after(at, () => void Promise.all(troubles.map((trouble) => this.reconcile(trouble))));
    }
  }

  get taskSids(): readonly string[] {
    return this.people.taskSids;
  }

  /** A run to its end; its first call may meet with trouble, and a call that failed is made again. */
  async reconcile(trouble?: Trouble): Promise<number> {
    let request: object = {};
    let next: Trouble | undefined = trouble;
    for (let calls = 0; calls < 10; calls++) {
      const headers = { authorization: `Bearer ${this.token}`, ...this.troubles.headers(next) };
      const { status, body } = await this.floor.send("/operations/reconcile", {
        json: request,
        headers,
        isSigned: false,
      });
      next = undefined;
      if (status !== 200) continue;
      const { cursor, repaired } = body as { cursor: string | null; repaired: Record<string, number> };
      if (cursor === null) return Object.values(repaired).reduce((sum, count) => sum + count, 0);
      request = { cursor };
    }
    return -1;
  }

  private end({ tellings, late }: PlannedContact, taskSid: string): void {
    const { clock } = this.floor.account;
    for (const { by, after, trouble } of tellings) {
      clock.after(after, () => {
        const headers = this.troubles.headers(trouble);
        const told = closingEvent(this.floor, taskSid);
        if (by === "sink") void this.floor.send("/event-streams/sink", { json: [cloudEventOf(told)], headers });
        else {
          const form = callbackForm(this.floor.account.accountSid, told);
          void this.floor.send("/taskrouter/event-callback", { form, headers });
        }
      });
    }
    if (late) clock.after(late.after, () => void this.note(taskSid, late.disposition));
  }

  private async note(taskSid: string, disposition: string, attempt = 1): Promise<void> {
    const { status } = await this.floor.send("/studio/capture-disposition", {
      form: { taskSid, disposition },
      headers: this.troubles.headers(undefined),
    });
    if (status !== 200 && attempt < 20) {
      this.floor.account.clock.after(30, () => void this.note(taskSid, disposition, attempt + 1));
    }
  }
}

function newestOf(feed: readonly ContactRecord[]): ContactRecord[] {
  const newest = new Map<string, ContactRecord>();
  for (const record of feed) {
    if (record.revision > (newest.get(record.taskSid)?.revision ?? 0)) newest.set(record.taskSid, record);
  }
  return [...newest.values()].sort((a, b) => a.taskSid.localeCompare(b.taskSid));
}

function doublesIn(feed: readonly ContactRecord[]): string[] {
  const keys = feed.map(({ taskSid, revision }) => `${taskSid} revision ${revision}`);
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

function claimsOf(floor: Floor): string {
  const claims = floor.mapItems("ledger").map(({ key, data }) => {
    const { endedAt, disposition, forgotten = false } = data as Claim;
    const given = disposition && { code: disposition.code, fields: disposition.fields, note: disposition.note };
    return { taskSid: key, endedAt, disposition: given ?? null, forgotten };
  });
  return JSON.stringify(claims.sort((a, b) => a.taskSid.localeCompare(b.taskSid)));
}

/** @param build the functions as they are, or without one of their safeguards */
export async function play(stage: Stage, history: History, build: HostedBuild = stage.build): Promise<Held> {
  const floor = floorOn(stage, build);
  const { clock } = floor.account;
  const witness = new Witness(floor.account);
  const course = new Play(floor, stage.token, history);
  await clock.advance(PLAYED);
  const recorded = new Set(floor.feed.map(({ taskSid }) => String(taskSid)));
  const unrecorded = history.contacts.flatMap((contact, number) => {
    const sid = course.taskSids[number] ?? "";
    return mustSuffice(contact) && !recorded.has(sid) ? [sid] : [];
  });
  await clock.advance(QUIET);
  const settle = async (runs: Promise<unknown>) => {
    await clock.advance(120);
    return runs;
  };
  await settle(Promise.all([course.reconcile({ kind: "death", call: history.lag.turn }), course.reconcile()]));
  await settle(course.reconcile());
  const again = course.reconcile();
  await settle(again);
  const newest = newestOf(floor.feed);
  const facts = newest.map(({ revision: _revision, because: _because, ...record }) => record);
  floor.close();
  return {
    claims: claimsOf(floor),
    records: JSON.stringify(facts),
    doubles: doublesIn(floor.feed),
    unrecorded,
    repairedAgain: await again,
    newest,
    truths: witness.truths(),
  };
}

/** The same contacts, each told of once and at once, to an account that keeps nothing back. */
export const undisturbed = ({ contacts }: History): History => ({
  contacts: contacts.map((contact) => ({ ...contact, tellings: [{ by: "sink", after: 0, trouble: undefined }] })),
  lag: { seconds: [0], turn: 0, repeats: false },
  runs: [],
});
