import { type AvailableTable, availabilityOf, availabilityWords, type Choice } from "./available.ts";

/** What a page is about. */
export interface ChoiceSubject {
  readonly kfunc?: string | undefined;
  /** Of an example: the kfuncs that it calls. */
  readonly calls: readonly string[];
  /** Of an example: the program type of its program, without BPF_PROG_TYPE_. */
  readonly programType?: string | undefined;
}

export interface ChoiceNote {
  readonly tone: "available" | "unavailable" | "neutral";
  readonly text: string;
}

/** What a choice means for the kfunc, or the example, that a page is about; undefined where there is nothing to say. */
export function choiceNote(table: AvailableTable, choice: Choice, subject: ChoiceSubject): ChoiceNote | undefined {
  const { kfunc, calls, programType } = subject;
  const asked = kfunc ? [kfunc] : calls;
  if (asked.length === 0 || (choice.release === "" && choice.type === "")) return undefined;
  const [newest = ""] = table.releases;
  const wordsOf = (name: string) => availabilityWords(availabilityOf(table, name, choice), choice, newest);
  const lacking = asked.find((name) => wordsOf(name) !== undefined);
  if (lacking !== undefined) {
    const what = kfunc ? "This kfunc is" : `It calls ${lacking}, which is`;
    return { tone: "unavailable", text: `${what} ${wordsOf(lacking)}.` };
  }
  if (!asked.every((name) => availabilityOf(table, name, choice) === "available")) return undefined;
  if (kfunc) return { tone: "available", text: "You may call this kfunc." };
  if (choice.type === "") return { tone: "available", text: "The kernel has all that it calls." };
  if (programType === choice.type) return { tone: "available", text: "You may make its calls." };
  return {
    tone: "neutral",
    text: `It is for ${programType} programs; ${choice.type} programs may make its calls, too.`,
  };
}
