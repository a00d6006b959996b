/**
 * Questionnaires of Flex Insights: https://www.twilio.com/docs/flex/developer/insights/quality-management
 *
 * Modelled: create, fetch, list (active ones, or all with IncludeInactive), update, delete.
 */
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
import type { Questionnaire } from "./insights-model";
import { toQuestionBody } from "./insights-questions";

const PATH = "/v1/Insights/QualityManagement/Questionnaires";
const PARAMETERS = ["Name", "Description", "Active", "QuestionSids"];

export function questionnaireOperations(context: FlexContext): Operation[] {
  const { kernel, state } = context;
  const all = () => state().insights.questionnaires;
  const toBody = (questionnaire: Questionnaire) => ({
    account_sid: kernel.accountSid,
    questionnaire_sid: questionnaire.sid,
    name: questionnaire.name,
    description: questionnaire.description,
    active: questionnaire.isActive,
    questions: questionnaire.questionSids.flatMap((sid) => {
      const question = state().insights.questions.get(sid);
      return question ? [toQuestionBody(context, question)] : [];
    }),
    url: `${ORIGIN}${PATH}/${questionnaire.sid}`,
  });
  const readQuestions = (parameters: Parameters): string[] | undefined => {
    if (parameters["QuestionSids"] === undefined) return undefined;
    const sids = texts(parameters, "QuestionSids");
    const unknown = sids.find((sid) => !state().insights.questions.has(sid));
    if (unknown !== undefined) throw badParameter(`QuestionSids: ${unknown} does not exist`);
    return sids;
  };
  return [
    {
      name: "CreateInsightsQuestionnaires",
      method: "POST",
      path: PATH,
      parameters: PARAMETERS,
      run: ({ parameters }) => {
        const questionnaire: Questionnaire = {
          name: requiredText(parameters, "Name"),
          description: text(parameters, "Description") ?? "",
          isActive: boolean(parameters, "Active") ?? false,
          questionSids: readQuestions(parameters) ?? [],
          sid: kernel.sids.next("GM"),
        };
        all().set(questionnaire.sid, questionnaire);
        return { status: 201, body: toBody(questionnaire) };
      },
    },
    {
      name: "ListInsightsQuestionnaires",
      method: "GET",
      path: PATH,
      parameters: ["IncludeInactive"],
      run: (request) => {
        const areAllAsked = boolean(request.parameters, "IncludeInactive") ?? false;
        const found = [...all().values()].filter(({ isActive }) => isActive || areAllAsked);
        return page(ORIGIN, request, "questionnaires", found, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchInsightsQuestionnaires",
      method: "GET",
      path: `${PATH}/:QuestionnaireSid`,
      run: (request) => ({ status: 200, body: toBody(find(all(), request.ids["QuestionnaireSid"], request)) }),
    },
    {
      name: "UpdateInsightsQuestionnaires",
      method: "POST",
      path: `${PATH}/:QuestionnaireSid`,
      parameters: PARAMETERS,
      run: (request) => {
        const questionnaire = find(all(), request.ids["QuestionnaireSid"], request);
        const { parameters } = request;
        const isActive = boolean(parameters, "Active");
        if (isActive === undefined) throw badParameter("Missing required parameter Active in the post body");
        Object.assign(questionnaire, {
          isActive,
          questionSids: readQuestions(parameters) ?? questionnaire.questionSids,
          name: text(parameters, "Name") ?? questionnaire.name,
          description: text(parameters, "Description") ?? questionnaire.description,
        });
        return { status: 200, body: toBody(questionnaire) };
      },
    },
    {
      name: "DeleteInsightsQuestionnaires",
      method: "DELETE",
      path: `${PATH}/:QuestionnaireSid`,
      run: (request) => {
        all().delete(find(all(), request.ids["QuestionnaireSid"], request).sid);
        return { status: 204 };
      },
    },
  ];
}
