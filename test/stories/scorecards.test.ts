/** operations/scorecards and operations/coaching: what is thought of contacts, and what follows for workers. */
import { listCoaching, scoreContact, scoredFloor, whileTimePasses } from "../support/coaching";
import { taskSid } from "../support/people";
import { contact, openQualityFloor, round, webhooks } from "../support/quality-floor";

const good = { identified: true, understood: 5, solution: "a_solution" };
const bad = { identified: true, understood: 1, solution: "nothing" };

test("a scorecard is kept once, however often it is handed in", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(1);
  const card = { key: "card-1", taskSid: contacts[0], workerSid, answers: good };

  expect(await scoreContact(floor, card)).toEqual({
    status: 200,
    body: { because: "scored", result: 1, movingResult: 1 },
  });
  expect(await scoreContact(floor, card)).toEqual({
    status: 200,
    body: { because: "scored-before", result: 1, movingResult: 1 },
  });
  expect(floor.mapItems("scorecards")).toHaveLength(1);
});

test("a key that has been used for another scorecard of the contact is refused, and nothing changes", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(1);
  const card = { key: "card-1", taskSid: contacts[0], workerSid, answers: good };
  await scoreContact(floor, card);
  const before = JSON.stringify([floor.mapItems("scorecards"), floor.mapItems("coaching")]);

  expect(await scoreContact(floor, { ...card, answers: bad })).toEqual({
    status: 409,
    body: { because: "key-is-of-another-scorecard" },
  });
  expect(JSON.stringify([floor.mapItems("scorecards"), floor.mapItems("coaching")])).toBe(before);
});

test("a contact that nobody has recorded cannot be scored", async () => {
  const { floor, workerSid } = await scoredFloor(1);

  const reply = await scoreContact(floor, { key: "card-1", taskSid: taskSid("dead"), workerSid, answers: good });

  expect(reply).toEqual({ status: 409, body: { because: "contact-unknown" } });
  expect(floor.mapItems("scorecards")).toEqual([]);
});

test("every problem of a scorecard is told at once, with its field, and nothing is read", async () => {
  const { floor } = await scoredFloor(1);
  await scoreContact(floor, { key: "warm" });
  const before = floor.calls;

  const reply = await scoreContact(floor, {
    key: "no spaces",
    taskSid: "WT1",
    form: "conversation",
    answers: { ...good, understood: 9 },
    scorer: { kind: "cat", id: "" },
    scoredAt: "2999-01-01T00:00:00Z",
    mood: "fine",
  });

  expect(reply).toEqual({
    status: 400,
    body: {
      error: "bad request",
      problems: [
        "key: must be letters, digits, underscores, hyphens and colons",
        "taskSid: must be a SID that starts with WT",
        "workerSid: is required",
        "scorer.kind: must be person or software",
        "scorer.id: must not be empty",
        "scoredAt: must not be in the future",
        expect.stringMatching(/^mood: /),
      ],
    },
  });
  expect(floor.calls).toBe(before);
});

test("answers that do not fit the form are told with their questions", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(1);

  const reply = await scoreContact(floor, {
    key: "card-1",
    taskSid: contacts[0],
    workerSid,
    answers: { identified: "yes", understood: 9, tone: 1 },
  });

  expect(reply).toEqual({
    status: 400,
    body: {
      error: "bad request",
      problems: [
        "answers.identified: must be true or false",
        "answers.understood: must be a whole number from 1 to 5",
        "answers.solution: is required",
        "answers.tone: is no question of this form",
      ],
    },
  });
});

test("a moving result below the line assigns coaching, with the contacts that show it, and it is over above the other", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(6);
  const reasons: unknown[] = [];
  for (const [index, contact] of contacts.entries()) {
    const reply = await scoreContact(floor, { key: `card-${index}`, taskSid: contact, workerSid, answers: bad });
    reasons.push((reply.body as { because: string }).because);
    await floor.account.clock.advance(60);
  }

  expect(reasons).toEqual(["scored", "scored", "scored", "scored", "coaching-assigned", "scored"]);
  const { workers } = await listCoaching(floor);
  expect(workers).toMatchObject([{ workerSid, form: "conversation", scores: 6, assignment: { by: "card-4" } }]);
  expect(workers[0]?.assignment?.contacts.map((shown) => shown.taskSid)).toEqual(contacts.slice(0, 5));

  for (let n = 0; n < 8; n++) {
    await scoreContact(floor, { key: `better-${n}`, taskSid: contacts[0], workerSid, answers: good });
    await floor.account.clock.advance(60);
  }

  expect((await listCoaching(floor)).workers[0]?.assignment).toBeNull();
});

