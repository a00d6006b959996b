/** What is open about Flex. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "flex-api.CreateInteraction",
    documented: "A 200 only means that the request was accepted; the example answer shows the task with its SID.",
    here: "The task is made at once and shown in the answer; the channel is setup for up to a second.",
  },
  {
    about: "flex-api.CreateInteraction",
    documented:
      "A participant whose pair of addresses is taken is not added (80102); its effect on the channel is not said.",
    here: "The channel becomes active without that participant and shows no error.",
  },
  {
    about: "flex-api.CreateInteraction",
    documented:
      "workspace_sid is required and names go to TaskRouter; whether a wrong one is refused or fails later is not said.",
    here: "Refused with 400 and 20001, and nothing is made.",
  },
  {
    about: "flex-api.UpdateInteractionChannel",
    documented: "Without a Routing all tasks go to wrapping, and with the status closed they are closed.",
    here: "Tasks nobody works on are canceled; with the status closed those worked on are completed.",
  },
  {
    about: "flex-api.UpdateInteractionChannelParticipant",
    documented: "A participant can be wrapped up or closed; its answer has no status.",
    here: "One that wraps up leaves the conversation and stays listed; a closed one is no longer listed.",
  },
  {
    about: "flex-api.CreateInteractionChannelInvite",
    documented: "When the worker an invite names declines, its task is canceled.",
    here: "So it is when the reservation is rejected, and also when it times out.",
  },
  {
    about: "flex-api.CreateInteractionChannelInvite",
    documented: "An invite brings a parked interaction back; when its channel is active again is not said.",
    here: "It is active as soon as the invite is made.",
  },
  {
    about: "flex-api.CreateInteractionTransfer",
    documented: "The answer's properties; the JSON body and the effects on tasks are not documented.",
    here: "The body has type, from, to, note_sid, summary_sid (update: status). Cold and external complete at once and the agent wraps up; warm waits for an update.",
  },
  {
    about: "flex-api.UpdateConfiguration",
    documented: "Whether nested objects are merged, and what an unknown key does, is not said.",
    here: "A top-level key is replaced as a whole; an unknown one, or a value of another kind than the example's, is refused with 400.",
  },
  {
    about: "flex-api.FetchConfiguration",
    documented: "UiVersion is the pinned UI version of the configuration.",
    here: "The same configuration with that ui_version.",
  },
  {
    about: "flex-api.CreatePlugin",
    documented: "Unique names and versions must be unique; no error code is given.",
    here: "409 and 20409.",
  },
  {
    about: "flex-api.UpdatePluginConfigurationArchive",
    documented: "A plugin that is enabled cannot be archived; of configurations this is not said.",
    here: "The configuration of the active release cannot be archived either.",
  },
  {
    about: "flex-api.ListPluginVersion",
    documented: "The order of the list is not said; Twilio's own client takes the first as the latest.",
    here: "Versions, configurations and releases are listed with the newest first.",
  },
  {
    about: "flex-api.DeleteInsightsQuestionnairesCategory",
    documented: "What becomes of a category's questions, or of a question that questionnaires ask, is not said.",
    here: "What is in use is not deleted: 400 and 20001.",
  },
  {
    about: "flex-api.CreateInsightsAssessments",
    documented: "The answer names the user who assesses, from the token in the Authorization header.",
    here: "Requests come with the account's credentials: user_name and user_email are null.",
  },
  {
    about: "flex-api.CreateWebChannel",
    documented:
      "Version 2 makes a conversation and says its SID and the identity; where pre-engagement data goes is shown in guides.",
    here: "It is in the conversation's attributes, as pre_engagement_data beside from.",
  },
  {
    about: "iam.ValidateToken",
    documented: "The answer for a valid token; codes and messages of refusals are not documented.",
    here: "Status 200 with valid false: 20101 for an unknown token, 20104 for an expired one.",
  },
];
