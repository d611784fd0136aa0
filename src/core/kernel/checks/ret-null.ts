import { FactsContradiction } from "../facts-contradiction.ts";
import type { KfuncCheck } from "./check.ts";

/** KF_RET_NULL: only then may a pointer be NULL. That the program checks for it shows when it dereferences the NULL. */
export const retNull: KfuncCheck = {
  name: "ret-null",
  description: "A kfunc returns NULL only with KF_RET_NULL.",
  after({ btf, memory }, { facts, prototype }, { value }) {
    if (btf.resolved(prototype.returns).kind !== "ptr" || facts.flags.includes("KF_RET_NULL")) return;
    if (value === undefined || !memory.isNull(value)) return;
    throw new FactsContradiction(`${prototype.name} returned NULL, but its flags lack KF_RET_NULL`);
  },
};
