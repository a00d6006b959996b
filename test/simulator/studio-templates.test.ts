/** What a flow's texts and conditions mean. */
import fc from "fast-check";
import { holds } from "../../simulator/studio/conditions";
import { render, TemplateError } from "../../simulator/studio/liquid";

const NOON = Date.parse("2026-03-02T12:00:00Z");

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
  ["{{widgets.ask.parsed}}", '{"queue":{"name":"billing"}}'],
  ["{% if flow.data.name == 'ana' %}Ana{% else %}nobody{% endif %}", "Ana"],
  ["{% for tag in flow.variables.tags %}<{{tag}}>{% endfor %}", "<a><b>"],
  ["{% assign today = 'today' %}{{today | date: '%A'}}", "Monday"],
  ["{{'2026-01-05T20:30:00Z' | date: '%-d %b, %H:%M'}}", "5 Jan, 12:30"],
  ["{{'a' | append: 'b' | prepend: \"c\"}}", "cab"],
])("%s is '%s'", (template, text) => {
  expect(render(template, context, NOON)).toBe(text);
});

test.each([
  ["{{flow.data.name | shout}}", "undefined filter: shout"],
  ["{{flow.variables.tags | sample}}", "undefined filter: sample"],
  ["{% shout %}", 'tag "shout" not found'],
  ["{% include 'package.json' %}", 'tag "include" not found'],
  ["{% if flow.data.name %}x", "tag {% if flow.data.name %} not closed"],
  ["{{flow.data.name", 'output "{{flow.data.name" not closed'],
])("%s is an error: %s", (template, message) => {
  const rendering = () => render(template, context, NOON);

  expect(rendering).toThrow(TemplateError);
  expect(rendering).toThrow(message);
});

test("now is the account's time, in Pacific time", () => {
  expect(render("{{ 'now' | date: '%Y-%m-%d %H:%M' }}", context, NOON)).toBe("2026-03-02 04:00");
});

test("a text without braces is never changed", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes("{")),
      (text) => render(text, context, NOON) === text,
    ),
  );
});

test("a value of the context is rendered as it is", () => {
  fc.assert(fc.property(fc.string(), (value) => render("{{x}}", { x: value }, NOON) === value));
});

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

  expect(holds([condition], (text) => render(text, { x: tested }, NOON), NOON)).toBe(expected);
});
