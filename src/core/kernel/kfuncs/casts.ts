import type { Kernel } from "../kernel.ts";
import { castBytes } from "../objects/cast-bytes.ts";
import { castObject } from "../objects/cast-object.ts";
import type { KfuncModel } from "./model.ts";

const VOID = 0;

/** The struct or union that the id names (check_special_kfunc, kernel/bpf/verifier.c, v7.3). */
function structOf(kernel: Kernel, id: number): number {
  const type = kernel.btf.types[id];
  if (!type) return kernel.fault("kfunc-argument", `the kernel has no type with the id ${id}`);
  if (type.kind === "struct" || type.kind === "union") return id;
  return kernel.fault("kfunc-argument", `the type with the id ${id} is no struct, but of the kind ${type.kind}`);
}

/** kernel/bpf/helpers.c, v7.3: the same address; all that matters is what the verifier makes of it. */
export const bpf_rdonly_cast: KfuncModel<"bpf_rdonly_cast"> = {
  name: "bpf_rdonly_cast",
  notModelled: [
    "Structs that reach out of the object, variable or packet that the pointer leads to.",
    "Contexts, maps and sockets as the structs that the kernel has for them.",
    "Bytes before and behind the object, variable or packet that the pointer leads to, for the type id 0.",
    "What stands at a number that did not come from a pointer: here, nothing.",
  ],
  call: (kernel, { obj__ign, btf_id__k }) =>
    btf_id__k === VOID
      ? castBytes(kernel, obj__ign)
      : { region: castObject(kernel, structOf(kernel, btf_id__k), obj__ign) },
};

/** kernel/bpf/helpers.c and get_kern_ctx_btf_id (kernel/bpf/btf.c), v7.3: the context as what the kernel has there. */
export const bpf_cast_to_kern_ctx: KfuncModel<"bpf_cast_to_kern_ctx"> = {
  name: "bpf_cast_to_kern_ctx",
  notModelled: [
    "Contexts of other programs than XDP, those on a `struct __sk_buff`, kprobes, netfilter and device files.",
    "Members that neither the scenario nor a test run decides: a load of one is refused.",
    "That the result is equal to the context.",
    "That pointers to the packet found in the struct can be read past the packet's ends, and never written through.",
    "That such pointers stay good when a helper changes the packet.",
  ],
  call(kernel) {
    const { ownContext, program } = kernel;
    if (ownContext) return { region: ownContext.object.trusted };
    const message = `what the kernel has for the context of programs of type ${program.programType} has no model`;
    return kernel.fault("kfunc-not-modelled", message);
  },
};
