/** studio/route-contact: every contact is routed, a known customer's to whom they know. */
import { openFloor } from "../support/floor";
import { GRACE, HENRY } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const { from, customer } = GRACE;
const call = { channel: "voice", queue: "regular", from, customer };

test("a first contact goes to everyone's segment", async () => {
  const floor = await openFloor();

  const reply = await floor.studio("route-contact", { ...call, language: "es" });

  expect(reply).toEqual({
    status: 200,
    body: {
      because: "first-contact",
      attributes: {
        floor: {
          queue: "regular",
          recent: 0,
          segment: "everyone",
          channel: "voice",
          customer: expect.stringMatching(/^[0-9a-f]{32}$/),
          language: "es",
          because: "first-contact",
        },
      },
      priority: 0,
    },
  });
});

test("a customer who comes back is offered to the worker who answered last, ahead of others", async () => {
  const floor = await openFloor();
  const ana = await hire(floor, "ana", { regular: 5 });
  const first = await arrive(floor, call);
  await accept(floor, first);
  await complete(floor, first);
  await floor.account.clock.advance(60);
  await floor.tick();

  const reply = await floor.studio("route-contact", call);

  expect(reply.body).toMatchObject({
    because: "returning-customer",
    attributes: { floor: { segment: "returning", last_worker: ana } },
    priority: 5,
  });
});

test("the worker who answered last is reserved though a better one is free", async () => {
  const floor = await openFloor();
  const ana = await hire(floor, "ana", { regular: 1 });
  const first = await arrive(floor, call);
  await accept(floor, first);
  await complete(floor, first);
  await floor.account.clock.advance(60);
  await floor.tick();
  await hire(floor, "bruno", { regular: 5 });

  const second = await arrive(floor, call);

  expect(await accept(floor, second)).toBe(ana);
});

test("a customer whom nobody has answered comes back without a last worker", async () => {
  const floor = await openFloor();
  const first = await arrive(floor, call);
  await giveUp(floor, first);
  await floor.account.clock.advance(60);
  await floor.tick();

  const { body } = await floor.studio("route-contact", call);

  expect(body).toMatchObject({ because: "returning-customer", attributes: { floor: { segment: "returning" } } });
  expect(body).not.toHaveProperty("attributes.floor.last_worker");
});

test("a contact more than a week ago makes nobody a returning customer's segment", async () => {
  const floor = await openFloor();
  await giveUp(floor, await arrive(floor, call));
  await floor.account.clock.advance(7 * 86_400 + 60);
  await floor.tick();

  const { body } = await floor.studio("route-contact", call);

  expect(body).toMatchObject({ because: "returning-customer", attributes: { floor: { segment: "everyone" } } });
});

test("one customer's history is not another's", async () => {
  const floor = await openFloor();
  await giveUp(floor, await arrive(floor, call));
  await floor.account.clock.advance(60);
  await floor.tick();

  const { body } = await floor.studio("route-contact", { ...call, ...HENRY });

  expect(body).toMatchObject({ because: "first-contact" });
});

test("with Sync down a contact is routed all the same", async () => {
  const floor = await openFloor({ SYNC_SERVICE_SID: `IS${"f".repeat(32)}` });

  const reply = await floor.studio("route-contact", call);

  expect(reply).toMatchObject({
    status: 200,
    body: { because: "history-unavailable", attributes: { floor: { queue: "regular", segment: "everyone" } } },
  });
});

test("a contact without a customer is routed without a look at the history", async () => {
  const floor = await openFloor();

  const reply = await floor.studio("route-contact", { channel: "chat", queue: "stock", from, customer: "" });

  expect(reply).toMatchObject({ status: 200, body: { because: "customer-unknown" } });
  expect(floor.calls).toBe(0);
});

test("a contact sent twice is routed twice alike", async () => {
  const floor = await openFloor();

  const replies = await Promise.all([floor.studio("route-contact", call), floor.studio("route-contact", call)]);

  expect(replies[0]).toEqual(replies[1]);
});

test("a malformed contact is refused with every problem named and no value quoted", async () => {
  const floor = await openFloor();

  const reply = await floor.studio("route-contact", { channel: "fax", queue: "gold", language: "x".repeat(36) });

  expect(reply).toEqual({
    status: 400,
    body: {
      error: "bad request",
      problems: [
        expect.stringMatching(/^channel: must be one of voice, chat$/),
        expect.stringMatching(/^queue: must be one of regular, new, stock, internet$/),
        "from: is required",
        "language: must be a language, such as en or pt-BR",
      ],
    },
  });
});
