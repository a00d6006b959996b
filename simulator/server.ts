/**
 * The account over HTTP, on loopback: Twilio's own paths by way of `http/twilio-door.ts`, deployed functions by way of
 * `http/deployed-door.ts`, and beside them the control room and pages of one's own.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import type { Account } from "./account";
import { addControlRoom } from "./control-room/control-room";
import { addIndexPage } from "./control-room/index-page";
import { type ClockMode, Pace } from "./control-room/pace";
import { answerError, type ControlRoom } from "./control-room/page";
import { answerAsDeployed } from "./http/deployed-door";
import { answerAsTwilio, send } from "./http/twilio-door";
import { notModelled } from "./kernel/rest";

export type ServerOptions = {
  port: number;
  createAccount: () => Account;
  /** How the clock moves until the control room says otherwise. */
  clock: ClockMode;
  /** Adds pages of one's own, before the account's. */
  extend?: (app: Express) => void;
};

export type SimulatorServer = {
  url: string;
  /** Another one after each reset. */
  account: () => Account;
  /** What answers; for other ways to get here. */
  listener: RequestListener;
  close: () => Promise<void>;
};

/** Nobody else's machine is to reach an account whose token is public. */
const LOOPBACK = "127.0.0.1";

function pagesOf(room: Omit<ControlRoom, "app">, extend: ServerOptions["extend"]): Express {
  const app = express();
  app.disable("x-powered-by");
  addControlRoom({ app, ...room });
  extend?.(app);
  addIndexPage({ app, ...room });
  app.use((request, response) => {
    const [, first = ""] = request.path.split("/");
    const error = notModelled(first.startsWith("_") ? `${request.method} ${request.path}` : `a product '${first}'`);
    send(response, { status: error.status, body: { ...error.toBody(), more_info: `http://${request.headers.host}/` } });
  });
  app.use(answerError);
  return app;
}

/** @throws an Error with code EADDRINUSE where the port is taken */
export async function serve({ port, createAccount, clock, extend }: ServerOptions): Promise<SimulatorServer> {
  let account = createAccount();
  const current = () => account;
  const pace = new Pace(current, clock);
  const reset = () => {
    account = createAccount();
    pace.begin();
  };
  const pages = pagesOf({ account: current, pace, reset }, extend);
  const listener: RequestListener = (request, response) => {
    // First, for paths of functions may begin like those of a product.
    if (answerAsDeployed(account, request, response)) return;
    if (!answerAsTwilio(account, request, response)) pages(request, response);
  };
  const server = createServer(listener);
  await listen(server, port).catch((error: unknown) => {
    // Or its timer would keep the process alive.
    pace.stop();
    throw error;
  });
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    account: current,
    listener,
    close: () =>
      new Promise((resolve) => {
        pace.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, LOOPBACK, () => resolve());
  });
}
