/** Flex Insights' quality management: https://www.twilio.com/docs/flex/developer/insights/quality-management */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";

const ORIGIN = "https://flex-api.twilio.com/v1/Insights";
const QUALITY = `${ORIGIN}/QualityManagement`;

type Body = Record<string, unknown>;

function insights({ request }: Stage) {
  const send = (method: "GET" | "POST" | "DELETE", url: string, parameters: Body = {}): Body => {
    const response = request(method, url, parameters);
    assert(response.status < 300, JSON.stringify(response.body));
    return (response.body ?? {}) as Body;
  };
  const answerSets = send("GET", `${QUALITY}/Settings/AnswerSets`)["answer_sets"] as { id: string; name: string }[];
  const category = (name = "Manners") => String(send("POST", `${QUALITY}/Categories`, { Name: name })["category_sid"]);
  const question = (categorySid: string, text = "Was it polite?") =>
    String(
      send("POST", `${QUALITY}/Questions`, {
        CategorySid: categorySid,
        Question: text,
        AnswerSetId: answerSets[0]?.id,
        AllowNa: "false",
        Description: "of the agent",
      })["question_sid"],
    );
  const questionnaire = (given: Body = {}) =>
    String(send("POST", `${QUALITY}/Questionnaires`, { Name: "Monthly", ...given })["questionnaire_sid"]);
  const list = (path: string, key: string) => send("GET", `${QUALITY}/${path}`)[key] as Body[];
  const refuses = (method: "GET" | "POST" | "DELETE", path: string, status: number, parameters: Body = {}) =>
    assert.equal(request(method, `${QUALITY}/${path}`, parameters).status, status);
  return { send, answerSets, category, question, questionnaire, list, refuses };
}

const column = (bodies: readonly Body[], name: string) => bodies.map((body) => body[name]);

const noted = { SegmentId: "segment-1", AgentId: "agent-1", Offset: "6.5" };

function assess(stage: Stage, given: Body = {}) {
  const { send, category, question, questionnaire } = insights(stage);
  const categorySid = category();
  const questionSid = question(categorySid);
  return send("POST", `${QUALITY}/Assessments`, {
    ...noted,
    CategorySid: categorySid,
    CategoryName: "Manners",
    MetricId: questionSid,
    MetricName: "Was it polite?",
    AnswerText: "Yes",
    AnswerId: "answer-1",
    QuestionnaireSid: questionnaire({ QuestionSids: [questionSid] }),
    ...given,
  });
}

