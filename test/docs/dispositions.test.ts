/** What docs/dispositions.md shows is so: its policy is floor.yaml's, its requests get its answers, its code runs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { ROOT } from "../../cli/root";
import { attributesOf, openWithTask } from "../support/dispositions";
import { fromFlex, signIn } from "../support/flex-users";
import type { Floor } from "../support/floor";

const page = readFileSync(join(ROOT, "docs/dispositions.md"), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(([, block = ""]) => block);

const EXCHANGE = /^POST (\S+)\n\n([\s\S]+?)\n\nHTTP (\d+)\n\n([\s\S]+)$/;
const exchanges = blocks("http").map((block) => {
  const [, path = "", request = "", status, answer = ""] = EXCHANGE.exec(block) ?? [];
  return { path, request: JSON.parse(request) as object, status: Number(status), answer: JSON.parse(answer) as object };
});

const TASK = `WT${"1".padStart(32, "0")}`;

/** The page's task is the one that is there. */
const about = (sid: string, given: object): object =>
  "taskSid" in given && given.taskSid === TASK ? { ...given, taskSid: sid } : given;

async function send(floor: Floor, path: string, json: object) {
  const authorization = `Bearer ${await floor.token("capture-disposition")}`;
  return floor.send(path, { json: { ...json }, headers: { authorization }, isSigned: false });
}

test("the policy that is shown is the one that comes with the project", () => {
  const policy = readFileSync(join(ROOT, "floor.yaml"), "utf8");

  expect(blocks("yaml")).toHaveLength(2);
  for (const block of blocks("yaml")) expect(policy).toContain(block);
});

test("the requests that are shown, one after the other, get the answers that are shown", async () => {
  const { floor, sid } = await openWithTask();
  const answers: object[] = [];

  for (const { path, request } of exchanges) answers.push(await send(floor, path, about(sid, request)));

  expect(exchanges.length).toBeGreaterThan(4);
  expect(answers).toEqual(exchanges.map(({ status, answer }) => ({ status, body: answer })));
});

test("what the first leaves on the task is what is shown", async () => {
  const { floor, sid } = await openWithTask();
  const [first] = exchanges;
  const before = await attributesOf(floor, sid);

  await send(floor, first?.path ?? "", about(sid, first?.request ?? {}));

  const [shown = "{}"] = blocks("json");
  expect(await attributesOf(floor, sid)).toEqual({ ...before, ...(JSON.parse(shown) as object) });
});

type Capture = (functionsUrl: string, token: string, given: object) => Promise<void>;

/** The plugin's code, with the functions behind its fetch. */
function pluginOn(floor: Floor): Capture {
  const { code } = transformSync(blocks("ts")[0] ?? "", { loader: "ts", format: "cjs" });
  const module = { exports: {} as { captureDisposition: Capture } };
  const fetch = async (url: string, { body }: { body: string }) => {
    const { Token: token, ...fields } = JSON.parse(body) as { Token: string };
    const { status, body: answer } = await fromFlex(floor, url.split("/").at(-1) ?? "", token, fields);
    return { ok: status < 300, json: async () => answer };
  };
  new Function("module", "exports", "fetch", code)(module, module.exports, fetch);
  return module.exports.captureDisposition;
}

test("a plugin's code writes a disposition, and throws with every problem", async () => {
  const { floor, sid, workerSid } = await openWithTask();
  const capture = pluginOn(floor);
  const token = signIn(floor, workerSid);

  await capture("https://floor.example", token, { taskSid: sid, disposition: "complaint", note: "too long" });
  const wrong = capture("https://floor.example", token, { taskSid: sid, disposition: "fraud-suspected" });

  expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "complaint" } });
  await expect(wrong).rejects.toThrow("fields-do-not-fit\nfields.case: is required");
});
