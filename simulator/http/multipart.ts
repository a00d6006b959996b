/**
 * multipart/form-data, as versions of functions and assets are uploaded. Node's own parser reads it: a body is in memory
 * already, so that nothing is gained by one that streams.
 */
import { badParameter, type Parameters } from "../kernel/rest";
import type { UploadedFile } from "../kernel/uploaded-file";

/** Bytes: the largest asset, and its form around it. https://www.twilio.com/docs/serverless/functions-assets/assets */
export const LARGEST_UPLOAD = 26 * 1024 * 1024;

export const isMultipart = (contentType: string | undefined): contentType is string =>
  contentType !== undefined && /^multipart\/form-data\b/i.test(contentType);

/** @throws RestError for what is malformed */
export async function formDataOf(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Parameters> {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch(() => {
    throw badParameter("The request is malformed: not multipart/form-data");
  });
  const entries = [...form].map(async ([name, value]) => [name, await partOf(value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function partOf(value: File | string): Promise<UploadedFile | string> {
  if (typeof value === "string") return value;
  return { bytes: new Uint8Array(await value.arrayBuffer()), contentType: value.type };
}
