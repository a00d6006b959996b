/** What customers and callers send, and what Twilio says about it, comes back in no reply and no line of the log. */
import { SECRETS } from "../doors/arbitraries";
import { Centre, type Heard } from "../doors/centre";
import { doors } from "../doors/door-list";
import { rowOf } from "../doors/rows";
import { bodyFor, credentialed, rightRequest } from "../doors/sending";

const SECRET = Object.values(SECRETS).join(" ");

const told = ({ body, lines }: Heard): string[] =>
  Object.values(SECRETS).filter((secret) => [body, ...lines].some((text) => text.includes(secret)));

let centre: Centre;
beforeAll(async () => {
  centre = await Centre.open();
});
afterEach(() => {
  centre.refusing = undefined;
});

describe.each(doors)("$path", (door) => {
  test("keeps to itself what Twilio says of a call it refuses", async () => {
    const message = `The 'To' number ${SECRET} is not valid`;
    centre.refusing = () => ({ status: 400, body: { status: 400, code: 21211, message, more_info: message } });

    const heard = await centre.knock(await rightRequest(centre, door));

    expect(told(heard)).toEqual([]);
    // Nobody is asked by a door that needs nothing, or goes on without.
    if (heard.calls.length > 0 && heard.status !== 200) {
      expect(heard.status).toBe(500);
      expect(heard.body).toBe('{"error":"internal error"}');
      expect(heard.lines.join()).toContain('"status":400,"code":21211');
    }
  });

  test("keeps to itself what stands in a field, whichever it is", async () => {
    const content = rowOf(door.path).right(centre);
    const names = Object.keys(Array.isArray(content) ? (content[0] as object) : content);
    for (const name of [...names, "note", SECRETS.phone, SECRETS.email]) {
      const changed = { ...(Array.isArray(content) ? (content[0] as object) : content), [name]: SECRET };
      const body = bodyFor(door, Array.isArray(content) ? [changed] : changed);

      expect(told(await centre.knock(await credentialed(centre, door, body)))).toEqual([]);
    }
  });

  test("keeps credentials to itself", async () => {
    const knock = await rightRequest(centre, door);
    const heard = await centre.knock(knock);
    const token = /Token=([^&]+)|fw\.[^&]+/.exec(`${knock.body} ${knock.headers["authorization"] ?? ""}`)?.[0];
    const credentials = [token?.replace("Token=", ""), centre.floor.account.authToken].filter(
      (one) => one !== undefined,
    );

    expect(credentials.filter((one) => [heard.body, ...heard.lines].join().includes(one))).toEqual([]);
  });
});

test("what Twilio keeps, and is no JSON, is not quoted in the log", async () => {
  const { floor, taskSid } = centre;
  const workspace = floor.account.taskRouter.workspace;
  const door = doors.find(({ path }) => path === "/studio/capture-disposition");
  const kept = `{ ${SECRET}`;
  expect(workspace.tasks.get(taskSid)).toBeDefined();
  centre.refusing = ({ path }) =>
    path.endsWith(taskSid)
      ? { status: 200, body: { sid: taskSid, attributes: kept, assignment_status: "pending" } }
      : undefined;

  const heard = door && (await centre.knock(await rightRequest(centre, door)));

  expect(heard?.status).toBe(500);
  expect(heard && told(heard)).toEqual([]);
  expect(heard?.lines.join()).toContain("SyntaxError");
});
