import { didYouMean } from "../../diagnostics/nearest.ts";
import { type FaultRule, faultRules } from "../../vm/fault.ts";
import { kfdocCommand } from "../../words/kfdoc-command.ts";
import type { FaultRecord } from "../outcome.ts";
import { type Comparison, differs, type Mismatch } from "./mismatch.ts";

const describe = (fault: FaultRecord | undefined) =>
  fault ? `${fault.rule} at ${fault.at.file}:${fault.at.line}: ${fault.message}` : "no fault";

/** What helps where no rule has the expected name. */
function misspelt(rule: string): { help?: string } {
  const known = Object.keys(faultRules);
  return known.includes(rule) ? {} : { help: didYouMean(rule, known, `${kfdocCommand("explain")} lists all rules.`) };
}

/** The rule that the run broke, and a part of the C line at fault. */
export const compareFault: Comparison<"fault"> = (expected, { fault }) => {
  const path = ["expect", "fault"];
  const spelling = misspelt(expected.rule);
  if (!fault) return [{ ...differs(path, "The run ended without a fault", expected.rule, "no fault"), ...spelling }];
  const rule =
    fault.rule === expected.rule
      ? []
      : [
          {
            ...differs(
              [...path, "rule"],
              `The run broke another rule: ${fault.message}`,
              expected.rule,
              describe(fault),
              fault.rule,
            ),
            ...spelling,
          },
        ];
  const line = fault.at.text.includes(expected.line)
    ? []
    : [
        differs(
          [...path, "line"],
          "The fault is in another line of C",
          expected.line,
          fault.at.text.trim(),
          fault.at.text.trim(),
        ),
      ];
  return [...rule, ...line];
};

/** Letters below which words such as `access` or `R0` stand in so many messages that they tell none from another. */
const FEWEST_LETTERS = 8;

const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);

/** Whether a text has the words somewhere, with none of them torn. */
function hasWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    const startsTorn = isWord(text[at - 1]) && isWord(text[at]);
    const endsTorn = isWord(text[end - 1]) && isWord(text[end]);
    if (!startsTorn && !endsTorn) return true;
  }
  return false;
}

/** The rules hold parts of messages, which may end within a word; what a scenario states is whole words. */
const isAbout = (wording: string, part: string) => wording.includes(part) || hasWords(part, wording);

/** So many of a rule's wordings are told. */
const MOST_TOLD = 5;
const WRITE_ONE = "Write one of these, or a part of it: --update does not choose.";

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\w+/g) ?? [];

/** The wordings with the most words of what was written; among equals, the rule's first. */
function nearestWordings(wording: string, parts: readonly string[]): string[] {
  const written = new Set(wordsOf(wording));
  const shared = (part: string) => wordsOf(part).filter((word) => written.has(word)).length;
  return parts.toSorted((left, right) => shared(right) - shared(left)).slice(0, MOST_TOLD);
}

function judgeWording(wording: string, rule: FaultRule): Mismatch[] {
  const path = ["expect", "rejected"];
  const parts: readonly string[] = faultRules[rule].verifier;
  const isShort = wording.trim().length < FEWEST_LETTERS;
  if (!isShort && parts.some((part) => isAbout(wording, part))) return [];
  const message = isShort
    ? "The words are too short to tell one refusal of the verifier from another"
    : `The run broke the rule ${rule}, for which the verifier has other words`;
  const said = nearestWordings(wording, parts).join(" | ") || "none";
  return [{ ...differs(path, message, wording, said), ...(parts.length > 0 && { help: WRITE_ONE }) }];
}

/** The verifier's words, in each release's wording, must be among those that the rule which the run broke stands for. */
export const compareRejected: Comparison<"rejected"> = (expected, { fault }) => {
  const path = ["expect", "rejected"];
  const wordings = [expected].flat();
  if (!fault) {
    const message = "The verifier is to refuse the program, but the run broke no rule";
    return [differs(path, message, wordings.join(" | "), "no fault")];
  }
  return wordings.flatMap((wording) => judgeWording(wording, fault.rule));
};
