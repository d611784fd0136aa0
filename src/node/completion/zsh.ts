import { type CommandShape, optionsWithChoices, quote, steps } from "./command-shape.ts";

/** A word and what it means, as _describe takes them. */
const entry = (name: string, description = "") =>
  quote(`${name.replaceAll(":", "\\:")}${description === "" ? "" : `:${description}`}`);

const entriesOf = ({ commands, options, values }: CommandShape) =>
  [...commands, ...options]
    .map(({ name, description }) => entry(name, description))
    .concat(values.map((value) => entry(value)))
    .join(" ");

/** Completion for zsh. */
export function printZsh(shapes: readonly CommandShape[]): string {
  const choices = optionsWithChoices(shapes).map(
    ({ name, choices: values }) => `    ${name}) compadd -- ${values.map(quote).join(" ")}; return ;;`,
  );
  const lists = shapes.map((shape) => `    ${quote(shape.path)}) entries=(${entriesOf(shape)}) ;;`);
  return `#compdef kfdoc
_kfdoc() {
  local at= word
  local -a entries
  case \${words[CURRENT-1]} in
${choices.join("\n")}
  esac
  for word in \${words[2,CURRENT-1]}; do
    case "$at $word" in
      ${steps(shapes)}) at="\${at:+$at }$word" ;;
    esac
  done
  case $at in
${lists.join("\n")}
  esac
  _describe kfdoc entries || _files
}
compdef _kfdoc kfdoc
`;
}
