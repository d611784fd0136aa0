import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { isScalarStruct } from "../kfuncs/scalar-struct.ts";
import type { KfuncCheck } from "./check.ts";

/** BPF_GLOBAL_PERCPU_MA_MAX_SIZE (kernel/bpf/verifier.c, v7.3), in bytes. */
const LARGEST_PER_CPU = 512;

/** By whether each CPU gets a copy. */
const allocating: ReadonlyMap<string, { readonly isPerCpu: boolean }> = new Map([
  ["bpf_obj_new", { isPerCpu: false }],
  ["bpf_obj_new_impl", { isPerCpu: false }],
  ["bpf_percpu_obj_new", { isPerCpu: true }],
  ["bpf_percpu_obj_new_impl", { isPerCpu: true }],
]);

/** Why no object can be allocated of a type; undefined where one can. */
function objection({ program: { btf }, programTypes }: Kernel, id: bigint, isPerCpu: boolean): string | undefined {
  if (programTypes.whyRefused !== undefined) return `the program has no BTF: ${programTypes.whyRefused}`;
  if (id > 0xffff_ffffn) return `the type id ${id} is out of range`;
  const type = btf.type(Number(id));
  if (type.kind !== "struct") return `type ${id} of the program is no struct`;
  if (!isPerCpu) return undefined;
  if (type.size > LARGEST_PER_CPU)
    return `struct ${type.name} has ${counted(type.size, "byte")}; ${LARGEST_PER_CPU} are the most`;
  // bpf_mem_alloc_percpu_unit_init (kernel/bpf/memalloc.c, v7.3) gives -EINVAL, and the verifier writes nothing.
  if (type.size === 0) return `struct ${type.name} has no size`;
  if (!isScalarStruct(btf, Number(id))) return `struct ${type.name} has members that are no numbers`;
  return programTypes.recordOf(Number(id)) ? `struct ${type.name} has special fields` : undefined;
}

/** Objects are allocated of the program's own structs (check_special_kfunc, kernel/bpf/verifier.c, v7.3). */
export const localType: KfuncCheck = {
  name: "local-type",
  description:
    "An object is allocated of a struct in the program's BTF; one for each CPU, of a small struct of numbers.",
  before(kernel, { prototype, args }) {
    const row = allocating.get(prototype.name);
    const [argument] = args;
    const why = row && argument && objection(kernel, argument.value, row.isPerCpu);
    if (why !== undefined) kernel.fault("local-type", `${prototype.name} can't allocate: ${why}`);
  },
};
