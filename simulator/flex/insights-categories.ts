/**
 * Categories of questions in Flex Insights: https://www.twilio.com/docs/flex/developer/insights/quality-management
 *
 * Modelled: create, list, update, delete. A category that has questions is not deleted.
 */
import { badParameter, type Operation, page, requiredText } from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN } from "./context";
import type { Category } from "./insights-model";

const PATH = "/v1/Insights/QualityManagement/Categories";

export function categoryOperations({ kernel, state }: FlexContext): Operation[] {
  const all = () => state().insights.categories;
  const toBody = ({ sid, name }: Category) => ({
    account_sid: kernel.accountSid,
    category_sid: sid,
    name,
    url: `${ORIGIN}${PATH}/${sid}`,
  });
  return [
    {
      name: "CreateInsightsQuestionnairesCategory",
      method: "POST",
      path: PATH,
      parameters: ["Name"],
      run: ({ parameters }) => {
        const category = { name: requiredText(parameters, "Name"), sid: kernel.sids.next("FY") };
        all().set(category.sid, category);
        return { status: 201, body: toBody(category) };
      },
    },
    {
      name: "ListInsightsQuestionnairesCategory",
      method: "GET",
      path: PATH,
      run: (request) => page(ORIGIN, request, "categories", [...all().values()], toBody, MAXIMUM_PAGE_SIZE),
    },
    {
      name: "UpdateInsightsQuestionnairesCategory",
      method: "POST",
      path: `${PATH}/:CategorySid`,
      parameters: ["Name"],
      run: (request) => {
        const category = find(all(), request.ids["CategorySid"], request);
        category.name = requiredText(request.parameters, "Name");
        return { status: 200, body: toBody(category) };
      },
    },
    {
      name: "DeleteInsightsQuestionnairesCategory",
      method: "DELETE",
      path: `${PATH}/:CategorySid`,
      run: (request) => {
        const { sid } = find(all(), request.ids["CategorySid"], request);
        const isUsed = [...state().insights.questions.values()].some(({ categorySid }) => categorySid === sid);
        if (isUsed) throw badParameter(`Category ${sid} has questions`);
        all().delete(sid);
        return { status: 204 };
      },
    },
  ];
}
