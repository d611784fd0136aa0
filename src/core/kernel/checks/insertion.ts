import { insertions } from "../graphs/insertions.ts";
import type { KfuncCheck } from "./check.ts";

/** Before the kfunc runs, for its callback sees the node as the list or tree has it (ref_convert_owning_non_owning, verifier.c, v7.3). */
export const insertion: KfuncCheck = {
  name: "insertion",
  description:
    "What is put in a list or tree is no longer the program's own; it may look at it until it gives back the lock.",
  before({ memory, references }, { prototype, args }) {
    const region = args[1] && memory.locate(args[1].value)?.region;
    if (region && insertions.has(prototype.name)) references.disown(region);
  },
};
