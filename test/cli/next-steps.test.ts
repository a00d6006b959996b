/** What `floor setup` says at its end. */
import { ChangeLines } from "../../cli/account/change-lines";
import type { Change } from "../../cli/account/changes";
import { nextSteps } from "../../cli/next-steps";

const created = (what: string): Change => ({ action: "created", what });
const unchanged = (what: string): Change => ({ action: "unchanged", what });

const variable = created("variable WORKSPACE_SID in .env");
const elsewhereAt = "http://localhost:3000";

test.each([
  { what: "nothing is deployed", changes: [variable], isDeployed: false, says: "npm run deploy, then" },
  { what: "nothing is deployed, nor changed", changes: [], isDeployed: false, says: "npm run deploy, then" },
  { what: "variables are new", changes: [variable], isDeployed: true, says: "Next: npm run deploy, for" },
  { what: "only the sink is new", changes: [created("sink")], isDeployed: true, says: "Next: npm run floor -- doctor" },
  { what: "nothing has changed", changes: [unchanged("sink")], isDeployed: true, says: "Everything is set up. Next" },
])("when $what, the next step is the right one", ({ changes, isDeployed, says }) => {
  expect(nextSteps(changes, { isDeployed })).toContain(says);
});

test.each([
  { what: "new variables", changes: [variable], says: `start the functions at ${elsewhereAt}` },
  { what: "another change", changes: [created("sink")], says: "Nothing else is to be done." },
  { what: "no change", changes: [unchanged("sink")], says: "Everything is set up." },
])("functions that run elsewhere are not to be deployed after $what", ({ changes, says }) => {
  const text = nextSteps(changes, { isDeployed: false, elsewhereAt });

  expect(text).toContain(says);
  expect(text).not.toContain("deploy");
});

test.each<{ what: string; changes: Change[]; lines: string[] }>([
  {
    what: "a series is one line",
    changes: ["map a-0", "map a-1", "map a-2", "map b"].map(created),
    lines: ["created    map a-0 to 2", "created    map b"],
  },
  {
    what: "another series is another line",
    changes: ["map a-1", "map b-2", "list b-3"].map(created),
    lines: ["created    map a-1", "created    map b-2", "created    list b-3"],
  },
  {
    what: "a gap is told",
    changes: [created("map a-0"), unchanged("map a-1"), created("map a-2")],
    lines: ["created    map a-0", "created    map a-2"],
  },
  {
    what: "another action is another line",
    changes: [created("map a-0"), { action: "updated", what: "map a-1" }],
    lines: ["created    map a-0", "updated    map a-1"],
  },
  {
    what: "a reason is never hidden",
    changes: [created("map a-0"), { action: "created", what: "map a-1", because: "so" }],
    lines: ["created    map a-0", "created    map a-1: so"],
  },
])("of changes $what", ({ changes, lines }) => {
  const printed: string[] = [];
  const told = new ChangeLines((line) => printed.push(line), false);

  for (const change of changes) told.tell(change);
  told.end();

  expect(printed).toEqual(lines);
});
