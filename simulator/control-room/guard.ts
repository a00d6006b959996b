/**
 * The control room has no lock, so it opens to this machine only: not to a page of somebody else's in a browser here
 * (`Origin`, `Sec-Fetch-Site`), nor to one whose name was made to mean this machine (DNS rebinding: the Host header).
 */
import type { NextFunction, Request, Response } from "express";

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

function problemOf({ headers }: Request): string | undefined {
  const host = headers.host ?? "";
  if (!LOOPBACK.test(host)) return `the control room is open to this machine only, not under the name '${host}'`;
  const site = headers["sec-fetch-site"];
  const isForeign = headers.origin !== undefined && headers.origin !== `http://${host}`;
  if (isForeign || site === "cross-site" || site === "same-site")
    return "pages of other sites may not use the control room";
  return undefined;
}

export function guard(request: Request, response: Response, next: NextFunction): void {
  const message = problemOf(request);
  if (message === undefined) next();
  else response.status(403).json({ message });
}
