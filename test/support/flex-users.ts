/** People who are signed in to Flex, and what plugins of the Flex UI send for them. */
import type { Floor, Reply } from "./floor";

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
