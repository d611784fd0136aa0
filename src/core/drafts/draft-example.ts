import type { DraftKernel } from "./draft-kernel.ts";
import { draftProgram, printProgram } from "./draft-program.ts";
import { printScenarios } from "./draft-scenarios.ts";

/** An example as files, by what follows its name, and what could not be made up for it. */
export interface DraftExample {
  readonly source: string;
  readonly scenarios: string;
  /** What stands in SEC(). */
  readonly form: string;
  readonly missing: readonly { readonly kfunc: string; readonly name: string; readonly type: string }[];
}

/** A kfunc's name as that of an example: `bpf_get_kmem_cache` is get-kmem-cache. */
export const exampleName = (kfunc: string): string =>
  kfunc
    .replace(/^_*(bpf_)?/, "")
    .toLowerCase()
    .replace(/_+/g, "-");

/** The same without the family, in whose folder the example stands: `bpf_key_put` of keys is put. */
export function nameInFamily(kfunc: string, family: string): string {
  const name = exampleName(kfunc);
  const prefix = [family, family.replace(/s$/, "")].find((each) => name.startsWith(`${each}-`));
  return prefix === undefined ? name : name.slice(prefix.length + 1);
}

/**
 * An example that calls kfuncs, in a program that has the example's name unless it is given another; undefined where no program may call
 * them all.
 */
export function draftExample(
  kernel: DraftKernel,
  name: string,
  kfuncs: readonly string[],
  programName = name,
): DraftExample | undefined {
  const draft = draftProgram(kernel, kfuncs);
  if (!draft) return undefined;
  const words = programName.replaceAll("-", "_");
  const program = draft.bench.kernel.facts.kfuncs.has(words) || /^\d/.test(words) ? `run_${words}` : words;
  return {
    source: printProgram(draft, program),
    scenarios: printScenarios(draft.form, `${name}.bpf.c`, program),
    form: draft.form.section ?? draft.form.name,
    missing: draft.calls.flatMap(({ kfunc, call }) => (call.missing ? [{ kfunc, ...call.missing }] : [])),
  };
}
