/** A command as completion sees it. */
export interface CommandShape {
  /** The words that lead to it, such as `new kfunc`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionShape[];
  /** What its first argument may be, where that is known beforehand. */
  readonly values: readonly string[];
}

export interface OptionShape {
  /** `--format` */
  readonly name: string;
  readonly description: string;
  /** A value follows. */
  readonly takesValue: boolean;
  /** The values that it may have; empty where any will do. */
  readonly choices: readonly string[];
}

/** Shells that completion is written for. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** Text between single quotes of a POSIX shell. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Options of all commands whose values are known, each once. */
export function optionsWithChoices(shapes: readonly CommandShape[]): OptionShape[] {
  const all = shapes.flatMap(({ options }) => options.filter(({ choices }) => choices.length > 0));
  return all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index);
}

/** `"$at $word"` of each command: how a script finds its way from one word to the next. */
export const steps = (shapes: readonly CommandShape[]): string =>
  shapes.flatMap(({ path, commands }) => commands.map(({ name }) => quote(`${path} ${name}`))).join("|");
