/** API keys: https://www.twilio.com/docs/iam/api-keys */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "Standard keys on accounts and keys",
    documented: "They have no access; the code is not named.",
    here: "401/20003.",
  },
  {
    about: "Another account's SID in a path of the 2010 API",
    documented: "20003 for credentials that do not belong to the account, 20404 for what is not found.",
    here: "404/20404.",
  },
];
