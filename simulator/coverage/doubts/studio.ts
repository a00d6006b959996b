/** Studio: https://www.twilio.com/docs/studio */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "studio.UpdateFlowValidate",
    documented:
      "Definitions must adhere to the JSON schemas of https://www.twilio.com/docs/studio/rest-api/v2/schemas, a page and not a package; the shape of a refusal is not documented.",
    here: "Our own schemas for the widgets that run here; a refusal is 400/20001 with `details.errors` of `message` and `property_path`.",
  },
  {
    about: "Events of a widget",
    documented: "The widget library names each widget's transitions.",
    here: "An event that a modelled widget does not have is a problem of the definition.",
  },
  {
    about: "The context of an execution that a REST request began",
    documented: "Parameters are `flow.data`.",
    here: "They are `trigger.request.parameters` too, with To and From.",
  },
  {
    about: "studio.CreateFlow",
    documented: "A flow has `valid` and `errors`; whether a draft may be saved with errors is not said.",
    here: "Drafts with problems are refused as published flows are.",
  },
  {
    about: "studio.UpdateFlow",
    documented: "`revision` is the latest revision of the definition.",
    here: "Every update makes a revision, also one of the status or name alone.",
  },
  {
    about: "studio.CreateExecution of a flow that was never published",
    documented: "Test users run the draft; what everybody else gets is not said.",
    here: "400/20001.",
  },
  {
    about: "studio.CreateExecution for a contact with an active execution",
    documented: "Only one execution can be active at a time for the same To and From.",
    here: "409/20409.",
  },
  {
    about: "studio.ListExecution, studio.ListExecutionStep, studio.ListFlow",
    documented: "No order.",
    here: "The latest first; flows and revisions in lists without definitions, as in the OpenAPI examples.",
  },
  {
    about: "studio.ListExecutionStep",
    documented: "A step is the runtime processing of a widget, from its entry; `name` is the event.",
    here: "A step is written down when a widget is left; the last leads to `Ended`.",
  },
  {
    about: "Events com.twilio.studio.flow.execution.ended",
    documented: "`ended_reason`, with the example FLOW_END.",
    here: "FLOW_END, HANGUP, API, ERROR, FLOW_DELETED.",
  },
  {
    about: "Limits of loops",
    documented: "A widget must not loop back on itself too often; a Run Function not run more than ten times.",
    here: "The eleventh entry of a Run Function, or of any widget that directly follows itself, ends the execution with a step `error`.",
  },
  {
    about: "Split Based On",
    documented: "The conditions' names; not whether case counts, nor the zone of times.",
    here: "Neither case nor blanks around a text count; times are UTC.",
  },
  {
    about: "Liquid",
    documented: "The template language Liquid.",
    here: "Variables and most filters; a tag or an unknown filter ends the execution with a step `error`.",
  },
  {
    about: "Make HTTP Request",
    documented: "GET and POST, form and JSON; not whether requests are signed.",
    here: "Signed as Run Function's; a JSON body is parsed and written anew, one that is none fails.",
  },
  {
    about: "Send to Flex",
    documented: "Calls are enqueued, conversations become Flex interactions.",
    here: "Both make a task; anything but a call leaves the widget by `callComplete` at once.",
  },
  {
    about: "Say/Play and Gather Input",
    documented: "No durations.",
    here: "0.4 seconds a word; Play takes no time; speech is not recognised.",
  },
];
