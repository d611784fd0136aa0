import { expect, test } from "vitest";
import type { AvailableTable, Choice } from "../../../src/site/islands/choice/available.ts";
import { type ChoiceSubject, choiceNote } from "../../../src/site/islands/choice/choice-note.ts";

const table: AvailableTable = {
  releases: ["7.3", "6.12"],
  types: ["SYSCALL", "SCHED_CLS", "XDP"],
  kfuncs: { bpf_any: "3 3", bpf_new: "7 -", bpf_unknown: "? ?" },
};
const example: ChoiceSubject = { calls: ["bpf_any"], programType: "SYSCALL" };

test.each<[string, ChoiceSubject, Choice, ReturnType<typeof choiceNote>]>([
  ["nothing is chosen", example, { release: "", type: "" }, undefined],
  [
    "an example is of another program type than the chosen one",
    example,
    { release: "", type: "SCHED_CLS" },
    { tone: "neutral", text: "It is for SYSCALL programs; SCHED_CLS programs may make its calls, too." },
  ],
  [
    "an example is of the chosen type",
    example,
    { release: "", type: "SYSCALL" },
    { tone: "available", text: "You may make its calls." },
  ],
  [
    "a kernel alone is chosen",
    example,
    { release: "6.12", type: "" },
    { tone: "available", text: "The kernel has all that it calls." },
  ],
  [
    "an example calls what is not there",
    { ...example, calls: ["bpf_any", "bpf_new"] },
    { release: "6.12", type: "SYSCALL" },
    { tone: "unavailable", text: "It calls bpf_new, which is not in Linux 6.12." },
  ],
  ["nobody knows", { ...example, calls: ["bpf_unknown"] }, { release: "", type: "SYSCALL" }, undefined],
  [
    "a kfunc is there",
    { kfunc: "bpf_any", calls: [] },
    { release: "", type: "SCHED_CLS" },
    { tone: "available", text: "You may call this kfunc." },
  ],
  [
    "a kfunc is not for the type",
    { kfunc: "bpf_any", calls: [] },
    { release: "", type: "XDP" },
    { tone: "unavailable", text: "This kfunc is not for XDP programs in Linux 7.3." },
  ],
])("where %s", (_, subject, choice, note) => expect(choiceNote(table, choice, subject)).toEqual(note));
