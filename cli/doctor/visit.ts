/** A stranger at the door, over HTTPS. */
import https from "node:https";
import type { Visit } from "./examination";

/** Milliseconds: a function has ten seconds. */
const PATIENCE = 12_000;

export const visitOverHttps: Visit = (url) =>
  new Promise((resolve) => {
    const request = https.request(url, { method: "POST", headers: { "content-length": 0 }, timeout: PATIENCE });
    request.once("response", (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(undefined));
    request.end();
  });
