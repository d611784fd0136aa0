import { codePointOf } from "../diagnostics/code-point.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source } from "../diagnostics/source.ts";

/** Past this many in one file, findings help nobody. */
const most = 20;

/** What is not seen, or changes the order in which its line is seen: a reader reads another text than a compiler. */
const unseen = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/gu;

/** Spaces that look like a plain one and are none, as they come with text from elsewhere. */
const otherSpaces = /(?! )\p{Zs}/gu;

/** A word in which letters of other scripts stand beside Latin ones that they look like. */
const mixedWord =
  /(?=[\w\p{Script=Cyrillic}\p{Script=Greek}]*[A-Za-z])[\w\p{Script=Cyrillic}\p{Script=Greek}]*(?!\u03bc)[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

interface Look {
  readonly characters: RegExp;
  readonly message: (character: string) => string;
  readonly help: string;
  /** What stands there if it is mended without doubt. */
  readonly meant?: string;
}

const looks: readonly Look[] = [
  {
    characters: unseen,
    message: (character) => `The character ${codePointOf(character)} stands here, which is not seen`,
    help: "Remove it; what a page shows must be what is compiled and read.",
  },
  {
    characters: otherSpaces,
    message: (character) => `The space ${codePointOf(character)} stands here, which is no plain one`,
    help: "Write a plain space.",
    meant: " ",
  },
  {
    characters: mixedWord,
    message: (word) => `The letter ${codePointOf([...word].at(-1) ?? "")} stands in a word of Latin letters`,
    help: "Write the Latin letter that it looks like.",
  },
];

/** Characters in a file of content that hide what it says (CVE-2021-42574, CVE-2021-42694). A byte order mark at its start is none. */
export function findHiddenCharacters(source: Source): Diagnostic[] {
  const found = looks.flatMap(({ characters, message, help, meant }) =>
    [...source.text.matchAll(characters)]
      .filter(({ index, 0: character }) => !(index === 0 && character === "\ufeff"))
      .map(({ index, 0: text }) => {
        const end = index + text.length;
        const start = end - ([...text].at(-1)?.length ?? 0);
        const place = { source, start, end };
        const edits = meant === undefined ? [] : [{ ...place, text: meant }];
        return errorAt(place, "content/hidden-character", message(text), { help, edits });
      }),
  );
  return found.slice(0, most);
}
