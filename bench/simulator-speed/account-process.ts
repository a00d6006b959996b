/** One of the two servers: a simulated account over HTTP, another one for each round. */
import { type SimulatorServer, serve } from "../../simulator/server";
import { answering, Spent } from "./child";
import type { Stage } from "./mix";
import { type Effects, setStage } from "./stage";

export type AccountQuestion = { open: number } | "close";
export type AccountOpened = { url: string; stage: Stage };
export type AccountClosed = { effects: Effects; cpuSeconds: number };

type Open = { server: SimulatorServer; effects: () => Effects; spent: Spent };
let current: Open | undefined;

async function open(offers: number): Promise<AccountOpened> {
  const { account, stage, effects } = await setStage(offers);
  const server = await serve({ port: 0, createAccount: () => account, clock: "real" });
  current = { server, effects, spent: new Spent() };
  return { url: server.url, stage };
}

async function close(): Promise<AccountClosed> {
  if (!current) throw new Error("the account is not open");
  const { server, effects, spent } = current;
  const cpuSeconds = spent.seconds();
  await server.close();
  current = undefined;
  return { effects: effects(), cpuSeconds };
}

answering((question: AccountQuestion) => (question === "close" ? close() : open(question.open)));
