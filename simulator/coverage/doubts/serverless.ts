/** The Serverless API, and what is deployed by it. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "serverless: refusals",
    documented:
      "The platform's own words for packages, runtimes, empty builds and a build that is live already are in public issues, all with 20001; for names that are taken, limits and deletions there are none.",
    here: "409 for a name that is taken, 413 for what is too large, 400 for everything else, with 20001.",
  },
  {
    about: "serverless.CreateBuild: how long it takes, and what makes it fail",
    documented: "That one is to ask every second, and that a build fails where packaging does.",
    here: "Three seconds of the account's time. It fails where a package would have to be compiled; a package or version that is not installed where the account runs is refused at once, as one is that npm does not have.",
  },
  {
    about: "serverless.CreateBuild: versions of @twilio/runtime-handler",
    documented:
      "A page of Twilio's lists versions that differ from npm's; 2.0.3, which the toolkit pins, is not on it. https://github.com/twilio-labs/serverless-toolkit/issues/564",
    here: "Those of the page up to 2.1.2, those on npm before 2.0.0, and 2.0.3. Without a version 2.0.1 is taken, which the page calls the default.",
  },
  {
    about: "serverless.CreateBuild: runtimes",
    documented:
      "The OpenAPI document lists node8 to node22; old ones are refused, node24 came in July 2026. https://www.twilio.com/en-us/changelog/node-js-v24-is-now-available-for-twilio-functions",
    here: "node18, node20, node22 and node24, of which node22 is the default. All of them run on the Node of this process.",
  },
  {
    about: "serverless.CreateDeployment: without BuildSid",
    documented: "It need not be sent; what that does is not said.",
    here: "Nothing is live in the environment any more.",
  },
  {
    about: "serverless.CreateDeployment: 3 kB of variables",
    documented: "About 3 kB as JSON, or deployments fail; the number of bytes is not said.",
    here: "3,072 bytes, looked at when a build is deployed and not when a variable is set.",
  },
  {
    about: "serverless.UpdateVariable: what functions see",
    documented:
      "The next execution sees the new value (https://www.twilio.com/docs/serverless/functions-assets/functions/variables); what becomes of warm modules is not said.",
    here: "Modules begin anew.",
  },
  {
    about: "serverless: domain names",
    documented: "Four digits, or random characters.",
    here: "Four digits, counted from 1001, so that they can be known before.",
  },
  {
    about: "serverless: order of lists",
    documented: "Nothing.",
    here: "Builds, deployments, versions and logs come latest first, everything else in the order of creation.",
  },
  {
    about: "serverless: limits",
    documented:
      "50 services in an account. Environments in a service, versions in a build, builds in an hour and the size of a function are on an old page only, or on none.",
    here: "50 services. A function has at most the 25 MB of an asset; nothing else is limited.",
  },
  {
    about: "serverless: what is removed by itself",
    documented:
      "Logs after 30 days; versions and resources that are in no build after 7. https://www.twilio.com/docs/serverless/api#retention-policy",
    here: "Logs after 30 days; nothing else.",
  },
];
