/**
 * What is hosted: functions and assets with their paths and visibility, and the packages they may require. It comes
 * from folders, as `twilio-run` serves them, or from a build that was deployed.
 * https://www.twilio.com/docs/serverless/functions-assets/visibility
 */

/** Who may ask for a path: anybody, who signs as Twilio does, or only functions of the same service. */
export type Visibility = "public" | "protected" | "private";

export type HostedFunction = {
  /** As in the URL: `/studio/route-contact`. */
  path: string;
  visibility: Visibility;
  /** CommonJS. */
  content: string;
};

export type HostedAsset = {
  /** As in the URL: `/lib.js`. */
  path: string;
  visibility: Visibility;
  content: Uint8Array;
  contentType: string;
};

export type HostedBuild = {
  functions: readonly HostedFunction[];
  assets: readonly HostedAsset[];
  /** Names with exact versions, as a build asks for them; undefined where whatever is installed may be required. */
  packages: Readonly<Record<string, string>> | undefined;
};
