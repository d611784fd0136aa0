import { type PlacedType, placeType } from "./kernel-types.ts";
import {
  callHelper,
  callKfunc,
  copy,
  load,
  type MinimalProgram,
  programAround,
  setMapValue,
  setNumber,
  setStack,
  skipIfZero,
  type Workshop,
} from "./minimal-program.ts";

/** A program with arguments that get past checks which a minimal one does not reach. */
export interface Recipe {
  readonly kfunc: string;
  /** Why the minimal program does not do. */
  readonly reason: string;
  /** The first release that needs it no more. */
  readonly until?: string;
  /** Undefined where the kernel lacks what it is made of. */
  readonly make: (workshop: Workshop, place: PlacedType) => MinimalProgram | undefined;
}

/** From this release on the verifier asks before it looks at arguments whether the program may sleep. */
export const SLEEPABLE_FIRST = "6.2";

/** Of enum bpf_func_id (include/uapi/linux/bpf.h). */
const BPF_FUNC_get_current_task_btf = 158;
const BPF_FUNC_dynptr_from_mem = 197;
const DYNPTR = -32;
const KEPT = 6;

/** A dynptr of 8 bytes of a map, on the stack. */
const makeDynptr = ({ places }: Workshop) => [
  setMapValue(1, places.array),
  setNumber(2, 8),
  setNumber(3, 0),
  ...setStack(4, DYNPTR),
  callHelper(BPF_FUNC_dynptr_from_mem),
];

function verifySignature(workshop: Workshop, place: PlacedType): MinimalProgram | undefined {
  const lookup = placeType(workshop.types, "func", "bpf_lookup_system_key");
  const put = placeType(workshop.types, "func", "bpf_key_put");
  if (!lookup || !put) return undefined;
  const verify = [...setStack(1, DYNPTR), ...setStack(2, DYNPTR), copy(3, KEPT)];
  const release = [copy(1, KEPT), callKfunc(workshop, put)];
  const guarded = verify.length + 1 + release.length;
  const before = [
    ...makeDynptr(workshop),
    setNumber(1, 0),
    callKfunc(workshop, lookup),
    skipIfZero(0, guarded + 1),
    copy(KEPT, 0),
    ...verify,
  ];
  return programAround(workshop, before, callKfunc(workshop, place), release);
}

/** The offset of a member that is a pointer, in bytes. */
function memberOffset({ types: { vmlinux } }: Workshop, struct: string, member: string): number | undefined {
  const type = vmlinux.type(vmlinux.find("struct", struct) ?? 0);
  const found = type.kind === "struct" ? type.members.find(({ name }) => name === member) : undefined;
  return found && found.bitOffset / 8;
}

/** Hands over the cgroup of the task that runs. */
function handCgroup(workshop: Workshop, place: PlacedType): MinimalProgram | undefined {
  const set = memberOffset(workshop, "task_struct", "cgroups");
  const cgroup = memberOffset(workshop, "css_set", "dfl_cgrp");
  if (set === undefined || cgroup === undefined) return undefined;
  const before = [callHelper(BPF_FUNC_get_current_task_btf), load(1, 0, set), load(1, 1, cgroup)];
  return programAround(workshop, before, callKfunc(workshop, place));
}

export const recipes: readonly Recipe[] = [
  {
    kfunc: "bpf_cast_to_kern_ctx",
    reason: "which program types have a context of the kernel's own is asked only once it is handed the context",
    make: (workshop, place) => programAround(workshop, [], callKfunc(workshop, place)),
  },
  {
    kfunc: "cgroup_rstat_flush",
    reason: "v6.1 asks after the arguments whether the program may sleep",
    until: SLEEPABLE_FIRST,
    make: handCgroup,
  },
  {
    kfunc: "bpf_verify_pkcs7_signature",
    reason: "v6.1 asks after the arguments whether the program may sleep",
    until: SLEEPABLE_FIRST,
    make: verifySignature,
  },
];
