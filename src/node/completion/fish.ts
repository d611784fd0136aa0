import { type CommandShape, quote } from "./command-shape.ts";

/** When a command's words are offered: behind all words of its path, and before any of its own commands. */
function condition({ path, commands }: CommandShape, toCommand: boolean): string {
  const seen = path.split(" ").filter((word) => word !== "");
  const own = commands.map(({ name }) => name).join(" ");
  const behind = seen.map((word) => `__fish_seen_subcommand_from ${word}`);
  const before = toCommand && own !== "" ? [`not __fish_seen_subcommand_from ${own}`] : [];
  return quote([...behind, ...before].join("; and ") || "true");
}

function lines(shape: CommandShape): string[] {
  const { commands, options, values } = shape;
  const here = condition(shape, true);
  return [
    ...commands.map(({ name, description }) => `complete -c kfdoc -f -n ${here} -a ${name} -d ${quote(description)}`),
    ...options.map(({ name, description, takesValue, choices }) => {
      const value = choices.length > 0 ? ` -x -a ${quote(choices.join(" "))}` : takesValue ? " -r" : "";
      return `complete -c kfdoc -n ${here} -l ${name.replace(/^--/, "")}${value} -d ${quote(description)}`;
    }),
    ...(values.length > 0 ? [`complete -c kfdoc -f -n ${here} -a ${quote(values.join(" "))}`] : []),
  ];
}

/** Completion for fish. */
export const printFish = (shapes: readonly CommandShape[]): string => `${shapes.flatMap(lines).join("\n")}\n`;
