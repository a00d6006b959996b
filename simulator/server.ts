/**
 * The account over HTTP, on loopback. The product comes from the Host header (`taskrouter.twilio.com`) or from the first
 * part of the path (`/taskrouter/v1/...`).
 *
 * Its control room is under `/_simulator/`, where no path of Twilio's lives: `advance`, `reset`, `requests`, `clock`, and
 * `wait` for the timers of functions in another process.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import type { Account } from "./account";
import { CALLER_HEADER } from "./kernel/headers";

export type ServerOptions = {
  port: number;
  createAccount: () => Account;
  /** False where the clock follows the wall: it cannot be advanced by hand then. */
  isClockVirtual: boolean;
  /** Adds pages of one's own, before the account's. */
  extend?: (app: Express) => void;
};

export type SimulatorServer = {
  url: string;
  /** Another one after each reset. */
  account: () => Account;
  close: () => Promise<void>;
};

/** Nobody else's machine is to reach an account whose token is public. */
const LOOPBACK = "127.0.0.1";

function basicAuthentication(header: string | undefined): [string | undefined, string | undefined] {
  const encoded = /^Basic (.+)$/i.exec(header ?? "")?.[1];
  if (!encoded) return [undefined, undefined];
  const decoded = Buffer.from(encoded, "base64").toString();
  const colon = decoded.indexOf(":");
  return [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

/** The product and the path under it. */
function addressOf(request: Request): { product: string; path: string } {
  const product = /^([^.]+)\.(?:[^/]+\.)?twilio\.com$/.exec(request.hostname)?.[1];
  if (product) return { product, path: request.path };
  const [, first = "", rest = "/"] = /^\/([^/]*)(\/.*)?$/.exec(request.path) ?? [];
  return { product: first, path: rest };
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

function answerAsTwilio(account: Account, request: Request, response: Response): void {
  const [username, password] = basicAuthentication(request.headers.authorization);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const answer = account.handle({
    ...addressOf(request),
    method: request.method,
    parameters: { ...objectOf(request.query), ...objectOf(request.body) },
    headers,
    username,
    password,
    caller: headers[CALLER_HEADER] ?? "http",
  });
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.body === undefined) response.end();
  else response.json(answer.body);
}

/** A number the control room was sent, or undefined after it has been refused. */
function numberIn(request: Request, response: Response, name: string): number | undefined {
  const value = objectOf(request.body)[name];
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  response.status(400).json({ message: `send {"${name}": number} as JSON, 0 or more` });
  return undefined;
}

const clockOf = (account: Account) => ({ now: new Date(account.clock.now()).toISOString() });

function controlRoom(app: Express, { isClockVirtual }: ServerOptions, current: () => Account, reset: () => void): void {
  app.post("/_simulator/advance", async (request, response) => {
    if (!isClockVirtual) {
      response.status(409).json({ message: "the clock follows the wall: start the simulator with --clock virtual" });
      return;
    }
    const seconds = numberIn(request, response, "seconds");
    if (seconds === undefined) return;
    await current().clock.advance(seconds);
    response.json(clockOf(current()));
  });
  app.post("/_simulator/reset", (_request, response) => {
    reset();
    response.json(clockOf(current()));
  });
  app.get("/_simulator/requests", (_request, response) => {
    response.json(current().requests.summary());
  });
  app.get("/_simulator/clock", (_request, response) => {
    response.json(clockOf(current()));
  });
  app.post("/_simulator/wait", (request, response) => {
    const milliseconds = numberIn(request, response, "milliseconds");
    if (milliseconds === undefined) return;
    const { clock, webhooks } = current();
    const call = webhooks.call(String(objectOf(request.body)["call"]));
    if (!call) {
      response.status(404).json({ message: "no such call is in flight" });
      return;
    }
    const timer = call.after(milliseconds, () => response.json({ now: clock.now() }));
    response.on("close", () => timer.cancel());
  });
}

/** @throws an Error with code EADDRINUSE where the port is taken */
export async function serve(options: ServerOptions): Promise<SimulatorServer> {
  let account = options.createAccount();
  const app = express();
  app.disable("x-powered-by");
  app.use(express.urlencoded({ extended: false, limit: "2mb" }), express.json({ limit: "2mb" }));
  controlRoom(
    app,
    options,
    () => account,
    () => {
      account = options.createAccount();
    },
  );
  options.extend?.(app);
  app.use((request, response) => answerAsTwilio(account, request, response));
  app.use((error: { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    const status = error.status ?? 500;
    response.status(status).json({ code: status === 500 ? 20500 : 20001, message: "The request is malformed", status });
  });
  const server = await listen(app, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${LOOPBACK}:${port}`,
    account: () => account,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(app: Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, LOOPBACK, (error?: Error) => (error ? reject(error) : resolve(server)));
  });
}
