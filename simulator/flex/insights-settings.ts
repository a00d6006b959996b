/**
 * Settings of Flex Insights: https://www.twilio.com/docs/flex/developer/insights/quality-management
 *
 * Modelled: fetch of the answer sets, the comments' tags and the user's roles. No request changes them; the account's owner
 * does (`Flex.configureInsights`).
 */
import type { Operation } from "../kernel/rest";
import { type FlexContext, ORIGIN } from "./context";
import { ANSWER_SET_CATEGORIES, ANSWER_SETS, NOT_APPLICABLE } from "./insights-model";

const PATH = "/v1/Insights/QualityManagement/Settings";
const ROLES = "/v1/Insights/UserRoles";

export function settingsOperations({ kernel, state }: FlexContext): Operation[] {
  const { accountSid } = kernel;
  return [
    {
      name: "FetchInsightsSettingsAnswersets",
      method: "GET",
      path: `${PATH}/AnswerSets`,
      run: () => ({
        status: 200,
        body: {
          account_sid: accountSid,
          answer_sets: ANSWER_SETS,
          answer_set_categories: ANSWER_SET_CATEGORIES,
          not_applicable: NOT_APPLICABLE,
          url: `${ORIGIN}${PATH}/AnswerSets`,
        },
      }),
    },
    {
      name: "FetchInsightsSettingsComment",
      method: "GET",
      path: `${PATH}/CommentTags`,
      run: () => ({
        status: 200,
        body: {
          account_sid: accountSid,
          comments: state().insights.commentTags,
          url: `${ORIGIN}${PATH}/CommentTags`,
        },
      }),
    },
    {
      name: "FetchInsightsUserRoles",
      method: "GET",
      path: ROLES,
      run: () => ({ status: 200, body: { roles: state().insights.roles, url: `${ORIGIN}${ROLES}` } }),
    },
  ];
}
