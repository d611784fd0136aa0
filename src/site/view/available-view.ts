import type { KernelModel, KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import type { AvailableTable } from "../islands/choice/available.ts";
import { answerOf, mayCall } from "./availability-answer.ts";
import { programTypeNames } from "./program-type-names.ts";

/** A bit for each program type that may call it, in hexadecimal; `-` where the release has it not, `?` where nobody knows. */
function maskOf(kfunc: KfuncModel, kernel: KernelModel): string {
  const answers = programTypeNames.map(({ name }) => answerOf(kfunc, kernel, name));
  if (answers.includes("absent")) return "-";
  if (answers.includes("unbuilt") || answers.includes("unmeasured")) return "?";
  return answers.reduce((mask, answer, bit) => (mayCall(answer) ? mask + 2 ** bit : mask), 0).toString(16);
}

/** Which program types may call which kfunc in which release, as a page loads it. */
export function availableTable({ kernels, kfuncs }: SiteModel): AvailableTable {
  return {
    releases: kernels.map(({ release }) => release),
    types: programTypeNames.map(({ short }) => short),
    kfuncs: Object.fromEntries(
      kfuncs.map((kfunc) => [kfunc.name, kernels.map((kernel) => maskOf(kfunc, kernel)).join(" ")]),
    ),
  };
}
