import { FactsContradiction } from "../facts-contradiction.ts";
import type { KfuncCheck } from "./check.ts";

/** KF_RET_NULL: only then may a pointer be NULL; into an arena any may be, which is a number to the program. That the program checks for it shows when it dereferences the NULL. */
export const retNull: KfuncCheck = {
  name: "ret-null",
  description: "A kfunc returns NULL only with KF_RET_NULL.",
  after({ btf }, { facts, prototype }, { value }) {
    if (btf.resolved(prototype.returns).kind !== "ptr") return;
    if (facts.flags.some((flag) => flag === "KF_RET_NULL" || flag === "KF_ARENA_RET")) return;
    if (value !== 0n) return;
    throw new FactsContradiction(`${prototype.name} returned NULL, but its flags lack KF_RET_NULL`);
  },
};
