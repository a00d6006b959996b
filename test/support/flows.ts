/** Studio flows for tests. */

type Properties = Readonly<Record<string, unknown>>;
type Transition = { event: string; next?: string; conditions?: readonly object[] };
export type State = { name: string; type: string; properties: Properties; transitions: readonly Transition[] };

/** A widget; `leads` says by which event it leads to which. */
export const widget = (
  name: string,
  type: string,
  properties: Properties = {},
  leads: Readonly<Record<string, string>> = {},
): State => ({
  name,
  type,
  properties,
  transitions: Object.entries(leads).map(([event, next]) => ({ event, next })),
});

/** A definition in which every trigger leads to the first of the widgets. */
export function definitionOf(...widgets: readonly State[]) {
  const [first] = widgets;
  const triggers = ["incomingRequest", "incomingMessage", "incomingCall", "incomingConversationMessage"];
  const trigger = widget(
    "Trigger",
    "trigger",
    {},
    Object.fromEntries(first ? triggers.map((event) => [event, first.name]) : []),
  );
  return {
    description: "A flow",
    initial_state: "Trigger",
    flags: { allow_concurrent_calls: true },
    states: [trigger, ...widgets],
  };
}

/** Split Based On: by value of `input` to the widget that it leads to. */
export function split(
  name: string,
  input: string,
  values: Readonly<Record<string, string>>,
  otherwise?: string,
): State {
  const matches = Object.entries(values).map(([value, next]) => ({
    event: "match",
    next,
    conditions: [{ friendly_name: value, arguments: [input], type: "equal_to", value }],
  }));
  const noMatch = { event: "noMatch", ...(otherwise === undefined ? {} : { next: otherwise }) };
  return { name, type: "split-based-on", properties: { input }, transitions: [noMatch, ...matches] };
}
