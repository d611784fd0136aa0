import { FactsContradiction } from "../facts-contradiction.ts";
import type { KfuncCheck } from "./check.ts";

/** KF_ACQUIRE: a pointer that is not NULL carries a reference. The model acquires; flag and model must agree. */
export const acquire: KfuncCheck = {
  name: "acquire",
  description: "What a kfunc with KF_ACQUIRE returns is a reference, to be given back before the program ends.",
  after(kernel, { facts, prototype }, { value }) {
    if (value === undefined || kernel.memory.isNull(value)) return;
    const location = kernel.memory.locate(value);
    const acquired = location !== undefined && kernel.references.find(location.region) !== undefined;
    if (acquired === facts.flags.includes("KF_ACQUIRE")) return;
    const [does, flag] = acquired ? ["returns a reference", "lack"] : ["returns no reference", "have"];
    throw new FactsContradiction(`${prototype.name} ${does}, but its flags ${flag} KF_ACQUIRE`);
  },
};
