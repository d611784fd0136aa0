import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";
import { kfuncFlags } from "../uapi/kfunc-flags.ts";

const param = z.strictObject({
  /** Empty where BTF has no name. */
  name: z.string(),
  /** In C, such as `struct xdp_md *`. */
  type: z.string(),
});

/** A kfunc's place in one BTF set, and what that set is registered for. Flags belong to the pair of set and kfunc. */
const membership = z.strictObject({
  /** The symbol of the set8 data, such as `xfrm_ifc_kfunc_set`. */
  set: z.string(),
  flags: z.array(z.enum(kfuncFlags)),
  /** Program types as `register_btf_kfunc_id_set` is called with: `BPF_PROG_TYPE_UNSPEC` opens to every type. */
  registered_for: z.array(z.string()),
});

const kfunc = z.strictObject({
  /** `vmlinux`, or the module that has it, such as `nf_conntrack`. */
  module: z.string(),
  /** As programs declare it: implicit arguments are left out. */
  returns: z.string(),
  params: z.array(param),
  /**
   * Parameters that the kernel passes by itself; absent for a kfunc without KF_IMPLICIT_ARGS (7.0 on), and empty where BTF
   * does not say which: `bpf_obj_new` and others whose `_impl` is a kfunc of its own.
   */
  implicit_params: z.array(param).exactOptional(),
  /** Set where the kernel's build left the implicit parameters in BTF, by mistake: there is no `_impl` for the verifier to find. */
  unstripped: z.literal(true).exactOptional(),
  sets: z.array(membership),
  /** BTF decl tags of the function, such as `bpf_kfunc`, `bpf_fastcall`. */
  decl_tags: z.array(z.string()),
});

/**
 * Every kfunc of one release, vmlinux and modules: `content/kernels/<release>/kfuncs.json`, written by `import-kernel`
 * and never edited by hand. A kfunc here is a function in a set that is registered for some program type.
 */
export const kfuncsFileSchema = z.strictObject({
  release: z.string().regex(versionPattern),
  /** By name, in the order of the names. */
  kfuncs: z.record(z.string(), kfunc),
});

export type KfuncFact = z.infer<typeof kfunc>;
export type KfuncSetMembership = z.infer<typeof membership>;
export type KfuncsFile = z.infer<typeof kfuncsFileSchema>;
