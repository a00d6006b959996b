/** What a flow's texts and conditions mean. */
import fc from "fast-check";
import { holds } from "../../simulator/studio/conditions";
import { render, UnknownLiquid } from "../../simulator/studio/liquid";

const context = {
  contact: { channel: { address: "+15550100001" } },
  flow: { data: { name: "ana", age: 41, empty: "" }, variables: { tags: ["a", "b"] } },
  widgets: { ask: { parsed: { queue: { name: "billing" } }, headers: { "content-type": "text/plain" } } },
  trigger: { message: { Body: "Hello there" } },
};

test.each([
  ["no template at all", "no template at all"],
  ["{{contact.channel.address}}", "+15550100001"],
  ["Hi {{ flow.data.name }}!", "Hi ana!"],
  ["{{widgets.ask.parsed.queue.name}}", "billing"],
  ['{{widgets.ask.headers["content-type"]}}', "text/plain"],
  ["{{flow.variables.tags[1]}}", "b"],
  ["{{flow.variables.tags.size}}", "2"],
  ["{{widgets.nobody.parsed.x}}", ""],
  ["{{flow.data.age | plus: 1}}", "42"],
  ["{{flow.data.age | minus: 1 | times: 2}}", "80"],
  ["{{flow.data.age | divided_by: 2 | floor}}", "20"],
  ["{{flow.data.age | divided_by: 2 | ceil}}", "21"],
  ["{{flow.data.age | modulo: 2 | round}}", "1"],
  ["{{flow.data.name | upcase}}", "ANA"],
  ["{{flow.data.name | capitalize}}", "Ana"],
  ["{{flow.data.empty | default: 'nobody'}}", "nobody"],
  ["{{flow.data.name | default: 'nobody'}}", "ana"],
  ["{{trigger.message.Body | split: ' ' | first}}", "Hello"],
  ["{{trigger.message.Body | split: ' ' | last | downcase}}", "there"],
  ["{{trigger.message.Body | replace: 'there', 'you, too'}}", "Hello you, too"],
  ["{{trigger.message.Body | remove: 'Hello' | strip}}", "there"],
  ["{{trigger.message.Body | slice: 0, 4}}", "Hell"],
  ["{{trigger.message.Body | url_encode}}", "Hello+there"],
  ["{{trigger.message.Body | size}}", "11"],
  ["{{flow.variables.tags | join: '|'}}", "a|b"],
  ["{{flow.variables.tags | to_json}}", '["a","b"]'],
  ["{{'a' | append: 'b' | prepend: \"c\"}}", "cab"],
])("%s is '%s'", (template, text) => {
  expect(render(template, context)).toBe(text);
});

test.each(["{% if flow.data.name %}x{% endif %}", "{{flow.data.name | date: '%Y'}}"])(
  "%s is not modelled",
  (template) => {
    expect(() => render(template, context)).toThrow(UnknownLiquid);
  },
);

test("a text without braces is never changed", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes("{")),
      (text) => render(text, context) === text,
    ),
  );
});

test("a value of the context is rendered as it is", () => {
  fc.assert(fc.property(fc.string(), (value) => render("{{x}}", { x: value }) === value));
});

const NOON = Date.parse("2026-03-02T12:00:00Z");

test.each([
  ["equal_to", " yes ", "YES", true],
  ["equal_to", "no", "yes", false],
  ["not_equal_to", "no", "yes", true],
  ["matches_any_of", "Two", "one, two", true],
  ["does_not_match_any_of", "three", "one, two", true],
  ["is_blank", " ", "", true],
  ["is_not_blank", "x", "", true],
  ["regex", "abc123", "^[a-z]+\\d+$", true],
  ["regex", "abc", "(", false],
  ["contains", "I want my BILL", "bill", true],
  ["does_not_contain", "hello", "bill", true],
  ["starts_with", "Bill me", "bill", true],
  ["does_not_start_with", "my bill", "bill", true],
  ["less_than", "9", "10", true],
  ["greater_than", "9", "10", false],
  ["greater_than", "many", "10", false],
  ["is_before_time", "", "13:00", true],
  ["is_after_time", "", "13:00", false],
  ["is_before_time", "9:30", "10:00", true],
  ["is_after_date", "", "2026-03-01", true],
  ["is_before_date", "2026-02-01", "2026-03-01", true],
  ["unheard_of", "x", "x", false],
])("%s of '%s' and '%s': %s", (type, tested, value, expected) => {
  const condition = { friendly_name: "", arguments: ["{{x}}"], type, value };

  expect(holds([condition], (text) => render(text, { x: tested }), NOON)).toBe(expected);
});
