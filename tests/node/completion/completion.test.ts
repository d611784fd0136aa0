import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { commandShapes } from "../../../src/cli/command-shapes.ts";
import { kfdocProgram } from "../../../src/cli/program.ts";
import { shells } from "../../../src/node/completion/command-shape.ts";
import { printCompletion } from "../../../src/node/completion/print-completion.ts";

const shapes = commandShapes(kfdocProgram());

/** What bash offers where the last of these words is being typed. */
function offered(...words: readonly string[]): string[] {
  const script = `${printCompletion("bash", shapes)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kfdoc; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status } = spawnSync("bash", ["-c", script, "bash", "kfdoc", ...words], { encoding: "utf8" });
  expect(status).toBe(0);
  return stdout.split("\n").filter((word) => word !== "");
}

describe("bash", () => {
  test.each([
    [[""], ["build", "check", "doctor", "new", "--version", "--help"]],
    [["co"], ["completion", "coverage"]],
    [["d"], ["dev", "doctor"]],
    [["dev", "--p"], ["--port"]],
    [["check", "--fo"], ["--format"]],
    [["check", "--format", "s"], ["sarif"]],
    [
      ["new", ""],
      ["kfunc", "example"],
    ],
    [["new", "kfunc", "--no"], ["--no-example"]],
    [["--help", "new", "example", "--k"], ["--kfunc"]],
    [["explain", "audit/fl"], ["audit/flags"]],
    [["completion", "f"], ["fish"]],
  ])("%s is completed", (words, expected) => {
    expect(offered(...words)).toEqual(expect.arrayContaining([...expected]));
  });

  test("offers nothing that does not begin so", () => {
    expect(offered("co")).toEqual(["completion", "coverage"]);
  });
});

test.each(shells)("%s is told of every command and option", (shell) => {
  const script = printCompletion(shell, shapes);
  for (const { commands, options } of shapes) {
    for (const { name } of commands) expect(script).toContain(name);
    for (const { name } of options) expect(script).toContain(shell === "fish" ? `-l ${name.slice(2)} ` : name);
  }
  const check = spawnSync(shell, ["-n", "-"], { input: script, encoding: "utf8" });
  if (!check.error) expect(check.stderr).toBe("");
});

test.each(shapes)("the help of “$path” has examples and exit codes", ({ path }) => {
  let command = kfdocProgram();
  for (const word of path.split(" ").filter((each) => each !== "")) {
    command = command.commands.find((each) => each.name() === word) ?? command;
  }
  let help = "";
  command.configureOutput({ writeOut: (text) => (help += text) });
  expect(() => command.outputHelp()).not.toThrow();
  expect(help).toMatch(new RegExp(`Examples:\\n {2}npx kfdoc ${path}`));
  expect(help).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 /);
});
