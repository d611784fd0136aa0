import type { Btf } from "../btf/btf.ts";
import { calledNumbers } from "../isa/called-numbers.ts";
import { helperNames } from "../kernel/helpers/helper-names.ts";
import { calledKfuncs } from "../kernel/kfuncs/called-kfuncs.ts";
import type { ProgramImage } from "./program-image.ts";

/**
 * Whether an exception may end in a program that runs in the place of a function, or that one's tail call led to, itself perhaps:
 * then all functions run in one engine, the machine itself. `btf` is the kernel's.
 */
export function unwindsWithin({ entries, instructions }: ProgramImage, btf: Btf): boolean {
  if (!calledKfuncs(btf, instructions).includes("bpf_throw")) return false;
  const names = helperNames(btf);
  return entries.size > 1 || calledNumbers(instructions, "helper").some((id) => names.get(id) === "bpf_tail_call");
}
