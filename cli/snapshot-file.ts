import { readFileSync } from "node:fs";
import type { Account } from "../simulator/account";
import { FileError } from "./file-error";

/** @throws FileError where the account cannot go on from the file */
export function startFrom(account: Account, file: string): void {
  try {
    account.restore(readFileSync(file, "utf8"));
  } catch (error) {
    const because = (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message;
    throw new FileError(
      `${file}: ${because}; a snapshot is made with: curl http://127.0.0.1:4010/_simulator/snapshot > FILE`,
    );
  }
}
