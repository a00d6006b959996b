/**
 * Keeps a process's servers to this machine, from outside: `node --require loopback-only.js`. `twilio-run` listens at
 * every address of the machine and has no option for it; behind an edge nobody is to get around the edge.
 */
import { Server } from "node:net";

const LOOPBACK = "127.0.0.1";
const { listen } = Server.prototype;

Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
  const [port, host, ...rest] = given;
  const isAtAnyAddress = /^\d+$/.test(String(port)) && typeof host !== "string";
  const kept = isAtAnyAddress ? [port, LOOPBACK, ...(host === undefined ? [] : [host]), ...rest] : given;
  return (listen as (...all: unknown[]) => Server).apply(this, kept);
};
