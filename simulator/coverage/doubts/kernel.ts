/** What every operation shares, where documentation leaves it open. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "X-Rate-Limit-* of TaskRouter",
    documented:
      "Every response carries them; their values, and the limits of most operations, are in the Console only.",
    here: "Documented limits are held and counted down; every other operation tells 50, which is never reached.",
  },
  {
    about: "Rate limits",
    documented: "So many requests a second; the window and the burst are not documented.",
    here: "A bucket of one second's requests that fills on the account's clock. Retry-After is 1.",
  },
  {
    about: "PageSize above 1000",
    documented: "Error 20007 is of a page size that is too large; which APIs raise it is not said.",
    here: "Refused with 400 and 20007; a list with a smaller maximum of its own takes that instead.",
    switch: "largePageSize",
  },
  {
    about: "PageToken",
    documented: "Part of next_page_url; what it holds, and what Page does without it, is not documented.",
    here: "Holds its place by the resources around it. Page without it counts pages from the start.",
  },
  {
    about: "Bodies of another content type",
    documented: "Error 19056 is of a content type that Twilio's APIs do not accept; its status is not documented.",
    here: "415 with 19056; multipart/form-data, which is accepted, is not modelled.",
  },
  {
    about: "Methods a path does not have",
    documented: "Error 20004, method not allowed.",
    here: "PUT, PATCH and others are answered 405; GET, POST and DELETE may be Twilio's and are told to be not modelled.",
  },
  {
    about: "Twilio-Request-Duration",
    documented: "The time it took to process the request.",
    here: "Always 0.000: an answer takes none of the account's time.",
  },
];
