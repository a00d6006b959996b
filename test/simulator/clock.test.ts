/** The account's clock: order, standing still for calls, and no real time. */
import fc from "fast-check";
import { type Call, Clock } from "../../simulator/kernel/clock";

const NOON = Date.parse("2026-01-05T12:00:00Z");

function open() {
  const clock = new Clock(new Date(NOON));
  const heard: string[] = [];
  /** Notes a word and when it came, in seconds after noon. */
  const say = (word: string) => heard.push(`${(clock.now() - NOON) / 1000} ${word}`);
  /** A callee: takes the call at once and hangs up when its work is done. */
  const call = async (name: string, work: (call: Call) => Promise<void>) => {
    const one = clock.open();
    say(`${name} asks`);
    await work(one);
    say(`${name} is answered`);
    one.close();
  };
  const pause = (one: Call, seconds: number) => new Promise<void>((resolve) => one.after(seconds * 1000, resolve));
  /** As a real network answers: some turns of the event loop later. */
  const network = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  return { clock, heard, say, call, pause, network };
}

test("the clock stands still until it is advanced", async () => {
  const { clock, heard, say } = open();
  clock.after(10, () => say("ten"));

  await clock.advance(9.999);
  expect(heard).toEqual([]);

  await clock.advance(0.001);
  expect(heard).toEqual(["10 ten"]);
  expect(clock.now()).toBe(NOON + 10_000);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300])("it is not advanced by %p seconds", async (seconds) => {
  const { clock, heard, say } = open();
  clock.after(10, () => say("ten"));

  await expect(clock.advance(seconds)).rejects.toThrow(/the clock/);

  expect([heard, clock.now()]).toEqual([[], NOON]);
  await clock.advance(10);
  expect(heard).toEqual(["10 ten"]);
});

test("events happen in order of time, then of insertion", () => {
  const moments = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 });

  return fc.assert(
    fc.asyncProperty(moments, fc.array(fc.nat(59), { maxLength: 20 }), async (seconds, canceled) => {
      const { clock } = open();
      const fired: { at: number; index: number }[] = [];
      const timers = seconds.map((at, index) => clock.after(at, () => fired.push({ at: clock.now(), index })));
      for (const index of canceled) timers[index]?.cancel();

      await clock.advance(5);

      const expected = seconds
        .map((at, index) => ({ at: NOON + at * 1000, index }))
        .filter(({ index }) => !canceled.includes(index))
        .sort((a, b) => a.at - b.at || a.index - b.index);
      expect(fired).toEqual(expected);
    }),
  );
});

test("what is set for the past happens next, at the present moment", async () => {
  const { clock, heard, say } = open();
  await clock.advance(60);
  clock.at(NOON, () => say("late"));

  await clock.advance(0);

  expect(heard).toEqual(["60 late"]);
});

test("what an event sets for the same moment happens in the same advance", async () => {
  const { clock, heard, say } = open();
  clock.after(1, () => {
    say("first");
    clock.after(0, () => say("third"));
  });
  clock.after(1, () => say("second"));

  await clock.advance(1);

  expect(heard).toEqual(["1 first", "1 second", "1 third"]);
});

test("a canceled event does not happen, and canceling it again or too late does nothing", async () => {
  const { clock, heard, say } = open();
  const timer = clock.after(1, () => say("never"));
  const other = clock.after(1, () => say("one"));
  timer.cancel();
  timer.cancel();

  await clock.advance(2);
  other.cancel();

  expect(heard).toEqual(["1 one"]);
});

test("nothing later happens while a call is in flight", async () => {
  const { clock, heard, say, call, network } = open();
  clock.after(1, () => void call("function", network));
  clock.after(1, () => say("same moment"));
  clock.after(2, () => say("later"));

  await clock.advance(2);

  expect(heard).toEqual(["1 function asks", "1 function is answered", "1 same moment", "2 later"]);
});

test("a callee's pause lets the clock move on to it, and other events happen meanwhile", async () => {
  const { clock, heard, say, call, pause, network } = open();
  clock.after(1, () => {
    void call("function", async (one) => {
      await network();
      await pause(one, 5);
      await network();
    });
  });
  clock.after(3, () => say("meanwhile"));
  clock.after(7, () => say("later"));

  await clock.advance(10);

  expect(heard).toEqual(["1 function asks", "3 meanwhile", "6 function is answered", "7 later"]);
  expect(clock.now()).toBe(NOON + 10_000);
});

