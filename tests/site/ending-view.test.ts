import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/core/emulator/outcome.ts";
import { printOutcome } from "../../src/core/emulator/print/print-outcome.ts";
import { endingPhrases, linkErrnos, shortEnding } from "../../src/site/view/ending-view.ts";
import { code, phraseText, plain } from "../../src/site/view/phrase.ts";
import { integer } from "../drivers/decoded-values.ts";
import { sampleModel } from "./sample-model.ts";

const ran: Outcome = {
  globals: [],
  calls: [],
  referencesHeld: [],
  instructionsExecuted: 12,
  timeline: { code: [], steps: [], omitted: 0 },
};
const place = { slot: 3, file: "a.bpf.c", line: 7, column: 1, text: "x->y;" };
const fault = { rule: "null-dereference", message: "NULL is read", at: place, instruction: "r1 = 0" } as const;

interface Case {
  readonly what: string;
  readonly outcome: Partial<Outcome>;
  readonly sentence: string;
  readonly short: string;
  /** The line of `kfdoc run`. */
  readonly printed: string;
}

describe("how a run ended", () => {
  test.each<Case>([
    {
      what: "with a value",
      outcome: { returns: integer("int", -1, "-EPERM") },
      sentence: "returned -EPERM (-1) after 12 instructions.",
      short: "-EPERM (-1)",
      printed: "returned -EPERM (-1), 12 instructions",
    },
    {
      what: "with one value in several runs",
      outcome: { returns: integer("int", 0), runs: 3 },
      sentence: "returned 0 after 12 instructions in 3 runs.",
      short: "0",
      printed: "returned 0, 3 runs, 12 instructions",
    },
    {
      what: "as a void function: no fault",
      outcome: {},
      sentence: "returned nothing, as a void function does, after 12 instructions.",
      short: "void",
      printed: "returned nothing, as a void function does, 12 instructions",
    },
    {
      what: "with a value in one run and another in the next: no fault",
      outcome: { runs: 2 },
      sentence: "did not return the same in all its runs, after 12 instructions in 2 runs.",
      short: "not always the same",
      printed: "did not return the same in all its runs, 2 runs, 12 instructions",
    },
    {
      what: "with a fault",
      outcome: { fault },
      sentence: "a fault ended the run after 12 instructions.",
      short: "null-dereference",
      printed: "fault (null-dereference):",
    },
    {
      what: "out of sight",
      outcome: { unobserved: ["returns"] },
      sentence: "returned what could not be seen, after 12 instructions.",
      short: "",
      printed: "returned what could not be seen, 12 instructions",
    },
  ])("$what", ({ outcome, sentence, short, printed }) => {
    const whole = { ...ran, ...outcome };
    expect(phraseText(endingPhrases(whole))).toBe(sentence);
    expect(shortEnding(whole)).toBe(short);
    expect(printOutcome(whole)[0]).toBe(printed);
  });

  test("leads from an error to its page, where it has one", () => {
    const phrases = [plain("returned "), code("-ENOENT (-2)"), code("-EXDEV (-18)")];
    expect(linkErrnos(sampleModel, phrases).map(({ href }) => href)).toEqual([undefined, "/errors/ENOENT/", undefined]);
  });
});
