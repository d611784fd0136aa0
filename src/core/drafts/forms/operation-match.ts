import type { KfuncFact } from "../../facts/kfuncs-file.ts";
import { isSameType } from "../../facts/prototype.ts";
import { structOf } from "../arguments/maker.ts";
import type { DraftForm } from "./form.ts";

/** Whether an operation is handed just what a kfunc takes, as those of the kernel's own implementations are. */
export function takesTheSame({ operation }: DraftForm, { params }: KfuncFact): boolean {
  return (
    operation !== undefined &&
    params.length === operation.types.length &&
    params.every(({ type }, index) => isSameType(type, operation.types[index] ?? ""))
  );
}

/** How near an operation is to a kfunc: by all that both are handed, by objects, by words of their names. */
export function nearness(form: DraftForm, name: string, fact: KfuncFact): number {
  const { operation, objects } = form;
  if (!operation) return 0;
  const shared = fact.params.filter(({ type }) => objects.some(({ struct }) => struct === structOf(type))).length;
  const words = operation.name.split("_").filter((word) => name.includes(word)).length;
  return (takesTheSame(form, fact) ? 10 : 0) + 5 * shared + words;
}