test("a callee that pauses beyond the target is waited for, and nothing after its answer", async () => {
  const { clock, heard, say, call, pause } = open();
  clock.after(1, () => void call("function", (one) => pause(one, 5)));
  clock.after(4, () => say("before"));
  clock.after(7, () => say("after"));

  await clock.advance(1);

  expect(heard).toEqual(["1 function asks", "4 before", "6 function is answered"]);
  expect(clock.now()).toBe(NOON + 6000);
});

test("a canceled pause holds nothing up", async () => {
  const { clock, heard, call } = open();
  clock.after(1, () => {
    void call("function", async (one) => {
      const deadline = one.after(60_000, () => undefined);
      await Promise.resolve();
      deadline.cancel();
    });
  });

  await clock.advance(2);

  expect(heard).toEqual(["1 function asks", "1 function is answered"]);
  expect(clock.now()).toBe(NOON + 2000);
});

test("a call that a callee makes is answered before the callee goes on", async () => {
  const { clock, heard, call, pause, network } = open();
  clock.after(1, () => {
    void call("outer", async (outer) => {
      await pause(outer, 1);
      await call("inner", network);
      await pause(outer, 2);
    });
  });

  await clock.advance(1);

  expect(heard).toEqual(["1 outer asks", "2 inner asks", "2 inner is answered", "4 outer is answered"]);
});

test("two calls in flight each wait for their own timer", async () => {
  const { clock, heard, call, pause, network } = open();
  clock.after(1, () => {
    void call("long", async (one) => {
      await pause(one, 4);
      await network();
      await pause(one, 1);
    });
  });
  clock.after(2, () => void call("short", (one) => pause(one, 1)));

  await clock.advance(2);

  expect(heard).toEqual(["1 long asks", "2 short asks", "3 short is answered", "6 long is answered"]);
});

test("who sleeps goes on before anything later happens", async () => {
  const { clock, heard, say } = open();
  const sleeper = async () => {
    await clock.sleep(1);
    say("awake");
    clock.after(1, () => say("from the sleeper"));
  };
  void sleeper();
  clock.after(2, () => say("two"));

  await clock.advance(2);

  expect(heard).toEqual(["1 awake", "2 two", "2 from the sleeper"]);
});

test("two advances asked for at once follow one another", async () => {
  const { clock, heard, say } = open();
  clock.after(1, () => say("one"));
  clock.after(2, () => say("two"));

  await Promise.all([clock.advance(1), clock.advance(1)]);

  expect(heard).toEqual(["1 one", "2 two"]);
  expect(clock.now()).toBe(NOON + 2000);
});

test("until nothing is left, whatever sets off more", async () => {
  const { clock, heard, say } = open();
  const again = (left: number) => {
    say(String(left));
    if (left > 0) clock.after(10, () => again(left - 1));
  };
  clock.after(0, () => again(2));

  await clock.untilIdle();

  expect(heard).toEqual(["0 2", "10 1", "20 0"]);
});

test("until something is so, and no further", async () => {
  const { clock, heard, say } = open();
  for (const at of [1, 2, 3]) clock.after(at, () => say("tick"));

  await clock.until(() => heard.length === 2);
  expect(heard).toEqual(["1 tick", "2 tick"]);

  await clock.until(() => false);
  expect(heard).toEqual(["1 tick", "2 tick", "3 tick"]);
});

test("a wall clock does not wait for calls", async () => {
  const { clock, heard, say } = open();
  clock.after(1, () => void clock.open());
  clock.after(2, () => say("two"));

  clock.catchUp(NOON + 5000);

  expect(heard).toEqual(["2 two"]);
  expect(clock.now()).toBe(NOON + 5000);
});

test("a year of simulated hours takes no real time", async () => {
  const { clock } = open();
  let hours = 0;
  for (let hour = 1; hour <= 8760; hour++) clock.after(hour * 3600, () => hours++);
  const began = performance.now();

  await clock.advance(8760 * 3600);

  expect(hours).toBe(8760);
  expect(performance.now() - began).toBeLessThan(5000);
});
