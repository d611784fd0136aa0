import { type CommandShape, optionsWithChoices, quote, steps } from "./command-shape.ts";

const wordsOf = ({ commands, options, values }: CommandShape) =>
  [...commands, ...options]
    .map(({ name }) => name)
    .concat(values)
    .join(" ");

/** Completion for bash. */
export function printBash(shapes: readonly CommandShape[]): string {
  const choices = optionsWithChoices(shapes).map(
    ({ name, choices: values }) =>
      `    ${name}) COMPREPLY=($(compgen -W ${quote(values.join(" "))} -- "$cur")); return ;;`,
  );
  const lists = shapes.map((shape) => `    ${quote(shape.path)}) words=${quote(wordsOf(shape))} ;;`);
  return `_kfdoc() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at= word words=
  case \${COMP_WORDS[COMP_CWORD-1]} in
${choices.join("\n")}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at $word" in
      ${steps(shapes)}) at="\${at:+$at }$word" ;;
    esac
  done
  case $at in
${lists.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _kfdoc kfdoc
`;
}
