/**
 * The other server: `node:http` and nothing else. It reads each request to its end and answers it with as many bytes, of
 * the same type and with the same status, as the account does.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answering, Spent } from "./child";
import type { Kind } from "./mix";

/** What an account has answered a request of each kind with. */
export type Shape = { status: number; contentType: string; length: number };
export type Shapes = Readonly<Record<Kind, Shape>>;
export type BareQuestion = { open: Shapes } | "close";
export type BareOpened = { url: string };
export type BareClosed = { cpuSeconds: number };

let current: { server: Server; spent: Spent } | undefined;

function kindOf({ method, url = "" }: IncomingMessage): Kind {
  if (method === "GET") return url.includes("/Tasks/") ? "fetchTask" : "listWorkers";
  if (url.endsWith("/Items")) return "writeItem";
  return url.endsWith("/Tasks") ? "createTask" : "acceptReservation";
}

/** A constant answer. */
function answerOf({ status, contentType, length }: Shape) {
  const body = "x".repeat(length);
  return { status, headers: { "content-type": contentType, "content-length": length }, body };
}

function open(shapes: Shapes): Promise<BareOpened> {
  const answers = {
    createTask: answerOf(shapes.createTask),
    fetchTask: answerOf(shapes.fetchTask),
    listWorkers: answerOf(shapes.listWorkers),
    writeItem: answerOf(shapes.writeItem),
    acceptReservation: answerOf(shapes.acceptReservation),
  };
  const server = createServer((request, response) => {
    const { status, headers, body } = answers[kindOf(request)];
    request.resume().on("end", () => response.writeHead(status, headers).end(body, "latin1"));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      current = { server, spent: new Spent() };
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });
  });
}

async function close(): Promise<BareClosed> {
  if (!current) throw new Error("the server is not open");
  const { server, spent } = current;
  const cpuSeconds = spent.seconds();
  server.close();
  server.closeAllConnections();
  current = undefined;
  return { cpuSeconds };
}

answering((question: BareQuestion) => (question === "close" ? close() : open(question.open)));
