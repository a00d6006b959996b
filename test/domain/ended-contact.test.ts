import { decideEnd } from "../../src/domain/ended-contact";
import { ANA, BRUNO } from "../support/people";
import { policy } from "../support/policy";
import { record } from "../support/records";

test("a customer's contact is remembered, then recorded: what fails in between is done again, not twice", () => {
  const ended = record({ workers: [BRUNO, ANA] });

  expect(decideEnd(ended, policy)).toEqual({
    because: "contact-recorded",
    answer: undefined,
    effects: [
      {
        type: "rememberContact",
        customer: "c0ffee",
        entry: { taskSid: ended.taskSid, endedAt: ended.endedAt, queue: "sales", workerSid: ANA.sid },
        days: 30,
      },
      { type: "appendToFeed", record: ended },
    ],
  });
});

test("a contact that nobody answered is remembered without a worker", () => {
  const { effects } = decideEnd(record({ outcome: "abandoned", workers: [] }), policy);

  expect(effects).toContainEqual(expect.objectContaining({ entry: expect.objectContaining({ workerSid: null }) }));
});

test("a stranger's contact is recorded and not remembered", () => {
  const ended = record({ customer: null });

  expect(decideEnd(ended, policy).effects).toEqual([{ type: "appendToFeed", record: ended }]);
});
