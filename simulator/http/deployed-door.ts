/** Deployed functions and assets over HTTP, by the Host header: `floorwalker-1001-dev.twil.io`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Account } from "../account";
import { answerAsEdge } from "../edge/http-door";

const DOMAIN = /^([a-z0-9-]+\.twil\.io)(?::\d+)?$/i;

/** Answers the request; false where it is not for a domain of Twilio's functions. */
export function answerAsDeployed(account: Account, request: IncomingMessage, response: ServerResponse): boolean {
  const { host = "" } = request.headers;
  // Nearly every request is to another host, and pays for this line only.
  if (!host.includes(".twil.io")) return false;
  const [, domain] = DOMAIN.exec(host) ?? [];
  if (domain === undefined) return false;
  const origin = `https://${domain.toLowerCase()}`;
  const isDeployed = account.serverless.hosting.handOver(origin, ({ edge }) => {
    answerAsEdge(edge, origin, request, response);
    return true;
  });
  if (!isDeployed) {
    request.resume();
    response.writeHead(404, { "content-type": "text/plain" }).end(`nothing is deployed at ${domain}\n`);
  }
  return true;
}
