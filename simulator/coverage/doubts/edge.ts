/** What stands in front of functions and assets, where documentation leaves it open. docs/edge.md has the rules. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "An invalid signature",
    documented: "400 on the page about the request flow, 403 on the page about visibility.",
    here: "403 with a line of text.",
  },
  {
    about: "Bodies of refusals",
    documented: "Only those of 431 and of a cookie that lives too long.",
    here: "A line of text each.",
  },
  {
    about: "Methods other than GET, POST and OPTIONS",
    documented: "Not supported; the status is not said.",
    here: "405 with Allow, for assets too.",
  },
  {
    about: "A request above 1 MB, a response above 4 MB",
    documented: "The limits; the statuses are not said, nor whether a MB is a million bytes.",
    here: "413 and 502, at 1,048,576 and 4,194,304 bytes.",
  },
  {
    about: "The size of headers",
    documented: "15 kB and 90 in all; error 82008's page still says 4 kB and 75. How they are counted is not said.",
    here: "15,360 bytes of names and values; each line of a header that comes several times counts.",
  },
  {
    about: "The header host",
    documented: "Listed as restricted; @twilio/runtime-handler does not restrict it.",
    here: "A function sees it.",
  },
  {
    about: "A body that is no JSON under application/json",
    documented: "Nothing; a local twilio-run answers 400, also where it is JSON but no object or array.",
    here: "400, and the function does not run.",
  },
  {
    about: "Other content types",
    documented: "Form and JSON are supported natively; nothing of others. A local twilio-run drops such a body.",
    here: "The body is dropped, and the function runs; behind a signature it must be covered by bodySHA256.",
  },
  {
    about: "Concurrency",
    documented: "30 invocations; the header's text reads as if that were of the account.",
    here: "Of the account, whatever service; what is done at the moment at which it came does not count.",
  },
  {
    about: "Instances",
    documented: "A warm one may be used again; how many there are is not said.",
    here: "One for each build, which runs all invocations, and another one after an invocation that took too long.",
  },
  {
    about: "Work left over after the callback",
    documented: "May be deferred, sit idle, and run on a subsequent invocation.",
    here: "Timers and answers of Twilio's APIs wait for the next invocation of the build, and go on before its handler.",
  },
];
