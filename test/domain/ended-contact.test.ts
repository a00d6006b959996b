import { decideEnd } from "../../src/domain/ended-contact";
import { record } from "../support/records";

test("an ended contact is appended to the feed, and nothing else is done about it here", () => {
  expect(decideEnd(record())).toEqual({
    because: "contact-recorded",
    answer: undefined,
    effects: [{ type: "appendToFeed", record: record() }],
  });
});
