/** An edge at a port of this machine. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Edge } from "./edge";
import { answerAsEdge } from "./http-door";

export type EdgeListener = { url: string; close: () => Promise<void> };

/** Nobody else's machine is to reach functions whose account's token is public. */
const LOOPBACK = "127.0.0.1";
/** Bytes; more than an edge lets pass, so that it is the edge that refuses. */
const HEADER_ROOM = 64 * 1024;

/**
 * The URL that callers know and Twilio signs is `http://localhost:<port>`.
 *
 * @throws an Error with code EADDRINUSE where the port is taken
 */
export function listenAsEdge(edge: Edge, port: number): Promise<EdgeListener> {
  let origin = "";
  const server = createServer({ maxHeaderSize: HEADER_ROOM }, (request, response) =>
    answerAsEdge(edge, origin, request, response),
  );
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, LOOPBACK, () => {
      origin = `http://localhost:${(server.address() as AddressInfo).port}`;
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ url: origin, close });
    });
  });
}
