import type { ErrorCode } from "yaml";
import { codePointOf } from "../diagnostics/code-point.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source } from "../diagnostics/source.ts";
import { bracketAsKey, keyBelow, listInMap } from "./yaml-mistakes.ts";

const quote = "put the text in quotes";
const indent = "line the keys of one map up under each other, with spaces";

interface Advice {
  readonly message?: string;
  readonly help: string;
}

/** Told apart by the parser's words, where one code stands for several mistakes. */
const adviceByWords: readonly (readonly [RegExp, Advice])[] = [
  [/^Missing closing .quote/, { message: "This quote is never closed", help: "close it, or remove it" }],
  [/^Implicit map keys need/, { message: "A key has no value", help: "write a colon and the value after it" }],
  [
    /^Unexpected scalar at node end/,
    {
      message: "Something stands after the end of the value",
      help: "quote the value as a whole, or check the indentation",
    },
  ],
  [
    /^Unexpected block-seq-ind/,
    { message: "A list begins on the line of its key", help: "begin it on the next line, or write it as [a, b]" },
  ],
  [new RegExp(`^${listInMap}`), { help: "indent it under the key that it belongs to, or give it a key" }],
  [new RegExp(`^${bracketAsKey}`), { help: "close the brackets before it: a } or ] is missing" }],
  [
    new RegExp(`^${keyBelow}`),
    { help: "indent the next line as far as the key of this one; if it is text that goes on, put all of it in quotes" },
  ],
  [/^Unexpected flow-(seq|map)-end/, { message: "This bracket closes none that is open", help: "remove it" }],
  [/^Flow map .* end with a }/, { message: "A } is missing before this", help: "write the missing }" }],
  [/^Flow sequence .* end with a ]/, { message: "A ] is missing before this", help: "write the missing ]" }],
];

/** What is wrong, where the parser's own words don't say it plainly, and what to do. */
const adviceByCode: { readonly [Code in ErrorCode]?: Advice } = {
  BAD_INDENT: { help: indent },
  BAD_DQ_ESCAPE: { help: "write a backslash as \\\\, or use single quotes" },
  BAD_SCALAR_START: { message: "Plain text can't start with this character", help: quote },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "A map begins in the middle of a line: a colon and a space stand in plain text",
    help: quote,
  },
  BLOCK_IN_FLOW: {
    message: "A map or list begins in the middle of an entry between brackets",
    help: "put a comma before it if it is the next entry; put text with a colon in quotes",
  },
  KEY_OVER_1024_CHARS: { message: "A key is longer than 1,024 characters", help: "is a closing quote missing?" },
  MISSING_CHAR: { help: "add the missing character, or put the text in quotes" },
  MULTILINE_IMPLICIT_KEY: {
    message: "A key goes over several lines",
    help: "is the colon after the key missing, or a line indented too little?",
  },
  MULTIPLE_DOCS: { message: "A second document begins", help: "remove the line ---, or make it a file of its own" },
  NON_STRING_KEY: { message: "A key is not text", help: "a key is one word; put it in quotes if it must be special" },
  TAB_AS_INDENT: { message: "A tab is used to indent", help: "indent with spaces" },
  UNEXPECTED_TOKEN: { help: "remove it, or put the text in quotes" },
};

/** One error of the YAML parser as a finding; `pos` holds UTF-16 offsets. */
export function describeYamlError(
  source: Source,
  code: ErrorCode,
  message: string,
  [start, end]: readonly [number, number],
): Diagnostic {
  const known = adviceByWords.find(([words]) => words.test(message))?.[1] ?? adviceByCode[code];
  const inside = Math.min(start, source.text.length);
  const place = { source, start: inside, end: Math.min(Math.max(inside, end), source.text.length) };
  return errorAt(place, "yaml/syntax", known?.message ?? message.replace(/\.$/, ""), {
    help: known?.help ?? "see the YAML 1.2 specification, https://yaml.org/spec/1.2.2/",
  });
}

/** Control characters that YAML forbids (YAML 1.2.2, 5.1), and halves of surrogate pairs. */
export function findControlCharacters(source: Source): Diagnostic[] {
  const forbidden = /[^\t\n\r\x20-\x7e\x85\xa0-\ufffd\u{10000}-\u{10ffff}]|[\ud800-\udfff]/gu;
  return [...source.text.matchAll(forbidden)].slice(0, 10).map((match) => {
    const place = { source, start: match.index, end: match.index + match[0].length };
    return errorAt(place, "yaml/syntax", `The character ${codePointOf(match[0])} can't stand in YAML`, {
      help: "remove it; the file is text in UTF-8",
    });
  });
}
