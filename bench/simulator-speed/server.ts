/**
 * The account over HTTP against a server that does nothing: rounds of the same requests in turn, in one run. What a
 * request does to the account is real: tasks are made and offered, reservations accepted, items kept, and every round
 * begins with an account as at the first.
 */
import type { ChildProcess } from "node:child_process";
import { median, rounded } from "../statistics";
import type { AccountClosed, AccountOpened } from "./account-process";
import type { BareClosed, BareOpened, Shape, Shapes } from "./bare-process";
import { ask, startChild } from "./child";
import { CONNECTIONS, load, type Round } from "./load";
import { KINDS, type Kind, requestOf, type Stage } from "./mix";

export type ServerSpeed = {
  /** Throughput of the account over that of the bare server, over the mix; the others over one kind of request each. */
  shareOfBareServer: number;
  shareOfBareServerByKind: Readonly<Record<Kind, number>>;
  requestsPerSecond: number;
  bareRequestsPerSecond: number;
  /** How much of a processor each server had: a bare server far below 1 has waited for the requests. */
  processorShare: number;
  bareProcessorShare: number;
};

type Servers = { account: ChildProcess; bare: ChildProcess };

type Timing = { seconds: number; cpuSeconds: number };
type Pair = { account: Timing; bare: Timing };

async function timeAccount({ account }: Servers, round: Round): Promise<{ timing: Timing; stage: Stage }> {
  const { url, stage } = await ask<AccountOpened>(account, { open: round.each });
  const seconds = await load(url, round, stage, true);
  const { effects, cpuSeconds } = await ask<AccountClosed>(account, "close");
  const expected = (kind: Kind) => (round.kinds.includes(kind) ? round.each : 0);
  const areReal =
    effects.tasks === expected("createTask") &&
    effects.accepted === expected("acceptReservation") &&
    effects.items === expected("writeItem");
  if (!areReal) throw new Error(`the requests have not done what they ask for: ${JSON.stringify(effects)}`);
  return { timing: { seconds, cpuSeconds }, stage };
}

async function timeBare({ bare }: Servers, round: Round, stage: Stage, shapes: Shapes): Promise<Timing> {
  const { url } = await ask<BareOpened>(bare, { open: shapes });
  const seconds = await load(url, round, stage, false);
  const { cpuSeconds } = await ask<BareClosed>(bare, "close");
  return { seconds, cpuSeconds };
}

/** What the account answers each kind with. */
async function shapesOf({ account }: Servers): Promise<Shapes> {
  const { url, stage } = await ask<AccountOpened>(account, { open: 1 });
  const shapeOf = async (kind: Kind): Promise<Shape> => {
    const { path, method = "GET", headers, body = null } = requestOf(kind, stage, 0);
    const response = await fetch(`${url}${path}`, { method, headers: headers as Record<string, string>, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${kind}: ${response.status} ${text}`);
    const contentType = response.headers.get("content-type") ?? "";
    return { status: response.status, contentType, length: Buffer.byteLength(text) };
  };
  const shapes = {
    createTask: await shapeOf("createTask"),
    fetchTask: await shapeOf("fetchTask"),
    listWorkers: await shapeOf("listWorkers"),
    writeItem: await shapeOf("writeItem"),
    acceptReservation: await shapeOf("acceptReservation"),
  };
  await ask<AccountClosed>(account, "close");
  return shapes;
}

async function pairs(servers: Servers, shapes: Shapes, round: Round, count: number): Promise<Pair[]> {
  const timed: Pair[] = [];
  for (let index = 0; index < count; index++) {
    const { timing, stage } = await timeAccount(servers, round);
    timed.push({ account: timing, bare: await timeBare(servers, round, stage, shapes) });
  }
  return timed;
}

const shareOf = (timed: readonly Pair[]): number =>
  rounded(median(timed.map(({ account, bare }) => bare.seconds / account.seconds)));

const processorShareOf = (timings: readonly Timing[]): number =>
  rounded(median(timings.map(({ seconds, cpuSeconds }) => cpuSeconds / seconds)), 2);

const perSecond = (timings: readonly Timing[], { kinds, each }: Round): number =>
  Math.round((kinds.length * each) / median(timings.map(({ seconds }) => seconds)));

/** @throws Error where an answer is not 2xx or not right, or has no effect */
export async function measureServer(quick: boolean): Promise<ServerSpeed> {
  const servers: Servers = { account: startChild("account-process.ts"), bare: startChild("bare-process.ts") };
  try {
    const shapes = await shapesOf(servers);
    const mix: Round = { kinds: KINDS, each: CONNECTIONS * (quick ? 5 : 200) };
    // The first rounds are the compiler's; the mix comes when all of it has been run often.
    await pairs(servers, shapes, mix, quick ? 0 : 3);
    const shareOfKind = async (kind: Kind) =>
      shareOf(await pairs(servers, shapes, { ...mix, kinds: [kind] }, quick ? 1 : 3));
    const shareOfBareServerByKind = {
      createTask: await shareOfKind("createTask"),
      fetchTask: await shareOfKind("fetchTask"),
      listWorkers: await shareOfKind("listWorkers"),
      writeItem: await shareOfKind("writeItem"),
      acceptReservation: await shareOfKind("acceptReservation"),
    };
    const mixed = await pairs(servers, shapes, mix, quick ? 1 : 7);
    const accounts = mixed.map(({ account }) => account);
    const bares = mixed.map(({ bare }) => bare);
    return {
      shareOfBareServer: shareOf(mixed),
      shareOfBareServerByKind,
      requestsPerSecond: perSecond(accounts, mix),
      bareRequestsPerSecond: perSecond(bares, mix),
      processorShare: processorShareOf(accounts),
      bareProcessorShare: processorShareOf(bares),
    };
  } finally {
    servers.account.disconnect();
    servers.bare.disconnect();
  }
}
