/** operations/metrics: the floor as OpenMetrics text. */
import { type Floor, openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const call = { channel: "voice", queue: "stock", from: GRACE.from };

async function metricsOf(floor: Floor) {
  const headers = { authorization: `Bearer ${await floor.token("read-metrics")}` };
  return floor.account.webhooks.send({
    url: "https://floor.example/operations/metrics",
    method: "GET",
    headers,
    isSigned: false,
  });
}

/** The format's grammar, as far as what we write: https://prometheus.io/docs/specs/om/open_metrics_spec/#abnf */
const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = `${NAME}="([^"\\\\\\n]|\\\\["n\\\\])*"`;
const SAMPLE = `(\\{${LABEL}(,${LABEL})*\\})? -?\\d+(\\.\\d+)?(e[+-]?\\d+)?\\n`;
const WHOLE = /^# TYPE [\s\S]*# EOF\n$/;

/** What one family breaks: its descriptions come first and are its own, its name ends in its unit, as do its samples. */
function brokenIn(family: string): string[] {
  const name = /^# TYPE (\S+) /.exec(family)?.[1] ?? "";
  const suffix = family.startsWith(`# TYPE ${name} counter\n`) ? "_(total|created)" : "";
  const descriptions = `# TYPE ${name} (gauge|counter)\\n(# UNIT ${name} (\\w+)\\n)?# HELP ${name} .+\\n`;
  const whole = new RegExp(`^${descriptions}(${name}${suffix}${SAMPLE})*$`).exec(family);
  const unit = whole?.[3] ?? "";
  return whole && name.endsWith(unit) ? [] : [family];
}

/** Whatever of the text is not the format; all of it where it does not end as it must. */
function broken(text: string): string[] {
  if (!WHOLE.test(text)) return [text];
  const families = text.replace(/# EOF\n$/, "").split(/^(?=# TYPE )/m);
  const names = families.map((family) => family.split(" ")[2]);
  return [...families.flatMap(brokenIn), ...(new Set(names).size < names.length ? ["a family comes twice"] : [])];
}

const family = "# TYPE a gauge\n# HELP a What it is.\na 1\n";

test.each([
  { what: "a whole text", text: `${family}# EOF\n`, is: true },
  { what: "a label", text: `${family.replace("a 1", 'a{b="c"} 1')}# EOF\n`, is: true },
  { what: "nothing", text: "", is: false },
  { what: "no end", text: family, is: false },
  { what: "something after the end", text: `${family}# EOF\na 2\n`, is: false },
  { what: "a sample of another family", text: `${family}b 1\n# EOF\n`, is: false },
  { what: "a counter without its suffix", text: `${family.replace("gauge", "counter")}# EOF\n`, is: false },
  { what: "a line feed in a label", text: `${family.replace("a 1", 'a{b="\n"} 1')}# EOF\n`, is: false },
  {
    what: "a unit that the name lacks",
    text: `${family.replace("# HELP", "# UNIT a seconds\n# HELP")}# EOF\n`,
    is: false,
  },
  { what: "a family twice", text: `${family}${family}# EOF\n`, is: false },
])("that $what is of the format is $is", ({ text, is }) => {
  expect(broken(text).length === 0).toBe(is);
});

test("before the first tick there are no figures, and the text is whole", async () => {
  const floor = await openFloor();

  const { status, headers, body } = await metricsOf(floor);

  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
  expect(broken(body)).toEqual([]);
  expect(body).not.toMatch(/^floor_queue/m);
});

test("what waits, how it fared and how old that is, in one read of Sync", async () => {
  const floor = await openFloor();
  await hire(floor, "carla", { stock: 4 });
  const first = await arrive(floor, call);
  await floor.account.clock.advance(12);
  await accept(floor, first);
  await complete(floor, first);
  await arrive(floor, call);
  await giveUp(floor, await arrive(floor, call));
  await floor.account.clock.advance(301);
  await floor.tick();
  await floor.account.clock.advance(7);
  const before = floor.calls;

  const { body } = await metricsOf(floor);

  // One to check the token, one to read the pulse.
  expect(floor.calls - before).toBe(2);
  expect(broken(body)).toEqual([]);
  const midnight = Date.parse("2026-01-05T00:00:00Z") / 1000;
  for (const line of [
    "# TYPE floor_queue_longest_wait_seconds gauge\n# UNIT floor_queue_longest_wait_seconds seconds",
    'floor_queue_waiting_contacts{queue="stock"} 1',
    'floor_queue_longest_wait_seconds{queue="stock"} 301',
    'floor_queue_available_workers{queue="regular"} 0',
    `floor_queue_answered_contacts_total{queue="stock"} 1\nfloor_queue_answered_contacts_created{queue="stock"} ${midnight}`,
    'floor_queue_answered_within_promise_contacts_total{queue="stock"} 1',
    'floor_queue_abandoned_contacts_total{queue="stock"} 1',
    'floor_queue_waited_seconds_total{queue="stock"} 12',
    "floor_pulse_age_seconds 7",
    'floor_queue_alert{queue="stock"} 1',
    'floor_queue_alert{queue="regular"} 0',
    "floor_raised_workers 0",
    "floor_promised_effects 0",
  ]) {
    expect(body).toContain(`${line}\n`);
  }
});

test("an instance that ticked before does not tell its own memory for the truth", async () => {
  const floor = await openFloor();
  const other = "https://other-instance.example";
  floor.host(other);
  await floor.tick();
  await floor.account.clock.advance(30);
  await floor.tick(undefined, other);

  const { body } = await metricsOf(floor);

  expect(body).toContain("floor_pulse_age_seconds 0\n");
});
