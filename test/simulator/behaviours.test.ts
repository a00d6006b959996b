/** What the account can be seen to do, product by product; every answer in it is as Twilio's documents describe it. */
import { deviations } from "../../simulator/coverage/deviations";
import { behaviours } from "../behaviours/all";
import type { Behaviour } from "../behaviours/behaviour";
import { deviationIn, type Showing, showAndJudge } from "../support/coverage/showing";

const showings = new Map<Behaviour, Promise<Showing>>();

/** Shows each behaviour once, whichever tests ask for it. */
function showing(behaviour: Behaviour): Promise<Showing> {
  const shown = showings.get(behaviour) ?? showAndJudge(behaviour);
  showings.set(behaviour, shown);
  return shown;
}

test("no two behaviours say the same", () => {
  const said = behaviours.map(({ says }) => says);

  expect(said).toEqual([...new Set(said)]);
});

test.each(behaviours)("$of.0: $says", async (behaviour) => {
  const { failure, answers, problems } = await showing(behaviour);

  if (failure !== undefined) throw failure;
  expect(answers).not.toHaveLength(0);
  expect(problems).toEqual([]);
});

test("every deviation from Twilio's documents occurs", async () => {
  const written = deviations.flatMap((deviation) =>
    deviation.operations.map((operation) => deviationIn(operation, deviation)),
  );

  const occurred = new Set((await Promise.all(behaviours.map(showing))).flatMap(({ allowed }) => [...allowed]));

  expect(written.filter((deviation) => !occurred.has(deviation))).toEqual([]);
});
