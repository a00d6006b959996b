/** The arguments of `floor simulator`. */
import { Command } from "commander";
import { addSimulator, clockArgument } from "../../cli/commands/simulator";

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
