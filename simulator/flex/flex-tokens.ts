/**
 * Tokens of Flex users, as the package twilio-flex-token-validator has them validated:
 * https://github.com/twilio/twilio-flex-token-validator
 *
 * Modelled: `POST https://iam.twilio.com/v1/Accounts/{sid}/Tokens/validate`, which no OpenAPI document describes. Tokens
 * are issued by whoever tests; a Flex UI's own sign-in is not modelled.
 */

import type { Kernel } from "../kernel/kernel";
import { notFound, type Operation, text } from "../kernel/rest";
import { sidOf } from "../kernel/sids";

export type FlexUser = {
  /** As Flex encodes it, such as `ada_40example_2Ecom`. */
  identity: string;
  workerSid: string;
  roles: readonly string[];
  /** By default the identity. */
  realmUserId?: string;
  /** Seconds until it expires. */
  ttlSeconds?: number;
};

type Token = { identity: string; workerSid: string; roles: readonly string[]; realmUserId: string; expiresAt: number };

/** Seconds: a Flex token's usual lifetime. */
const TTL = 3600;
const FORGED = { code: 20101, message: "Invalid Access Token" };
const EXPIRED = { code: 20104, message: "Access Token expired or expiration date invalid" };

export class FlexTokens {
  readonly operations: readonly Operation[];
  private readonly kernel: Kernel;
  private tokens = new Map<string, Token>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.operations = [
      {
        name: "ValidateToken",
        method: "POST",
        path: "/v1/Accounts/:AccountSid/Tokens/validate",
        isJson: true,
        run: (request) => {
          if (request.ids["AccountSid"] !== kernel.accountSid) throw notFound(request.path);
          return { status: 200, body: this.validate(text(request.parameters, "token") ?? "") };
        },
      },
    ];
  }

  /** A token to send as a Flex plugin does; like Flex's it says nothing to who reads it. */
  issue({ identity, workerSid, roles, realmUserId = identity, ttlSeconds = TTL }: FlexUser): string {
    const { clock, random, sids } = this.kernel;
    const part = (length: number) =>
      Array.from({ length }, () => "abcdefghijklmnopqrstuvwxyz0123456789"[Math.floor(random() * 36)]).join("");
    const token = `${part(24)}..${part(16)}.${sidOf("", sids.count("flex token"))}.${part(22)}`;
    this.tokens.set(token, { identity, workerSid, roles, realmUserId, expiresAt: clock.now() + ttlSeconds * 1000 });
    return token;
  }

  save(): Map<string, Token> {
    return this.tokens;
  }

  restore(saved: Map<string, Token>): void {
    this.tokens = saved;
  }

  private validate(text: string) {
    const token = this.tokens.get(text);
    const refusal = !token ? FORGED : token.expiresAt <= this.kernel.clock.now() ? EXPIRED : undefined;
    return {
      valid: refusal === undefined,
      code: refusal?.code ?? 0,
      message: refusal?.message ?? null,
      expiration: token ? new Date(token.expiresAt).toISOString() : null,
      realm_user_id: refusal ? null : (token?.realmUserId ?? null),
      identity: refusal ? null : (token?.identity ?? null),
      roles: refusal ? [] : (token?.roles ?? []),
      worker_sid: refusal ? null : (token?.workerSid ?? null),
    };
  }
}
