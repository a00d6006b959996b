/** A connection that broke or was refused, as Node, axios and therefore `twilio` tell of it: by the error's `code`. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code: "ECONNRESET" | "ECONNREFUSED";

  constructor(code: "ECONNRESET" | "ECONNREFUSED") {
    super(code === "ECONNRESET" ? "socket hang up" : "connect ECONNREFUSED");
    this.code = code;
  }
}
