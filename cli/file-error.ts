/** A file that was named cannot be read or written; the message says why, and what to do. */
export class FileError extends Error {
  override readonly name = "FileError";
}
