/**
 * A forward proxy for clients that only know the real names: whoever connects through it to `*.twilio.com`, or to
 * `*.twil.io`, where functions are deployed, reaches the account, with a certificate for that name. Everything else is
 * refused, or let through where that is asked for.
 *
 * Documented in docs/any-client.md.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { Authority } from "./authority";

export type ProxyOptions = {
  port: number;
  /** Answers what was meant for Twilio. */
  listener: RequestListener;
  /** Whether connections to anything else are made, and not refused. */
  isOpen?: boolean;
};

export type AccountProxy = {
  url: string;
  /** PEM, for clients to trust. */
  certificate: string;
  close: () => Promise<void>;
};

const LOOPBACK = "127.0.0.1";

const isTwilio = (host: string): boolean => /^([a-z0-9-]+\.)+(twilio\.com|twil\.io)$/i.test(host);

function refuse(socket: Duplex, status: string, message: string): void {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(message)}`;
  socket.end(`${head}\r\nConnection: close\r\n\r\n${message}`);
}

function accept(socket: Duplex, head: Buffer): void {
  socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  if (head.length > 0) socket.unshift(head);
}

/** Puts a client through to whom it asked for. */
function tunnel(host: string, port: number, socket: Duplex, head: Buffer): void {
  const there = connect(port, host, () => {
    accept(socket, head);
    there.pipe(socket).pipe(there);
  });
  there.on("error", (error) => refuse(socket, "502 Bad Gateway", `${host}: ${error.message}`));
  socket.on("close", () => there.destroy());
}

function explain(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(405, { "content-type": "text/plain" });
  response.end("This is a proxy to a simulated Twilio account: set it as HTTPS_PROXY. See docs/any-client.md\n");
}

/** @throws an Error with code EADDRINUSE where the port is taken */
export async function serveProxy({ port, listener, isOpen = false }: ProxyOptions): Promise<AccountProxy> {
  const authority = await Authority.create();
  const secure = createSecureServer(
    {
      SNICallback: (host, done) => {
        if (!isTwilio(host)) done(new Error(`no certificate for ${host}`));
        else authority.contextOf(host.toLowerCase()).then((context) => done(null, context), done);
      },
    },
    listener,
  );
  const sockets = new Set<Duplex>();
  const proxy = createServer(explain);
  proxy.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    const [, host = "", at = "443"] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(request.url ?? "") ?? [];
    if (isTwilio(host)) {
      accept(socket, head);
      secure.emit("connection", socket);
    } else if (isOpen) tunnel(host, Number(at), socket, head);
    else refuse(socket, "403 Forbidden", `${host} is not Twilio's: the proxy leads to the simulated account only\n`);
  });
  await listen(proxy, port);
  return {
    url: `http://${LOOPBACK}:${(proxy.address() as AddressInfo).port}`,
    certificate: authority.certificate,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, LOOPBACK, () => resolve());
  });
}
