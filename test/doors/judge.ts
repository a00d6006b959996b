/** Knocks with everything hostile and says what was answered otherwise than it must be. */
import { hostileCallers } from "./callers";
import type { Centre, Heard } from "./centre";
import { hostileContents } from "./contents";
import type { Door } from "./door-list";
import { type Hostile, isPlatforms, REFUSED } from "./hostile";
import type { Scene } from "./rows";

export type Verdict = {
  door: string;
  what: string;
  expected: number;
  status: number;
  /** Looks at the credential. */
  checks: number;
  /** What was read of the centre, or written, although it was refused. */
  calls: readonly string[];
  effects: readonly string[];
  /** What is wrong with the answer; empty where all is well. */
  problems: readonly string[];
};

/** Every field that a 400 of ours tells is named. */
function areNamed(body: string): boolean {
  const { problems = [] } = JSON.parse(body) as { problems?: readonly string[] };
  return problems.length > 0 && problems.every((problem) => /^[\w.() ]+: ./.test(problem));
}

/** What a refusal may say, by its status. */
function isFitting(door: Door, { status, body }: Heard): boolean {
  if (isPlatforms(status, door) || !body.startsWith("{")) return !body.includes(" at ");
  if (status === 400) return areNamed(body);
  return status === 415 || body === REFUSED;
}

function problemsOf(door: Door, { status, checks }: Hostile, heard: Heard): string[] {
  return [
    ...(heard.status === status ? [] : [`answered ${heard.status} and not ${status}`]),
    ...(heard.checks <= checks ? [] : [`${heard.checks} looks at the credential and not ${checks}`]),
    ...(heard.calls.length === 0 ? [] : [`asked Twilio: ${heard.calls.join(", ")}`]),
    ...(isFitting(door, heard) ? [] : [`said: ${heard.body.slice(0, 200)}`]),
  ];
}

export async function judge(centre: Centre, door: Door, hostile: Hostile): Promise<Verdict> {
  const heard = await centre.knock(await hostile.send(centre, door));
  return {
    door: door.path,
    what: hostile.what,
    expected: hostile.status,
    status: heard.status,
    checks: heard.checks,
    calls: heard.calls,
    effects: heard.effects,
    problems: problemsOf(door, hostile, heard),
  };
}

export const hostileRequests = (scene: Scene, door: Door): readonly Hostile[] => [
  ...hostileCallers(door),
  ...hostileContents(scene, door),
];
