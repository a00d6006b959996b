/**
 * Versions are created at a host of their own, serverless-upload.twilio.com, with a body of multipart/form-data:
 * https://www.twilio.com/docs/serverless/api/resource/function-version#create-a-function-version-resource
 *
 * Modelled: Path, Visibility and Content, the characters of paths and their length, and the sizes of assets. Twilio's
 * OpenAPI document leaves these operations out; they are named as its others are.
 */
import type { Visibility } from "../functions/hosted-build";
import {
  badParameter,
  type Operation,
  type Parameters,
  RestError,
  type RestRequest,
  required,
  requiredText,
} from "../kernel/rest";
import { oneOf } from "../kernel/typed-parameters";
import { isUploadedFile, type UploadedFile } from "../kernel/uploaded-file";
import { type ServerlessContext, serviceOf } from "./context";
import type { Version } from "./model";
import { ASSETS, FUNCTIONS, type Kind } from "./resources";
import { resourceOf, versionBody, versionsPathOf } from "./versions";

const VISIBILITIES: readonly Visibility[] = ["public", "protected", "private"];
const LONGEST_PATH = 255;
/** As the toolkit refuses them before it asks: https://www.npmjs.com/package/@twilio-labs/serverless-api */
const NOT_IN_PATHS = /[#;,?:@+&$()' "]/;
const MEGABYTE = 1024 * 1024;
/**
 * Of assets, https://www.twilio.com/docs/serverless/functions-assets/assets#assets-limits; what a function may be is
 * not documented, and nothing larger than this is taken.
 */
const LARGEST: Readonly<Record<Visibility, number>> = {
  public: 25 * MEGABYTE,
  protected: 25 * MEGABYTE,
  private: 10 * MEGABYTE,
};

/** @throws RestError for what cannot be a path; a slash that is missing in front is put there. */
function pathIn(parameters: Parameters): string {
  const sent = requiredText(parameters, "Path");
  const path = sent.startsWith("/") ? sent : `/${sent}`;
  if (path.length > LONGEST_PATH) throw badParameter(`Path is longer than ${LONGEST_PATH} characters`);
  if (NOT_IN_PATHS.test(path))
    throw badParameter(`Path '${path}' contains one of # ; , ? : @ + & $ ( ) ' " or a space`);
  return path;
}

function contentIn(parameters: Parameters): UploadedFile {
  const sent = required(parameters["Content"], "Content");
  if (isUploadedFile(sent)) return sent;
  return { bytes: new TextEncoder().encode(String(sent)), contentType: "text/plain" };
}

function refuseLarge({ name }: Kind, visibility: Visibility, { bytes }: UploadedFile): void {
  const largest = name === "Function" ? LARGEST.public : LARGEST[visibility];
  if (bytes.length <= largest) return;
  throw new RestError(413, 20001, `Content is larger than ${largest / MEGABYTE} MB`);
}

function uploadOperation(context: ServerlessContext, kind: Kind): Operation {
  const { clock, sids } = context.kernel;
  const create = (request: RestRequest): Version => {
    const resource = resourceOf(context, request, kind);
    const path = pathIn(request.parameters);
    const visibility = required(oneOf(request.parameters, "Visibility", VISIBILITIES), "Visibility");
    const content = contentIn(request.parameters);
    refuseLarge(kind, visibility, content);
    const version: Version = {
      sid: sids.next("ZN"),
      resourceSid: resource.sid,
      path,
      visibility,
      content: content.bytes,
      contentType: content.contentType,
      createdAt: clock.now(),
    };
    resource.versions.set(version.sid, version);
    return version;
  };
  return {
    name: `Create${kind.name}Version`,
    method: "POST",
    path: versionsPathOf(kind),
    parameters: ["Path", "Visibility", "Content"],
    run: (request) => {
      const version = create(request);
      return { status: 201, body: versionBody(context.kernel, serviceOf(context, request), kind, version) };
    },
  };
}

export const uploadOperations = (context: ServerlessContext): Operation[] => [
  uploadOperation(context, FUNCTIONS),
  uploadOperation(context, ASSETS),
];
