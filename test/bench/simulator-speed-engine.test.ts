/** A small version of the bench: what it measures is really routed, and can be read afterwards. */
import { bareHeapEventsPerSecond } from "../../bench/simulator-speed/bare-heap";
import { measureEngine } from "../../bench/simulator-speed/engine";

test.each([true, false])("contacts are routed, and their events read (planned: %s)", async (isPlanned) => {
  const speed = await measureEngine(500, 1, isPlanned);

  expect(speed.eventsSampled).toBeGreaterThanOrEqual(1000);
  expect(speed.contactsPerSecond).toBeGreaterThan(0);
  expect(speed.pending).toBeGreaterThan(isPlanned ? 200 : 0);
});

test("the bare heap takes the earliest first", () => {
  let draws = 0;

  const perSecond = bareHeapEventsPerSecond(100, 1000, () => (draws++ % 97) / 97);

  expect(perSecond).toBeGreaterThan(0);
});
