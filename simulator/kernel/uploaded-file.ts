/** A part of multipart/form-data that has a content type of its own; all other parts are text. */

/** Plain data, so that a snapshot can hold it. */
export type UploadedFile = { bytes: Uint8Array; contentType: string };

export const isUploadedFile = (value: unknown): value is UploadedFile =>
  typeof value === "object" && value !== null && "bytes" in value && value.bytes instanceof Uint8Array;
