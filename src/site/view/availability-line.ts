import { counted } from "../../core/words/counted.ts";
import type { KfuncModel } from "../../node/build/site-model.ts";
import { commitUrl } from "../paths.ts";
import { absenceWords, sinceWords } from "./history-view.ts";
import { code, listed, type Phrase, plain } from "./phrase.ts";
import { programTypeName } from "./program-type-names.ts";

/** Longer lists of program types are a number. */
const mostNames = 4;

function programTypes({ programTypes: types }: KfuncModel): Phrase[] {
  if (types.length === 0) return [];
  if (types.length > mostNames) return [{ text: counted(types.length, "program type"), href: "#availability" }];
  return listed(
    types.map((type) => code(programTypeName(type).short, programTypeName(type).href)),
    ", ",
  );
}

function place({ module, configOption }: KfuncModel): Phrase[] {
  if (module === "") return [];
  const where = module === "vmlinux" ? [plain("built in")] : [plain("module "), code(module)];
  return configOption === undefined ? where : [...where, plain(" with "), code(configOption)];
}

const sentenceCase = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What decides whether a program may call it, in one line: "Since Linux 6.8 · XDP · built in · may sleep". */
export function availabilityLine(kfunc: KfuncModel): Phrase[][] {
  const { since, flags } = kfunc;
  const commit: Phrase[] =
    since.commit === undefined ? [] : [plain(" "), code(since.commit.slice(0, 12), commitUrl(since.commit))];
  const absent = absenceWords(kfunc);
  const parts: Phrase[][] = [
    sinceWords(since) === "" ? [] : [plain(sentenceCase(sinceWords(since))), ...commit],
    absent === undefined ? [] : [plain(absent)],
    programTypes(kfunc),
    place(kfunc),
    flags.includes("KF_SLEEPABLE") ? [plain("may sleep")] : [],
  ];
  return parts.filter((part) => part.length > 0);
}
