/** People who are signed in to Flex: their tokens, and the place where Twilio says whether a token is good. */
import http from "node:http";
import https from "node:https";
import { type SimulatorServer, serve } from "../../simulator/server";
import type { Floor, Reply } from "./floor";

const native = https.request;
const servers: SimulatorServer[] = [];

afterAll(async () => {
  https.request = native;
  await Promise.all(servers.map((server) => server.close()));
});

/** Sends what a function asks of iam.twilio.com to this floor's account. */
export async function openFlex(floor: Floor): Promise<void> {
  const server = await serve({ port: 0, createAccount: () => floor.account, clock: "virtual" });
  servers.push(server);
  const { port } = new URL(server.url);
  https.request = ((options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void) => {
    const headers = { ...(options.headers as Record<string, string>), host: String(options.hostname) };
    return http.request({ ...options, hostname: "127.0.0.1", port, headers }, onResponse);
  }) as typeof https.request;
}

/** The token of a worker, or of somebody with other roles. */
export const signIn = ({ account }: Floor, workerSid: string, ...roles: string[]): string =>
  account.flexTokens.issue({ identity: "somebody", workerSid, roles: roles.length > 0 ? roles : ["agent"] });

/** As a plugin of the Flex UI sends it. */
export const fromFlex = (
  floor: Floor,
  door: string,
  token: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Reply> => floor.send(`/flex/${door}`, { json: { ...fields, Token: token }, isSigned: false });
