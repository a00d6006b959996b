/** Operations that the account models and Twilio's OpenAPI documents leave out: there is no schema to hold them against. */

export type Undocumented = {
  /** As `iam.ValidateToken`. */
  operation: string;
  /** What shows that Twilio has it, with a public address. */
  shownBy: string;
};

const UPLOADS = "https://www.twilio.com/docs/serverless/api/resource";

export const undocumented: readonly Undocumented[] = [
  {
    operation: "iam.ValidateToken",
    shownBy:
      "the package twilio-flex-token-validator asks for it: https://www.npmjs.com/package/twilio-flex-token-validator",
  },
  {
    operation: "serverless-upload.CreateFunctionVersion",
    shownBy: `versions are uploaded to a host of their own: ${UPLOADS}/function-version`,
  },
  {
    operation: "serverless-upload.CreateAssetVersion",
    shownBy: `versions are uploaded to a host of their own: ${UPLOADS}/asset-version`,
  },
];
