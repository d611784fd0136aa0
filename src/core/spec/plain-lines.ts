import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { warningAt } from "../diagnostics/error-at.ts";
import type { Source } from "../diagnostics/source.ts";
import { kfdocCommand } from "../words/kfdoc-command.ts";

/** What is seen in no editor and in every diff. */
interface Slip {
  readonly characters: RegExp;
  readonly text: string;
  readonly message: string;
  readonly help: string;
  /** In Markdown, two spaces at the end of a line mean something. */
  readonly notInMarkdown?: true;
}

const mend = kfdocCommand("check --fix");

const slips: readonly Slip[] = [
  {
    characters: /\r\n/g,
    text: "\n",
    message: "Lines end as on Windows",
    help: `let lines end with a line feed alone: ${mend} does it`,
  },
  {
    characters: /[ \t]+(?=\r?$)/gm,
    text: "",
    message: "White space stands at the end of a line",
    help: `remove it: ${mend} does it`,
    notInMarkdown: true,
  },
  {
    characters: /(?<!\n)$(?![\s\S])/g,
    text: "\n",
    message: "The last line has no end",
    help: `end it with a line feed: ${mend} does it`,
  },
  {
    characters: /(?<=\n)\n+$(?![\s\S])/g,
    text: "",
    message: "Empty lines stand at the end of the file",
    help: `remove them: ${mend} does it`,
  },
];

/** One warning for each kind of slip in a file, at the first place that has it. An empty file has none. */
export function findRoughLines(source: Source): Diagnostic[] {
  if (source.text === "") return [];
  const isMarkdown = source.path.endsWith(".md");
  return slips.flatMap(({ characters, text, message, help, notInMarkdown }) => {
    if (notInMarkdown && isMarkdown) return [];
    const edits = [...source.text.matchAll(characters)].map(({ index, 0: found }) => {
      return { source, start: index, end: index + found.length, text };
    });
    const [first] = edits;
    if (!first) return [];
    const { start, end } = first;
    return [warningAt({ source, start, end }, "content/rough-line", message, { help, edits })];
  });
}
