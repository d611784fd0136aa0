/** Lines that a statement is followed over; a longer one is cut with an ellipsis. */
const mostLines = 8;

const depthOf = (text: string): number => {
  const code = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*.*?\*\/|\/\/.*$/g, "");
  return (code.match(/\(/g)?.length ?? 0) - (code.match(/\)/g)?.length ?? 0);
};

const goesOn = (text: string): boolean => depthOf(text) > 0 || /[=,]$/.test(text);

/** A C statement that begins in `line` (from 1) of a file, in one line: up to the end of its parentheses. */
export function statementText(source: string, line: number): string {
  const lines = source.split("\n").slice(line - 1, line - 1 + mostLines);
  let text = lines[0]?.trim() ?? "";
  for (const next of lines.slice(1)) {
    if (!goesOn(text)) return text;
    if (next.trim() === "" || /^\s*#/.test(next)) break;
    text += (text.endsWith("(") ? "" : " ") + next.trim();
  }
  return goesOn(text) ? `${text} …` : text;
}
