/** Where the policy may send webhooks. */
import * as v from "valibot";
import { webhooksSchema } from "../../src/domain/webhooks-policy";

const problemsOf = (url: string) => {
  const result = v.safeParse(webhooksSchema, { url }, { abortPipeEarly: true });
  return result.success ? [] : result.issues.map(({ message }) => message);
};

test.each([
  "https://qa.example.com/hooks",
  "https://qa.example.com:8443/hooks?floor=1",
  "https://xn--bcher-kva.example/",
])("%s is taken", (url) => {
  expect(problemsOf(url)).toEqual([]);
});

test.each([
  { url: "qa.example.com", problem: "must be a URL" },
  { url: "http://qa.example.com/hooks", problem: "must begin with https://" },
  { url: "https://user:secret@qa.example.com/", problem: "must not carry a user or a password" },
  ...[
    "https://localhost/",
    "https://LOCALHOST./",
    "https://qa.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://169.254.169.254/latest/",
    "https://10.0.0.7:8443/",
    "https://[::1]/",
    "https://[fd00::1]/",
  ].map((url) => ({ url, problem: "must name a host that the Internet can reach" })),
])("$url is refused: it $problem", ({ url, problem }) => {
  expect(problemsOf(url)).toEqual([problem]);
});

test("everything but the address has a default", () => {
  expect(v.parse(webhooksSchema, { url: "https://qa.example.com/" })).toEqual({
    ...{ url: "https://qa.example.com/", deadline: 5, attempts: 12, firstPause: 30, longestPause: 21_600 },
  });
});
