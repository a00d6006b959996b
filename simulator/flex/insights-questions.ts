/**
 * Questions of Flex Insights: https://www.twilio.com/docs/flex/developer/insights/quality-management
 *
 * Modelled: create, list (by CategorySid), update, delete. The answer set is one of the account's; `usage` counts the
 * questionnaires that ask the question, and a question that is asked is not deleted.
 */
import { sidIn } from "../kernel/formats";
import {
  badParameter,
  boolean,
  type Operation,
  type Parameters,
  page,
  requiredText,
  text,
  texts,
} from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN } from "./context";
import { ANSWER_SETS, type Question } from "./insights-model";

const PATH = "/v1/Insights/QualityManagement/Questions";
const PARAMETERS = ["CategorySid", "Question", "AnswerSetId", "AllowNa", "Description"];

const usageOf = ({ state }: FlexContext, { sid }: Question): number =>
  [...state().insights.questionnaires.values()].filter(({ questionSids }) => questionSids.includes(sid)).length;

/** As questionnaires show it. */
export function toQuestionBody(context: FlexContext, question: Question) {
  const category = context.state().insights.categories.get(question.categorySid);
  return {
    question_sid: question.sid,
    question: question.question,
    description: question.description,
    category: { category_sid: question.categorySid, category_name: category?.name ?? null },
    answer_set_id: question.answerSetId,
    allow_na: question.allowNa,
    usage: usageOf(context, question),
  };
}

export function questionOperations(context: FlexContext): Operation[] {
  const { kernel, state } = context;
  const all = () => state().insights.questions;
  const toBody = (question: Question) => ({
    account_sid: kernel.accountSid,
    ...toQuestionBody(context, question),
    answer_set: ANSWER_SETS.find(({ id }) => id === question.answerSetId) ?? null,
    url: `${ORIGIN}${PATH}/${question.sid}`,
  });
  const readCategory = (parameters: Parameters): string | undefined => {
    const sid = sidIn(parameters, "CategorySid", "FY");
    if (sid !== undefined && !state().insights.categories.has(sid)) {
      throw badParameter(`CategorySid ${sid} does not exist`);
    }
    return sid;
  };
  return [
    {
      name: "CreateInsightsQuestionnairesQuestion",
      method: "POST",
      path: PATH,
      parameters: PARAMETERS,
      run: ({ parameters }) => {
        const question = requiredText(parameters, "Question");
        const categorySid = readCategory(parameters);
        const answerSetId = readAnswerSet(parameters);
        const allowNa = boolean(parameters, "AllowNa");
        if (categorySid === undefined || answerSetId === undefined || allowNa === undefined) {
          throw badParameter("CategorySid, AnswerSetId and AllowNa are required");
        }
        const description = text(parameters, "Description") ?? "";
        const sid = kernel.sids.next("GE");
        const created: Question = { sid, categorySid, question, description, answerSetId, allowNa };
        all().set(sid, created);
        return { status: 201, body: toBody(created) };
      },
    },
    {
      name: "ListInsightsQuestionnairesQuestion",
      method: "GET",
      path: PATH,
      parameters: ["CategorySid"],
      run: (request) => {
        const categories = texts(request.parameters, "CategorySid");
        const found = [...all().values()].filter(
          ({ categorySid }) => categories.length === 0 || categories.includes(categorySid),
        );
        return page(ORIGIN, request, "questions", found, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "UpdateInsightsQuestionnairesQuestion",
      method: "POST",
      path: `${PATH}/:QuestionSid`,
      parameters: PARAMETERS,
      run: (request) => {
        const question = find(all(), request.ids["QuestionSid"], request);
        const { parameters } = request;
        const allowNa = boolean(parameters, "AllowNa");
        if (allowNa === undefined) throw badParameter("Missing required parameter AllowNa in the post body");
        Object.assign(question, {
          allowNa,
          categorySid: readCategory(parameters) ?? question.categorySid,
          answerSetId: readAnswerSet(parameters) ?? question.answerSetId,
          question: text(parameters, "Question") ?? question.question,
          description: text(parameters, "Description") ?? question.description,
        });
        return { status: 200, body: toBody(question) };
      },
    },
    {
      name: "DeleteInsightsQuestionnairesQuestion",
      method: "DELETE",
      path: `${PATH}/:QuestionSid`,
      run: (request) => {
        const question = find(all(), request.ids["QuestionSid"], request);
        if (usageOf(context, question) > 0) throw badParameter(`Question ${question.sid} is asked by a questionnaire`);
        all().delete(question.sid);
        return { status: 204 };
      },
    },
  ];
}

function readAnswerSet(parameters: Parameters): string | undefined {
  const id = text(parameters, "AnswerSetId");
  if (id !== undefined && !ANSWER_SETS.some((set) => set.id === id)) {
    throw badParameter(`AnswerSetId ${id} does not exist`);
  }
  return id;
}
