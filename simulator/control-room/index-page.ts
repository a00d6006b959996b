/** What somebody sees who opens the account in a browser. */
import type { ControlRoom } from "./page";

const PAGES: readonly (readonly [what: string, does: string])[] = [
  ["GET /_simulator/clock", "what time it is there, and how the clock moves"],
  ["PUT /_simulator/clock", '{"mode": "virtual"}, {"mode": "real"} or {"mode": {"times": 60}}'],
  ["POST /_simulator/advance", '{"seconds": 30} or {"untilIdle": true}'],
  ["POST /_simulator/reset", "a new account"],
  ["GET /_simulator/requests", "how many requests of each operation, and of whom"],
  ["GET /_simulator/faults", "what goes wrong, and how often it has; PUT sets it, DELETE ends it"],
  ["GET /_simulator/switches", "what documentation leaves open; PUT sets it"],
  ["GET /_simulator/snapshot", "the account as text; PUT goes on from one"],
  ["POST /_simulator/contacts", '{"do": "call", "from": "+15550100123"}: a customer calls, texts, hangs up'],
];

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export function addIndexPage({ app, account }: ControlRoom): void {
  const example = () => `curl -u ${account().accountSid}:AUTH_TOKEN http://HOST/taskrouter/v1/Workspaces`;

  app.get(["/", "/_simulator"], (request, response) => {
    const host = request.headers.host ?? "localhost";
    const title = "A simulated Twilio account";
    const api = example().replace("HOST", host);
    if (request.accepts(["json", "html"]) !== "html") {
      response.json({ message: title, api, controlRoom: Object.fromEntries(PAGES) });
      return;
    }
    const rows = PAGES.map(([what, does]) => `<tr><td><code>${escaped(what)}</code><td>${escaped(does)}`).join("\n");
    const style =
      "body{font:16px/1.5 system-ui;margin:3rem auto;max-width:60rem;padding:0 1rem}td{padding:.2rem 1rem .2rem 0}";
    response
      .type("html")
      .send(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style>` +
          `<h1>${title}</h1><p>Its API: <code>${escaped(api)}</code></p><table>${rows}</table></html>`,
      );
  });
}
