/** Flex tokens, validated by the package that functions use, over HTTP. */
import http from "node:http";
import https from "node:https";
import { validator } from "twilio-flex-token-validator";
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";

const workerSid = `WK${"a".repeat(32)}`;
const native = https.request;

let server: SimulatorServer;
const hosts: unknown[] = [];

/** Sends what is for iam.twilio.com to the account's server, as redirect.ts does in a function's process. */
beforeAll(async () => {
  server = await serve({ port: 0, createAccount: () => new Account({ seed: 1 }), clock: "virtual" });
  const { port } = new URL(server.url);
  https.request = ((options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void) => {
    hosts.push(options.hostname);
    const headers = { ...(options.headers as Record<string, string>), host: String(options.hostname) };
    return http.request({ ...options, hostname: "127.0.0.1", port, headers }, onResponse);
  }) as typeof https.request;
});

afterAll(async () => {
  https.request = native;
  await server.close();
});

const validate = (token: string, authToken = server.account().authToken) =>
  validator(token, server.account().accountSid, authToken);

test("the package accepts a token and says who it is of", async () => {
  const token = server.account().flexTokens.issue({ identity: "ada_40example_2Ecom", workerSid, roles: ["agent"] });

  const result = await validate(token);

  expect(result).toEqual({
    valid: true,
    code: 0,
    message: null,
    expiration: "2026-01-05T01:00:00.000Z",
    realm_user_id: "ada_40example_2Ecom",
    identity: "ada_40example_2Ecom",
    roles: ["agent"],
    worker_sid: workerSid,
  });
  expect(hosts.at(-1)).toBe("iam.twilio.com");
});

test("the package accepts a token in a region", async () => {
  const { accountSid, authToken, flexTokens } = server.account();
  const token = flexTokens.issue({ identity: "ada", workerSid, roles: ["admin"], realmUserId: "ada@example.com" });

  const result = await validator(token, accountSid, authToken, "ie1");

  expect(result).toMatchObject({ valid: true, realm_user_id: "ada@example.com" });
  expect(hosts.at(-1)).toBe("iam.ie1.twilio.com");
});

test("the package refuses an expired token", async () => {
  const token = server.account().flexTokens.issue({ identity: "ada", workerSid, roles: ["agent"], ttlSeconds: 60 });
  await server.account().clock.advance(60);

  await expect(validate(token)).rejects.toBe("Access Token expired or expiration date invalid");
});

test("the package refuses a forged token", async () => {
  await expect(validate("e30.e30.e30")).rejects.toBe("Invalid Access Token");
});

test("the package refuses a good token where the account's own credentials are wrong", async () => {
  const token = server.account().flexTokens.issue({ identity: "ada", workerSid, roles: ["agent"] });

  await expect(validate(token, "wrong")).rejects.toBe("Authenticate");
});

test("a token outlives a snapshot", () => {
  const account = new Account({ seed: 1 });
  const token = account.flexTokens.issue({ identity: "ada", workerSid, roles: ["agent"] });
  const restored = new Account({ seed: 2 });

  restored.restore(account.snapshot());

  const { body } = restored.handle({
    product: "iam",
    method: "POST",
    path: `/v1/Accounts/${restored.accountSid}/Tokens/validate`,
    parameters: { token },
    headers: {},
    username: restored.accountSid,
    password: restored.authToken,
    caller: "test",
  });
  expect(body).toMatchObject({ valid: true, identity: "ada" });
});
