/** For how long things are kept. */
import { retentionOf } from "../../src/domain/retention";

const DAY = 86_400;
const keep = { records: 30, samples: 30, webhooks: 30, scorecards: 180, journal: 30 };

test("a policy that says nothing keeps scorecards half a year and the rest a month", () => {
  const month = 30 * DAY;

  expect(retentionOf({})).toEqual({
    ...{ records: month, claims: month, samples: month, webhooks: month, journal: month },
    scorecards: 180 * DAY,
  });
});

test.each([
  { records: 7, claims: 30 },
  { records: 30, claims: 30 },
  { records: 31, claims: 31 },
  { records: 365, claims: 365 },
])(
  "with records kept $records days claims are kept $claims: as long as the Events API tells",
  ({ records, claims }) => {
    expect(retentionOf({ privacy: { scrub: false, keep: { ...keep, records } } })).toMatchObject({
      ...{ records: records * DAY, claims: claims * DAY },
    });
  },
);
