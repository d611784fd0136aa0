import { valueText } from "../../core/emulator/decode/value-text.ts";
import { endingOf, endingWords } from "../../core/emulator/ending.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import { counted } from "../../core/words/counted.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { errnosWithPages } from "./errno-names.ts";
import { code, type Phrase, plain } from "./phrase.ts";

/** Of one run, or of all together. */
function stepsWords({ instructionsExecuted, runs = 1 }: Outcome): string {
  return ` after ${counted(instructionsExecuted, "instruction")}${runs > 1 ? ` in ${counted(runs, "run")}` : ""}.`;
}

/** "returned `-EPERM (-1)` after 12 instructions." */
export function endingPhrases(outcome: Outcome): Phrase[] {
  const { returns } = outcome;
  const words = endingWords[endingOf(outcome)];
  const comma = returns || outcome.fault ? "" : ",";
  return [
    ...(returns ? [plain(`${words} `), code(valueText(returns))] : [plain(`${words}${comma}`)]),
    plain(stepsWords(outcome)),
  ];
}

/** How a run ended, in a word or two: for a row that has little room. */
export function shortEnding(outcome: Outcome): string {
  const ending = endingOf(outcome);
  if (ending === "void") return "void";
  if (ending === "several") return "not always the same";
  return outcome.returns ? valueText(outcome.returns) : (outcome.fault?.rule ?? "");
}

/** Phrases in which errors lead to their pages. */
export function linkErrnos({ kfuncs }: Pick<SiteModel, "kfuncs">, phrases: readonly Phrase[]): Phrase[] {
  const paged = errnosWithPages({ kfuncs });
  return phrases.map((phrase) => {
    const errno = /^-(E[A-Z0-9]+)\b/.exec(phrase.text)?.[1];
    return phrase.code && errno !== undefined && paged.has(errno)
      ? { ...phrase, href: pagePath("errno", errno) }
      : phrase;
  });
}
