import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import type { Kernel } from "../kernel.ts";
import type { KfuncModel } from "./model.ts";

const NO_MEMORY = "Running out of memory, but for objects that are larger than the allocator takes.";
const REUSE = "Memory that was freed and is allocated again: here it starts as zeros.";

/** The largest object of bpf_mem_alloc (kernel/bpf/memalloc.c, v7.3): 4096 bytes with a pointer of the allocator's own. */
const LARGEST = 4096 - 8;

/** Larger ones, and ones of no size, there is never memory for. */
const isAllocatable = ({ program: { btf } }: Kernel, type: TypeId): boolean => {
  const size = sizeOf(btf, type);
  return size > 0 && size <= LARGEST;
};

/** Each release that has these kfuncs has them under two names: the second takes arguments that the verifier sets. */
const create = <Name extends "bpf_obj_new" | "bpf_obj_new_impl">(name: Name): KfuncModel<Name> => ({
  name,
  notModelled: [NO_MEMORY, REUSE],
  call(kernel, { local_type_id__k }) {
    const type = Number(local_type_id__k);
    return isAllocatable(kernel, type) ? kernel.references.acquire(kernel.allocations.create(type)) : null;
  },
});

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_obj_new = create("bpf_obj_new");
export const bpf_obj_new_impl = create("bpf_obj_new_impl");

const createPerCpu = <Name extends "bpf_percpu_obj_new" | "bpf_percpu_obj_new_impl">(name: Name): KfuncModel<Name> => ({
  name,
  notModelled: [NO_MEMORY, REUSE],
  call(kernel, { local_type_id__k }) {
    const type = Number(local_type_id__k);
    return isAllocatable(kernel, type) ? kernel.references.acquire(kernel.allocations.createPerCpu(type)) : null;
  },
});

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_percpu_obj_new = createPerCpu("bpf_percpu_obj_new");
export const bpf_percpu_obj_new_impl = createPerCpu("bpf_percpu_obj_new_impl");

type Drop = "bpf_obj_drop" | "bpf_obj_drop_impl" | "bpf_percpu_obj_drop" | "bpf_percpu_obj_drop_impl";

/** insn_aux->kptr_struct_meta (check_kfunc_call, kernel/bpf/verifier.c, v7.3). */
const ONE_TYPE = "A call that a compiler made of several: Linux 7.3 frees by the type that it last saw there.";

const drop = <Name extends Drop>(name: Name): KfuncModel<Name> => ({
  name,
  notModelled: [ONE_TYPE],
  call({ references }, { p__alloc }): undefined {
    references.release(p__alloc);
    p__alloc.object.drop();
  },
});

/** kernel/bpf/helpers.c, v7.3. An object that counts references is freed with the last one. */
export const bpf_obj_drop = drop("bpf_obj_drop");
export const bpf_obj_drop_impl = drop("bpf_obj_drop_impl");
export const bpf_percpu_obj_drop = drop("bpf_percpu_obj_drop");
export const bpf_percpu_obj_drop_impl = drop("bpf_percpu_obj_drop_impl");

const acquire = <Name extends "bpf_refcount_acquire" | "bpf_refcount_acquire_impl">(name: Name): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: ({ references }, { p__refcounted_kptr: { object } }) => (object.count() ? references.acquire(object) : null),
});

/** kernel/bpf/helpers.c, v7.3: NULL for an object that was freed, which RCU still lets the program look at. */
export const bpf_refcount_acquire = acquire("bpf_refcount_acquire");
export const bpf_refcount_acquire_impl = acquire("bpf_refcount_acquire_impl");
