/** The records of Flex Insights' quality management. Moments are milliseconds since the epoch. */

export type Category = { sid: string; name: string };

export type Question = {
  sid: string;
  categorySid: string;
  question: string;
  description: string;
  answerSetId: string;
  allowNa: boolean;
};

export type Questionnaire = {
  sid: string;
  name: string;
  description: string;
  isActive: boolean;
  questionSids: readonly string[];
};

/** What an assessment and a comment have in common. */
export type Noted = { sid: string; offset: number; segmentId: string; agentId: string; notedAt: number };

export type Assessment = Noted & {
  answerText: string;
  answerId: string;
  questionnaireSid: string;
  questionSid: string;
  questionName: string;
  category: { sid: string; name: string };
};

export type AssessmentComment = Noted & { comment: string; category: { id: string; name: string } };

export type Insights = {
  categories: Map<string, Category>;
  questions: Map<string, Question>;
  questionnaires: Map<string, Questionnaire>;
  assessments: Map<string, Assessment>;
  comments: Map<string, AssessmentComment>;
  roles: readonly string[];
  commentTags: readonly { id: string; name: string; sort: number; default: boolean }[];
};

export const newInsights = (): Insights => ({
  categories: new Map(),
  questions: new Map(),
  questionnaires: new Map(),
  assessments: new Map(),
  comments: new Map(),
  roles: ["wfo.full_access"],
  commentTags: [{ id: idOf(900), name: "Good", sort: 0, default: false }],
});

/** Insights names its own things by UUIDs. */
export const idOf = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;

const answers = (first: number, ...named: readonly (readonly [string, number])[]) =>
  named.map(([name, score], sort) => ({ id: idOf(first + sort), name, description: name, score, sort }));

export const ANSWER_SET_CATEGORIES = [
  { id: idOf(1), name: "Two Options", sort: 1 },
  { id: idOf(2), name: "Rating", sort: 2 },
];

export const ANSWER_SETS = [
  {
    id: idOf(10),
    category_id: idOf(1),
    name: "Yes, No",
    sort: 0,
    type: "select",
    answers: answers(11, ["Yes", 100], ["No", 0]),
  },
  {
    id: idOf(20),
    category_id: idOf(2),
    name: "1, 2, 3",
    sort: 1,
    type: "select",
    answers: answers(21, ["1", 0], ["2", 50], ["3", 100]),
  },
];

export const NOT_APPLICABLE = { id: idOf(30), name: "N/A", description: "Not applicable", score: null, sort: 0 };
