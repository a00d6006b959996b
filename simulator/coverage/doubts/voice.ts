/** Calls and numbers: https://www.twilio.com/docs/voice/api/call-resource */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "Call progress",
    documented: "The statuses; no durations.",
    here: "Initiated at once, ringing after 1 s, answered after 3 s; <Say> takes 0.4 seconds a word, <Play> no time.",
    switch: "voice.setOutcome(to, 'busy' | 'no-answer' | 'failed')",
  },
  {
    about: "TwiML",
    documented: "Twenty verbs.",
    here: "Say, Play, Pause, Redirect, Hangup, Enqueue with workflowSid; another verb ends the call, and `problem` says why.",
  },
  {
    about: "<Enqueue> and Send to Flex",
    documented: "The call leaves the queue when a worker takes it, and ends with the conference.",
    here: "The call stays until somebody hangs up, which cancels a task that nobody has taken.",
    switch: "voice.hangUp(callSid)",
  },
  {
    about: "api.CreateCall with Record",
    documented: "The call is recorded.",
    here: "Record=true is refused with 501: there are no recordings.",
  },
  {
    about: "Machine detection",
    documented: "human, machine_start, fax, unknown.",
    here: "Who answers is human.",
  },
  {
    about: "The caller of api.CreateCall",
    documented: "A Twilio number or a verified caller id.",
    here: "Any number is taken.",
  },
  {
    about: "api.CreateIncomingPhoneNumber",
    documented: "Numbers that are available.",
    here: "Every number that the account does not have; settings that are not set are null, where Twilio's examples have empty text in places.",
  },
];
