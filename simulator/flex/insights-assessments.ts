/**
 * Assessments of conversations in Flex Insights, and comments:
 * https://www.twilio.com/docs/flex/developer/insights/quality-management
 *
 * Modelled: create, list and update of assessments; create and list of comments. Who assesses is not known here, so
 * `user_name` and `user_email` are null; segments are not looked up.
 */
import { badParameter, type Operation, type Parameters, page, requiredText, text } from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN } from "./context";
import type { Assessment, AssessmentComment, Noted } from "./insights-model";

const PATH = "/v1/Insights/QualityManagement/Assessments";

export function assessmentOperations({ kernel, state }: FlexContext): Operation[] {
  const insights = () => state().insights;
  const toNotedBody = ({ sid, offset, segmentId, agentId, notedAt }: Noted) => ({
    account_sid: kernel.accountSid,
    assessment_sid: sid,
    offset: String(offset),
    report: true,
    weight: "1",
    agent_id: agentId,
    segment_id: segmentId,
    user_name: null,
    user_email: null,
    timestamp: String(notedAt),
  });
  const toBody = (assessment: Assessment) => {
    const { questionnaireSid, questionSid, questionName, category } = assessment;
    return {
      ...toNotedBody(assessment),
      answer_text: assessment.answerText,
      answer_id: assessment.answerId,
      assessment: {
        questionnaire: {
          questionnaire_sid: questionnaireSid,
          name: insights().questionnaires.get(questionnaireSid)?.name ?? null,
          question: {
            question_sid: questionSid,
            name: questionName,
            category: { category_sid: category.sid, name: category.name },
          },
        },
      },
      url: `${ORIGIN}${PATH}/${assessment.sid}`,
    };
  };
  const toCommentBody = (comment: AssessmentComment) => ({
    ...toNotedBody(comment),
    comment: { comment: comment.comment, category: { category_id: comment.category.id, name: comment.category.name } },
    url: `${ORIGIN}${PATH}/Comments/${comment.sid}`,
  });
  const readNoted = (parameters: Parameters): Omit<Noted, "sid"> => ({
    segmentId: requiredText(parameters, "SegmentId"),
    agentId: requiredText(parameters, "AgentId"),
    offset: readOffset(parameters),
    notedAt: kernel.clock.now(),
  });
  return [
    {
      name: "CreateInsightsAssessments",
      method: "POST",
      path: PATH,
      parameters: [
        "CategorySid",
        "CategoryName",
        "SegmentId",
        "AgentId",
        "Offset",
        "MetricId",
        "MetricName",
        "AnswerText",
        "AnswerId",
        "QuestionnaireSid",
      ],
      run: ({ parameters }) => {
        const { categories, questions, questionnaires, assessments } = insights();
        const assessment: Assessment = {
          ...readNoted(parameters),
          answerText: requiredText(parameters, "AnswerText"),
          answerId: requiredText(parameters, "AnswerId"),
          questionnaireSid: known(questionnaires, parameters, "QuestionnaireSid"),
          questionSid: known(questions, parameters, "MetricId"),
          questionName: requiredText(parameters, "MetricName"),
          category: {
            sid: known(categories, parameters, "CategorySid"),
            name: requiredText(parameters, "CategoryName"),
          },
          sid: kernel.sids.next("FM"),
        };
        assessments.set(assessment.sid, assessment);
        return { status: 201, body: toBody(assessment) };
      },
    },
    {
      name: "ListInsightsAssessments",
      method: "GET",
      path: PATH,
      parameters: ["SegmentId"],
      run: (request) => {
        const found = [...insights().assessments.values()].filter(readFilter(request.parameters));
        return page(ORIGIN, request, "assessments", found, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "UpdateInsightsAssessments",
      method: "POST",
      path: `${PATH}/:AssessmentSid`,
      parameters: ["Offset", "AnswerText", "AnswerId"],
      run: (request) => {
        const assessment = find(insights().assessments, request.ids["AssessmentSid"], request);
        const { parameters } = request;
        const answerText = requiredText(parameters, "AnswerText");
        const answerId = requiredText(parameters, "AnswerId");
        Object.assign(assessment, { answerText, answerId, offset: readOffset(parameters) });
        return { status: 200, body: toBody(assessment) };
      },
    },
    {
      name: "CreateInsightsAssessmentsComment",
      method: "POST",
      path: `${PATH}/Comments`,
      parameters: ["CategoryId", "CategoryName", "Comment", "SegmentId", "AgentId", "Offset"],
      run: ({ parameters }) => {
        const comment: AssessmentComment = {
          ...readNoted(parameters),
          comment: requiredText(parameters, "Comment"),
          category: { id: requiredText(parameters, "CategoryId"), name: requiredText(parameters, "CategoryName") },
          sid: kernel.sids.next("FM"),
        };
        insights().comments.set(comment.sid, comment);
        return { status: 201, body: toCommentBody(comment) };
      },
    },
    {
      name: "ListInsightsAssessmentsComment",
      method: "GET",
      path: `${PATH}/Comments`,
      parameters: ["SegmentId", "AgentId"],
      run: (request) => {
        const found = [...insights().comments.values()].filter(readFilter(request.parameters));
        return page(ORIGIN, request, "comments", found, toCommentBody, MAXIMUM_PAGE_SIZE);
      },
    },
  ];
}

/** Seconds into the conversation. */
function readOffset(parameters: Parameters): number {
  const offset = Number(requiredText(parameters, "Offset"));
  if (!Number.isFinite(offset)) throw badParameter("Offset must be a number");
  return offset;
}

function readFilter(parameters: Parameters): (noted: Noted) => boolean {
  const segment = text(parameters, "SegmentId");
  const agent = text(parameters, "AgentId");
  return ({ segmentId, agentId }) =>
    (segment === undefined || segmentId === segment) && (agent === undefined || agentId === agent);
}

/** The SID of something there is. */
function known(items: ReadonlyMap<string, unknown>, parameters: Parameters, name: string): string {
  const sid = requiredText(parameters, name);
  if (!items.has(sid)) throw badParameter(`${name} ${sid} does not exist`);
  return sid;
}
