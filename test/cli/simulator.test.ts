/** The arguments of `floor simulator`. */
import { spawnSync } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { Command } from "commander";
import { addSimulator, clockArgument } from "../../cli/commands/simulator";
import { ROOT } from "../../cli/root";

test.each([
  { text: "real", mode: "real" },
  { text: "virtual", mode: "virtual" },
  { text: "60x", mode: { times: 60 } },
  { text: "0.5x", mode: { times: 0.5 } },
])("--clock $text is understood", ({ text, mode }) => {
  expect(clockArgument(text)).toEqual(mode);
});

test.each(["fast", "0x", "-1x", "60", "x"])("--clock %s is refused with what there is", (text) => {
  expect(() => clockArgument(text)).toThrow("real, virtual, or a speed such as 60x");
});

const serving = (...given: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", "simulator", ...given], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: 20_000,
  });

describe("a port that somebody else listens at", () => {
  const other = createServer();
  beforeAll(() => new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve())));
  afterAll(() => other.close());
  const taken = () => String((other.address() as AddressInfo).port);

  test.each([
    { option: "--port", given: () => ["--port", taken()] },
    { option: "--proxy", given: () => ["--port", "0", "--proxy", taken()] },
  ])("ends the command and names $option", ({ option, given }) => {
    const { status, stderr } = serving(...given());

    expect(status).toBe(1);
    expect(stderr).toBe(`port ${taken()} is taken: choose another with ${option}, or stop what listens there\n`);
  });
});

test.each([
  { given: ["--snapshot", "nowhere"], says: "nowhere: no such file; a snapshot is made with: curl" },
  { given: ["--snapshot", "package.json"], says: "package.json: " },
  { given: ["--proxy", "0", "--ca", "nowhere/ca.pem"], says: "name another file with --ca" },
  { given: ["--account-sid", "me"], says: "must be AC and 32 hexadecimal digits" },
])("$given is refused in a sentence", ({ given, says }) => {
  const { status, stderr } = serving("--port", "0", ...given);

  expect(status).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
});

test("the help names every option and where more is written", () => {
  const program = new Command();
  addSimulator(program);
  const [simulator] = program.commands;
  let help = "";
  simulator?.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });

  simulator?.outputHelp();

  const options = ["--port", "--clock", "--seed", "--snapshot", "--proxy", "--ca", "--tunnel", "--function-seconds"];
  for (const named of [...options, "docs/control-room.md", "docs/any-client.md"]) expect(help).toContain(named);
});
