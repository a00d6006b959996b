/** The validator that every answer goes through finds what is wrong: a judge who never objects proves nothing. */
import { Account, type Answer } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { judge } from "../support/openapi/validator";

type Body = Record<string, unknown>;

/** The account's answers to the creation of a worker and to the list of all workers. */
function answers() {
  const account = new Account();
  const seen: Answer[] = [];
  account.watch((answer) => seen.push(answer));
  const url = `https://taskrouter.twilio.com/v1/Workspaces/${account.taskRouter.workspace.sid}/Workers`;
  const { request } = stageOf(account);
  request("POST", url, { FriendlyName: "maria" });
  request("GET", url);
  request("GET", `${url}/WK1`);
  const [created, listed, refused] = seen;
  if (!created || !listed || !refused) throw new Error("an answer is missing");
  return { created, listed, refused };
}

const { created, listed, refused } = answers();

const withBody = (answer: Answer, change: (body: Body) => void): Answer => {
  const body = structuredClone(answer.response.body) as Body;
  change(body);
  return { ...answer, response: { ...answer.response, body } };
};

const found = (answer: Answer) => judge(answer).problems.map(({ property, says }) => `${property} ${says}`);

test("an answer as Twilio gives it has no problems", () => {
  expect([created, listed, refused].flatMap(found)).toEqual([]);
});

test.each<{ what: string; change: (body: Body) => void; finds: string }>([
  { what: "lacks a property", change: (body) => delete body["activity_sid"], finds: "activity_sid is missing" },
  { what: "has one too many", change: (body) => (body["level"] = 1), finds: "level is not a property of Twilio's" },
  {
    what: "has another type",
    change: (body) => (body["available"] = "yes"),
    finds: 'available must be boolean,null, but is "yes"',
  },
  {
    what: "has another resource's SID",
    change: (body) => (body["sid"] = `WT${"0".repeat(32)}`),
    finds: "sid must match pattern",
  },
  {
    what: "has a date of another format",
    change: (body) => (body["date_created"] = "today"),
    finds: "date_created must match format",
  },
  {
    what: "has a link that is none",
    change: (body) => (body["links"] = { workspace: 1 }),
    finds: "links.workspace must be string,null",
  },
])("an answer that $what is found out", ({ change, finds }) => {
  expect(found(withBody(created, change))).toEqual([expect.stringContaining(finds)]);
});

test("what is wrong with one of a list is named as in the resource itself", () => {
  const answer = withBody(listed, (body) => {
    const [worker] = body["workers"] as Body[];
    delete worker?.["friendly_name"];
  });

  expect(found(answer)).toEqual(["friendly_name is missing"]);
});

test.each([
  {
    what: "with another status than is documented",
    answer: { ...created, response: { ...created.response, status: 200 } },
    finds: " answered 200, where Twilio answers 201",
  },
  {
    what: "under another name",
    answer: { ...created, operation: "taskrouter.AddWorker" },
    finds: " Twilio calls it CreateWorker",
  },
  {
    what: "to a request that is not documented",
    answer: { ...created, request: { ...created.request, path: "/v1/Nothing" } },
    finds: " Twilio documents no POST /v1/Nothing",
  },
])("an answer $what is found out", ({ answer, finds }) => {
  expect(found(answer)).toEqual([finds]);
});

test("a refusal has Twilio's four properties and its own status", () => {
  expect(found(withBody(refused, (body) => delete body["more_info"]))).toEqual(["more_info is missing"]);
  expect(found(withBody(refused, (body) => (body["status"] = 400)))).toEqual([
    "status is 400 in an answer with status 404",
  ]);
});
