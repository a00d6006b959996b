/** docs/doors.md: what the doors' files, the rows and the hostile requests say, in tables. */
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { SCOPES } from "../../src/domain/scoped-token";
import { type Door, type DoorLock, doors } from "./door-list";
import { hostileRequests } from "./judge";
import { rowOf, type Scene } from "./rows";

export const DOORS_PAGE = join(ROOT, "docs/doors.md");

/** Only names of fields are taken from it. */
const SCENE: Scene = { workspaceSid: "", workerSid: "", taskSid: "", endedTaskSid: "", now: 0 };

const INTRODUCTION = `# Doors

Every URL has one lock. \`.protected\` in a file's name is the platform's: without Twilio's signature nobody gets in. Every other door looks for its own credential first, before it looks at anything else.

This page is made of the code (\`npm run bench -- doors --write\`), and a test compares them; every row below is sent by the tests and by \`npm run bench -- doors\`.

## How a request is taken

1. **The lock.** What cannot be good, whatever is stored, is refused without a call: no credential, the wrong form, past its end, another scope. Otherwise one call decides: the token's hash in Sync, compared in constant time, or Twilio's word on a Flex token. A good token of a machine is trusted for a minute by a warm instance, so a revoked one may live so much longer.
2. **The kind.** A body of a kind that the door does not take is 415.
3. **The form.** Arrays where an object is expected, nesting deeper than twelve, and fields called \`__proto__\`, \`constructor\` or \`prototype\` are 400.
4. **The fields.** Each is checked before anything of the centre is read. A 400 names every field that is wrong, never what was in it; a name that is not a plain word is not repeated either.

Refusals say \`{"error":"refused"}\` and nothing more: 401 where there is no credential or none that is good, 403 where a good one is for something else. The log gets a line with the door and the kind of refusal. Neither log nor answer repeat what somebody sent, or what Twilio says about it: a message of Twilio's may quote a number.

**A Function does not see the method.** The platform lets GET, POST and OPTIONS pass and answers OPTIONS itself; query and body arrive as one. So a door that takes no \`query\` answers 415 to a GET, which has no body and no kind; one that takes it does on GET what it does on POST: \`/operations/tick\` ticks. Credentials are in a header or a field of the body, not in cookies, so that no link on a web page can use somebody else's.

A field called \`request\` in a body hides the headers, in a Function: such a request has no \`Authorization\`, and is 401, or no kind, and is 415. A body may bring headers of its own that way; it needs the credential all the same.

Answers other than refusals: 200 or 204 done or nothing to do, 409 the rule says no and \`because\` says why, 500 something failed, 503 not yet: come again.
`;

const code = (text: string) => `\`${text}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

function lockText(lock: DoorLock): string {
  if (lock.is === "signature") return "Twilio's signature";
  if (lock.is === "flex") return lock.role ? `Flex token, role ${lock.role} or admin` : "Flex token";
  return `token: ${lock.anyOf.map(code).join(" or ")}`;
}

const doorsTable = (): string =>
  table(
    ["door", "lock", "takes", "answers within", "changes", "other fields"],
    doors.map((door) => {
      const { effects, otherFields } = rowOf(door.path);
      return [code(door.path), lockText(door.lock), door.takes.join(", "), `${door.deadline} s`, effects, otherFields];
    }),
  );

const scopesTable = (): string =>
  table(
    ["scope", "what it opens"],
    Object.entries(SCOPES).map(([scope, meaning]) => [code(scope), meaning]),
  );

/** What each hostile request gets: one status, or several with the doors that give the rarer ones. */
function statusTable(of: readonly Door[]): string {
  const byWhat = new Map<string, Map<number, string[]>>();
  for (const door of of) {
    for (const { what, status } of hostileRequests(SCENE, door)) {
      const statuses = byWhat.get(what) ?? new Map<number, string[]>();
      byWhat.set(what, statuses.set(status, [...(statuses.get(status) ?? []), door.path]));
    }
  }
  const rows = [...byWhat].map(([what, statuses]) => {
    const paths = [...statuses.values()].flat();
    const where = paths.length === of.length ? "" : paths.map(code).join(", ");
    return [what, [...statuses.keys()].join(", "), where];
  });
  return table(["what comes", "status", "only at"], rows);
}

const LOCKS: readonly { title: string; is: DoorLock["is"] }[] = [
  { title: "Doors behind Twilio's signature", is: "signature" },
  { title: "Doors for machines", is: "token" },
  { title: "Doors for Flex", is: "flex" },
];

export const doorsPage = (): string =>
  [
    INTRODUCTION,
    `## The doors\n\n${doorsTable()}\n`,
    "## Scopes\n\nA machine's token (`npm run floor -- token create`) names what it opens and when it ends; it is stored as a hash.\n",
    `${scopesTable()}\n`,
    "## What is refused\n",
    ...LOCKS.map(({ title, is }) => `### ${title}\n\n${statusTable(doors.filter(({ lock }) => lock.is === is))}\n`),
  ].join("\n");