export const insightsBehaviours: readonly Behaviour[] = [
  {
    of: [
      "flex-api.CreateInsightsQuestionnairesCategory",
      "flex-api.ListInsightsQuestionnairesCategory",
      "flex-api.UpdateInsightsQuestionnairesCategory",
    ],
    says: "a category of questions is listed under its new name",
    run(stage) {
      const { send, category, list } = insights(stage);
      const sid = category("Maners");
      category("Speed");
      send("POST", `${QUALITY}/Categories/${sid}`, { Name: "Manners" });
      assert.deepEqual(column(list("Categories", "categories"), "name"), ["Manners", "Speed"]);
      assert.equal(list("Categories?PageSize=1", "categories").length, 1);
    },
  },
  {
    of: ["flex-api.DeleteInsightsQuestionnairesCategory", "flex-api.DeleteInsightsQuestionnairesQuestion"],
    says: "a category is deleted after its questions, and a question after its questionnaires",
    run(stage) {
      const { send, category, question, questionnaire, list, refuses } = insights(stage);
      const categorySid = category();
      const questionSid = question(categorySid);
      const questionnaireSid = questionnaire({ QuestionSids: [questionSid] });
      refuses("DELETE", `Categories/${categorySid}`, 400);
      refuses("DELETE", `Questions/${questionSid}`, 400);
      send("DELETE", `${QUALITY}/Questionnaires/${questionnaireSid}`);
      send("DELETE", `${QUALITY}/Questions/${questionSid}`);
      send("DELETE", `${QUALITY}/Categories/${categorySid}`);
      assert.deepEqual([...list("Questions", "questions"), ...list("Categories", "categories")], []);
    },
  },
  {
    of: ["flex-api.CreateInsightsQuestionnairesQuestion", "flex-api.FetchInsightsSettingsAnswersets"],
    says: "a question has one of the account's answer sets and knows how many questionnaires ask it",
    run(stage) {
      const { answerSets, category, question, questionnaire, list, refuses } = insights(stage);
      const categorySid = category();
      const sid = question(categorySid);
      questionnaire({ QuestionSids: [sid] });
      const [found] = list("Questions", "questions");
      assert.deepEqual(found?.["answer_set"], answerSets[0]);
      assert.deepEqual([found?.["usage"], found?.["description"]], [1, "of the agent"]);
      assert.deepEqual(found?.["category"], { category_sid: categorySid, category_name: "Manners" });
      const given = { CategorySid: categorySid, Question: "Why?", AnswerSetId: "none", AllowNa: "true" };
      refuses("POST", "Questions", 400, given);
    },
  },
  {
    of: ["flex-api.ListInsightsQuestionnairesQuestion", "flex-api.UpdateInsightsQuestionnairesQuestion"],
    says: "questions are listed by category, and move with it",
    run(stage) {
      const { send, category, question, list } = insights(stage);
      const [manners, speed] = [category("Manners"), category("Speed")];
      const sid = question(manners);
      question(manners, "Was it right?");
      send("POST", `${QUALITY}/Questions/${sid}`, { AllowNa: "true", CategorySid: speed, Question: "Was it quick?" });
      const moved = list(`Questions?CategorySid=${speed}`, "questions");
      assert.deepEqual([column(moved, "question"), column(moved, "allow_na")], [["Was it quick?"], [true]]);
      assert.equal(list(`Questions?CategorySid=${manners}`, "questions").length, 1);
      assert.equal(list("Questions?PageSize=1", "questions").length, 1);
    },
  },
  {
    of: ["flex-api.CreateInsightsQuestionnaires", "flex-api.FetchInsightsQuestionnaires"],
    says: "a questionnaire shows its questions, which must exist",
    run(stage) {
      const { send, category, question, questionnaire, refuses } = insights(stage);
      const questionSid = question(category());
      const sid = questionnaire({ QuestionSids: [questionSid], Description: "each month" });
      const fetched = send("GET", `${QUALITY}/Questionnaires/${sid}`);
      assert.deepEqual(column(fetched["questions"] as Body[], "question_sid"), [questionSid]);
      assert.deepEqual([fetched["name"], fetched["description"], fetched["active"]], ["Monthly", "each month", false]);
      refuses("POST", "Questionnaires", 400, { Name: "Odd", QuestionSids: [`GE${"f".repeat(32)}`] });
    },
  },
  {
    of: ["flex-api.ListInsightsQuestionnaires", "flex-api.UpdateInsightsQuestionnaires"],
    says: "only active questionnaires are listed, unless all are asked for",
    run(stage) {
      const { send, questionnaire, list } = insights(stage);
      const sid = questionnaire({ Name: "Weekly" });
      questionnaire();
      assert.deepEqual(list("Questionnaires", "questionnaires"), []);
      send("POST", `${QUALITY}/Questionnaires/${sid}`, { Active: "true", Name: "Daily" });
      assert.deepEqual(column(list("Questionnaires", "questionnaires"), "name"), ["Daily"]);
      const all = list("Questionnaires?IncludeInactive=true", "questionnaires");
      assert.deepEqual(column(all, "name"), ["Daily", "Monthly"]);
    },
  },
  {
    of: ["flex-api.DeleteInsightsQuestionnaires"],
    says: "a deleted questionnaire is gone",
    run(stage) {
      const { send, questionnaire, list, refuses } = insights(stage);
      const sid = questionnaire({ Active: "true" });
      send("DELETE", `${QUALITY}/Questionnaires/${sid}`);
      refuses("GET", `Questionnaires/${sid}`, 404);
      assert.deepEqual(list("Questionnaires", "questionnaires"), []);
    },
  },
  {
    of: ["flex-api.CreateInsightsAssessments", "flex-api.ListInsightsAssessments"],
    says: "an assessment is listed under its segment, with its questionnaire",
    run(stage) {
      const { list, refuses } = insights(stage);
      assess(stage);
      assess(stage, { SegmentId: "segment-2" });
      const found = list("Assessments?SegmentId=segment-1", "assessments");
      const [{ assessment, offset } = {}] = found;
      assert.deepEqual([found.length, offset], [1, "6.5"]);
      assert.equal((assessment as { questionnaire: Body }).questionnaire["name"], "Monthly");
      refuses("POST", "Assessments", 400, { ...noted, AnswerText: "Yes", AnswerId: "1" });
    },
  },
  {
    of: ["flex-api.UpdateInsightsAssessments"],
    says: "an assessment can be given another answer",
    run(stage) {
      const { send, list } = insights(stage);
      const { assessment_sid: sid } = assess(stage);
      send("POST", `${QUALITY}/Assessments/${String(sid)}`, { Offset: "7", AnswerText: "No", AnswerId: "answer-2" });
      const [found] = list("Assessments", "assessments");
      assert.deepEqual([found?.["answer_text"], found?.["answer_id"], found?.["offset"]], ["No", "answer-2", "7"]);
    },
  },
  {
    of: ["flex-api.CreateInsightsAssessmentsComment", "flex-api.ListInsightsAssessmentsComment"],
    says: "comments are listed by segment and by agent",
    run(stage) {
      const { send, list } = insights(stage);
      const given = { ...noted, CategoryId: "tag-1", CategoryName: "Good", Comment: "Well done" };
      send("POST", `${QUALITY}/Assessments/Comments`, given);
      send("POST", `${QUALITY}/Assessments/Comments`, { ...given, AgentId: "agent-2" });
      assert.equal(list("Assessments/Comments?SegmentId=segment-1", "comments").length, 2);
      const [found, ...others] = list("Assessments/Comments?AgentId=agent-2", "comments");
      const comment = { comment: "Well done", category: { category_id: "tag-1", name: "Good" } };
      assert.deepEqual([found?.["comment"], others], [comment, []]);
    },
  },
  {
    of: ["flex-api.FetchInsightsSettingsComment", "flex-api.FetchInsightsUserRoles"],
    says: "the tags of comments and the user's roles are those the account was set up with",
    run(stage) {
      const { send } = insights(stage);
      const commentTags = [{ id: "tag-1", name: "Training", sort: 0, default: true }];
      stage.account.flex.configureInsights({ roles: ["wfo.quality_manager"], commentTags });
      assert.deepEqual(send("GET", `${QUALITY}/Settings/CommentTags`)["comments"], commentTags);
      assert.deepEqual(send("GET", `${ORIGIN}/UserRoles`)["roles"], ["wfo.quality_manager"]);
    },
  },
];
