/** What the stories of dispositions share: a contact in a worker's hands, and what stands on its task. */
import type { AccountRequest } from "../../simulator/account";
import { type Floor, openFloor, type Reply } from "./floor";
import { GRACE } from "./people";
import { accept, arrive, hire } from "./work";

const chat = { channel: "chat", queue: "regular", from: GRACE.from };

/** A floor with one contact in a worker's hands. */
export async function openWithTask(contact: Readonly<Record<string, string>> = chat) {
  const floor = await openFloor();
  const workerSid = await hire(floor, "ana", { regular: 5 });
  const sid = await arrive(floor, contact);
  await accept(floor, sid);
  return { floor, sid, workerSid };
}

export async function attributesOf(floor: Floor, sid: string): Promise<Record<string, unknown>> {
  const { attributes } = await floor.workspace.tasks(sid).fetch();
  return JSON.parse(attributes);
}

export const statusOf = async (floor: Floor, sid: string): Promise<string> =>
  (await floor.workspace.tasks(sid).fetch()).assignmentStatus;

/** As Studio sends it; more fields than the code where there are more. */
export const capture = (
  floor: Floor,
  sid: string,
  disposition: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Reply> => floor.studio("capture-disposition", { taskSid: sid, disposition, ...more });

export const CAPTURED = { status: 200, body: { because: "disposition-captured" } };
export const ALREADY = { status: 200, body: { because: "already-captured" } };

/** A request with which the functions write to a task. */
export const isTaskWrite = ({ method, path, caller }: AccountRequest): boolean =>
  caller.startsWith("/") && method === "post" && /\/Tasks\/WT\w+$/.test(path);

/** How often a task has been written to since it was made. */
export function countTaskWrites(floor: Floor): () => number {
  let writes = 0;
  floor.intercept((request, pass) => {
    if (isTaskWrite(request)) writes++;
    return pass();
  });
  return () => writes;
}

export type Trouble = "429" | "503" | "lost request" | "lost answer";

const ANSWERS: Readonly<Partial<Record<Trouble, { status: number; code: number }>>> = {
  "429": { status: 429, code: 20429 },
  "503": { status: 503, code: 20503 },
};

/** The next such requests meet with trouble; those after them do not. */
export function trouble(floor: Floor, kind: Trouble, matches: (request: AccountRequest) => boolean, times = 1): void {
  let left = times;
  floor.intercept((request, pass) => {
    if (left === 0 || !matches(request)) return pass();
    left--;
    const answer = ANSWERS[kind];
    if (answer) return { status: answer.status, body: { ...answer, message: "" } };
    if (kind === "lost answer") pass();
    throw new Error("socket hang up");
  });
}
