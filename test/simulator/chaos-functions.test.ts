/** What goes wrong for functions that run beside the account: the built handlers, with faults between them and Twilio. */
import { openFloor } from "../support/floor";

const FORM = { channel: "voice", from: "+15550100123", queue: "stock", customer: "c-1" };

test("a function that waits for late answers is answered when they have come, on the account's clock", async () => {
  const floor = await openFloor();
  const { clock, faults } = floor.account;
  faults.set([{ kind: "latency", operation: "sync.*", min: 3, max: 3 }]);
  const before = clock.now();

  const replying = floor.studio("route-contact", FORM);
  await clock.advance(0);
  const { status } = await replying;

  expect(status).toBe(200);
  expect(clock.now()).toBeGreaterThanOrEqual(before + 3000);
  expect(clock.isHeld).toBe(false);
});

test("a function whose history cannot be read routes the contact all the same", async () => {
  const floor = await openFloor();
  floor.account.faults.set([{ kind: "outage", operation: "sync.*", as: "refused" }]);

  const replying = floor.studio("route-contact", FORM);
  await floor.account.clock.advance(10);

  expect((await replying).status).toBe(200);
  expect(floor.account.faults.counts().byKind).toMatchObject({ outage: expect.any(Number) });
});

test("a rule for one function leaves the others alone", async () => {
  const floor = await openFloor();
  floor.account.faults.set([{ kind: "status", operation: "*", caller: "/operations/*", status: 503 }]);

  const [tick, route] = [floor.tick(), floor.studio("route-contact", FORM)];
  await floor.account.clock.advance(30);

  expect((await tick).status).toBeGreaterThanOrEqual(500);
  expect((await route).status).toBe(200);
});