test("twenty scorecards of one worker at once are twenty scores", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(1);
  const card = (n: number) => ({ key: `card-${n}`, taskSid: contacts[0], workerSid, answers: good });

  // Who is told 503 comes again, as QA systems do.
  let open = Array.from({ length: 20 }, (_, n) => card(n));
  for (let round = 0; open.length > 0 && round < 20; round++) {
    const replies = await whileTimePasses(floor, Promise.all(open.map((one) => scoreContact(floor, one))));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    open = open.filter((_, index) => statuses[index] === 503);
  }

  expect(open).toEqual([]);
  expect(floor.mapItems("scorecards")).toHaveLength(20);
  expect((await listCoaching(floor)).workers).toMatchObject([{ scores: 10, movingResult: 1 }]);
});

test.each([429, 503])("a %s on any call leaves one score, once the scorecard is handed in again", async (status) => {
  const { floor, contacts, workerSid } = await scoredFloor(6);
  let failing = 0;
  floor.intercept((request, pass) =>
    request.caller === "/operations/scorecards" && failing-- === 0
      ? { status, body: { status, code: 20001, message: "no" } }
      : pass(),
  );
  for (const [index, contact] of contacts.entries()) {
    failing = index;
    const card = { key: `card-${index}`, taskSid: contact, workerSid, answers: good };

    const first = await whileTimePasses(floor, scoreContact(floor, card));
    const reply = first.status === 200 ? first : await scoreContact(floor, card);

    expect(reply.status).toBe(200);
    expect(floor.mapItems("scorecards")).toHaveLength(index + 1);
    expect((await listCoaching(floor)).workers).toMatchObject([{ scores: index + 1 }]);
  }
});

test("two who have scored the same contacts are calibrated", async () => {
  const { floor, contacts, workerSid } = await scoredFloor(2);
  for (const [index, contact] of contacts.entries()) {
    for (const id of ["ada", "bob"]) {
      const answers = index === 0 || id === "ada" ? good : bad;
      await scoreContact(floor, {
        key: `${id}-${index}`,
        taskSid: contact,
        workerSid,
        answers,
        scorer: { kind: "person", id },
      });
    }
  }

  const { calibrations, isWhole } = await listCoaching(floor);

  expect(isWhole).toBe(true);
  expect(calibrations).toMatchObject([
    {
      form: "conversation",
      scorers: ["person:ada", "person:bob"],
      contacts: 2,
      questions: { understood: { answers: 2, agreement: 0.5, kappa: 0 } },
    },
  ]);
});

test("that coaching is assigned is told by one webhook, although the scorecard is handed in again", async () => {
  const house = await openQualityFloor({ webhooks });
  const { floor } = house;
  const contacts = [await contact(house), await contact(house), await contact(house), await contact(house)];
  const last = await contact(house);
  const [{ sid: workerSid } = { sid: "" }] = await floor.workspace.workers.list({ friendlyName: "carla" });
  for (const [index, sid] of contacts.entries()) {
    await scoreContact(floor, { key: `card-${index}`, taskSid: sid, workerSid, answers: bad });
  }
  const card = { key: "card-4", taskSid: last, workerSid, answers: bad };

  expect(await scoreContact(floor, card)).toMatchObject({ body: { because: "coaching-assigned" } });
  expect(await scoreContact(floor, card)).toMatchObject({ body: { because: "scored-before" } });
  await round(house);
  await round(house);

  const told = house.receiver.all.map(({ body }) => body as { type: string; data: { workerSid: string } });
  const assigned = told.filter(({ type }) => type === "coaching.assigned");
  expect(assigned).toMatchObject([{ data: { workerSid, form: "conversation", movingResult: expect.any(Number) } }]);
});
