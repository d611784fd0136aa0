/**
 * Rules that a run can break, each with what it means and the words by which the kernel's verifier names the same
 * mistake when it refuses the program (kernel/bpf/verifier.c, v6.12 to v7.3; parts of its messages, several where the
 * wording varies by what is accessed or by release).
 */
export const faultRules = {
  "null-dereference": {
    title: "A NULL pointer is dereferenced",
    verifier: [
      "invalid mem access 'ptr_or_null_",
      "invalid mem access 'trusted_ptr_or_null_",
      "invalid mem access 'untrusted_ptr_or_null_",
      "invalid mem access 'rcu_ptr_or_null_",
      "invalid mem access 'map_value_or_null'",
      "invalid mem access 'map_ptr_or_null'",
      "invalid mem access 'mem_or_null'",
      "invalid mem access 'ringbuf_mem_or_null'",
      "invalid mem access 'sock_or_null'",
      "invalid mem access 'sock_common_or_null'",
      "invalid mem access 'rdonly_mem_or_null'",
      "invalid mem access 'scalar'",
      "prohibited, null-check it first",
    ],
  },
  "use-after-release": {
    title: "An object is used after its reference was given back",
    verifier: ["invalid mem access 'scalar'"],
  },
  "unreleased-reference": {
    title: "The program ends while it still holds a reference",
    verifier: ["Unreleased reference", "would lead to reference leak", "Leaking reference"],
  },
  "release-unowned": {
    title: "A reference is given back that the program does not hold",
    verifier: [
      "release kfunc",
      "release kernel function",
      "expects referenced PTR_TO_BTF_ID",
      "must be referenced or trusted",
      "must point to",
      "type=scalar expected=sock_common",
    ],
  },
  "out-of-bounds": {
    title: "An access reaches past the bounds of what the pointer points to",
    verifier: [
      "invalid access to",
      "access beyond struct",
      "access beyond the end of member",
      "cannot access ptr member",
      "invalid negative access",
      "invalid negative tracepoint buffer offset",
      "doesn't have field at offset",
      "min value is outside of the allowed memory range",
      "offset is outside of the packet",
      "pointer be out of bounds",
      "unbounded memory access, make sure to bounds check",
      "math between",
      "invalid sock access",
      "invalid sock_common access",
      "invalid write to stack",
      "invalid read from stack",
    ],
  },
  "read-only-memory": {
    title: "Read-only memory is written",
    verifier: [
      "cannot write into",
      "write into map forbidden",
      "only read is supported",
      "only read from",
      "no write support to",
      "beyond the member of",
      "may write into memory pointed by",
    ],
  },
  "wild-pointer": {
    title: "A number that is no pointer is dereferenced",
    verifier: ["invalid mem access 'scalar'"],
  },
  "uninitialised-register": {
    title: "A register is read that was never written",
    verifier: ["!read_ok"],
  },
  "uninitialised-stack": {
    title: "Stack is read that was never written",
    verifier: ["invalid read from stack", "invalid indirect read from stack"],
  },
  "pointer-arithmetic": {
    title: "A pointer is calculated with in a way that the verifier does not follow",
    verifier: [
      "32-bit pointer arithmetic prohibited",
      "pointer arithmetic on map_ptr prohibited",
      "pointer arithmetic on pkt_end prohibited",
      "operator prohibited",
      "pointer prohibited",
      "tried to subtract pointer from scalar",
    ],
  },
  "misaligned-access": {
    title: "An access is not aligned where it must be",
    verifier: ["misaligned"],
  },
  "context-access": {
    title: "The context is accessed in a way that its program type does not allow",
    verifier: [
      "invalid bpf_context access",
      "dereference of modified ctx ptr",
      "negative offset ctx ptr",
      "R6 != pointer to skb",
      "expected=ctx",
    ],
  },
  "kfunc-not-allowed": {
    title: "A kfunc is called that the program type may not call",
    verifier: [
      "calling kernel function",
      "program must be sleepable to call sleepable kfunc",
      "the prog does not allow writes to packet data",
      "cannot be used in tracing programs on types with NMI unsafe fields",
      "is only allowed in bpf_lsm, bpf_iter and sleepable progs",
      "metadata kfuncs require device-bound program",
      "kern ctx type id",
    ],
  },
  license: {
    title: "What only GPL-compatible programs may call or read is called or read under another license",
    verifier: [
      "cannot call kernel function from non-GPL compatible program",
      "cannot call GPL-restricted function from non-GPL compatible program",
      "Cannot access kernel",
    ],
  },
  "kfunc-argument": {
    title: "An argument breaks the rule of its kfunc",
    verifier: [
      "Possibly NULL pointer passed to trusted",
      "must be referenced or trusted",
      "memory, len pair leads to invalid memory access",
      "expected pointer to ctx",
      "has a pointer to",
      "point to a const string",
      "point to a readonly map",
      "string is not zero-terminated",
      "isn't map pointer",
      "dereference of modified ctx ptr",
      "is not a scalar",
      "must have zero offset when passed to release func",
      "must be a known constant",
      "must point to",
      "unbounded memory access, use",
      "type=scalar expected=fp",
      "expected pointer to STRUCT",
      "point to map value or allocated object",
      "expected pointer to func",
      "expected STRUCT",
      "type ID argument must be of a struct or void",
      "Unknown type ID",
    ],
  },
  "kfunc-not-modelled": {
    title: "A kfunc is called that the emulator has no model of",
    verifier: [],
  },
  "helper-not-modelled": {
    title: "A BPF helper is called that the emulator has no model of",
    verifier: [],
  },
  "helper-argument": {
    title: "An argument breaks the rule of its helper",
    verifier: [
      "cannot pass map_type",
      "expected=map_ptr",
      "expected=map_value",
      "expected=percpu_ptr_",
      "expected=ptr_",
      "type=ptr_ expected=fp",
      "type=rcu_ptr_ expected=fp",
      "type=untrusted_ptr_ expected=fp",
      "type=map_ptr expected=fp",
      "or_null expected=",
      "map_value_or_null expected=",
      "or_null_ expected=",
      "Possibly NULL pointer passed to helper",
      "invalid PTR_TO_BTF_ID register for type match",
      " is expected",
      "doesn't support non-zero flags",
      "callback function not allowed for map",
      "Unsupported reg type",
      "type=arena expected",
      "type=rdonly_untrusted_mem expected",
      "cannot update sockmap",
    ],
  },
  "function-argument": {
    title: "A call breaks the rule of the program's own function",
    verifier: [
      "expects pointer to ctx",
      "is expected to be non-NULL",
      "expected=ptr_",
      " is expected",
      "is not a pointer to arena or scalar",
      "invalid combination of tags",
      "cannot be combined with any other tags",
      "has pointer tag, but is not a pointer type",
      "has no matches",
      "only struct or primitive types are allowed",
      "is not a scalar",
      "is a packet pointer, but func",
      "Caller passes invalid args into",
      "type=scalar expected=fp",
      "type=map_ptr expected=fp",
      "type=ptr_ expected=fp",
      "invalid access to",
      "write into map forbidden",
      "Expected an initialized dynptr",
      "size cannot be determined",
      "is not supported yet",
      "return value not void or scalar",
      "should be `struct",
      "should be void pointer",
    ],
  },
  "helper-not-allowed": {
    title: "A helper is called that the program may not call",
    verifier: ["cannot use helper", "unknown func", "helper call is not allowed in probe", "invalid func"],
  },
  "map-not-modelled": {
    title: "A map is used of which the emulator has no model",
    verifier: [],
  },
  "map-not-allowed": {
    title: "A map is used that the program may not use",
    verifier: ["Sleepable programs can only use", "Failed to properly initialize insn array"],
  },
  "write-only-memory": {
    title: "Memory is read that programs may only write",
    verifier: ["read from map forbidden"],
  },
  "async-field": {
    title: "A timer, work queue or task work is passed that is none, or with another map or callback",
    verifier: [
      "doesn't point to 'struct",
      "has no valid bpf_",
      "doesn't match map pointer in",
      "doesn't point to a map value",
      "expected=map_value",
      "isn't map pointer",
    ],
  },
  "variable-not-modelled": {
    title: "A variable of the kernel is read whose value the emulator does not know",
    verifier: [],
  },
  "object-not-modelled": {
    title: "A member of an object of the kernel is read whose value the emulator does not know",
    verifier: [],
  },
  "map-field": {
    title: "A lock or another special field of a map's value is loaded or stored",
    verifier: ["cannot be accessed directly by load/store", "is disallowed"],
  },
  kptr: {
    title: "A kptr is accessed, or exchanged, in a way that its type does not allow",
    verifier: [
      "store to referenced kptr disallowed",
      "store to uptr disallowed",
      "invalid kptr access",
      "kptr access size must be BPF_DW",
      "kptr access misaligned",
      "cannot be accessed indirectly by helper",
      "has no valid kptr",
      "doesn't point to kptr",
      "kptr isn't referenced kptr",
      "expected=ptr_",
      "must be referenced when passed to release function",
      "invalid PTR_TO_BTF_ID register for type match",
    ],
  },
  "local-type": {
    title: "An object is to be allocated of something that is no struct of the program, or not a fit one",
    verifier: [
      "type ID argument must be",
      "type ID argument must not contain special fields",
      "bpf_percpu_obj_new type size",
      "requires prog BTF",
      "has to have BTF in order to use",
    ],
  },
  "allocated-object": {
    title: "A call gets something else than the allocated object, or not the right to it, that it needs",
    verifier: [
      "expected pointer to allocated object",
      "expected pointer to map value or allocated object",
      "allocated object must be referenced",
      "expected for bpf_obj_drop()",
      "expected for bpf_percpu_obj_drop()",
      "is neither owning or non-owning ref",
      "Couldn't find btf_record",
      "doesn't point to a type with bpf_refcount field",
      "can only take non-owning or refcounted",
    ],
  },
  "graph-field": {
    title: "A list or tree, or a node that may hang in it, is not where a pointer leads",
    verifier: ["not found at offset", "operation on bpf_", "but expected bpf_"],
  },
  "graph-lock": {
    title: "A list or tree is used without holding the lock that stands beside it",
    verifier: ["must be held for", "held lock and object are not in the same allocation"],
  },
  "tree-callback": {
    title: "A callback that compares nodes does what it may not",
    verifier: ["not allowed in rbtree cb", "spin_{lock,unlock} in rbtree cb"],
  },
  "per-cpu-memory": {
    title: "An object that each CPU has a copy of is accessed without saying whose copy",
    verifier: ["access percpu memory"],
  },
  lock: {
    title: "A spin lock is taken twice, given back unheld, or held where it may not be",
    verifier: [
      "Locking two bpf_spin_locks are not allowed",
      "Acquiring the same lock again",
      "_unlock without taking a lock",
      "_unlock of different lock",
      "_unlock cannot be out of order",
      "cannot use bpf_spin_lock yet",
      "cannot use bpf_{list_head,rb_root} yet",
      "has no valid bpf_",
      "doesn't point to 'struct",
      "function calls are not allowed while holding a lock",
      "bpf_spin_lock-ed region",
      "bpf_spin_unlock is missing",
    ],
  },
  "rcu-section": {
    title: "An RCU read-side section is left without being entered, or entered and not left",
    verifier: ["unmatched rcu read unlock", "bpf_rcu_read_lock-ed region"],
  },
  "rcu-required": {
    title: "A pointer or kfunc is used outside of the RCU read-side section that it needs",
    verifier: ["requires RCU critical section protection", "must be a rcu pointer", "expected an RCU CS"],
  },
  "preempt-section": {
    title: "Preemption is enabled without being disabled, or disabled and not enabled",
    verifier: ["unmatched attempt to enable preemption", "bpf_preempt_disable-ed region"],
  },
  "irq-flag": {
    title: "The interrupt state is not saved and restored in pairs, from the stack and in order",
    verifier: [
      "expected an initialized irq flag",
      "expected uninitialized irq flag",
      "point to an irq flag on stack",
      "cannot restore irq state out of order",
      "irq flag acquired by",
      "bpf_local_irq_save-ed region",
    ],
  },
  iterator: {
    title: "An iterator is used before it is made or after it is destroyed, or made over another",
    verifier: [
      "expected uninitialized iter_",
      "expected an initialized iter_",
      "expected pointer to an iterator on stack",
    ],
  },
  throw: {
    title: "An exception is thrown where none may be, or ends in a function that can't be called for it",
    verifier: [
      "cannot be called from callback subprog",
      "multiple exception callback tags",
      "exception cb cannot return void",
      "exception cb only supports single integer argument",
      "cannot call exception cb directly",
      "return value not void or scalar",
    ],
  },
  trap: {
    title: "Code runs that the compiler takes for unreachable",
    verifier: ["unexpected __bpf_trap()"],
  },
  sleep: {
    title: "Something that may sleep is called where the program may not",
    verifier: ["is sleepable within", "sleepable helper", "sleepable global function"],
  },
  "return-value": {
    title: "The program, or a callback, returns a value that it may not return",
    verifier: ["should have been in"],
  },
  "dynptr-argument": {
    title: "A dynptr is passed that is not initialised, or stands where none may",
    verifier: [
      "Expected an initialized dynptr",
      "Expected a dynptr of type",
      "Dynptr has to be an uninitialized dynptr",
      "expected pointer to stack or const struct bpf_dynptr",
      "cannot pass in dynptr at an offset",
      "cannot overwrite referenced dynptr",
      "invalid mem access 'dynptr_ptr'",
    ],
  },
  replacement: {
    title: "A program is to run in the place of a function that it may not replace",
    verifier: [
      "doesn't exist",
      "cannot attach to exception callback",
      "is not a global function",
      "Cannot replace static functions",
      "Extension program changes packet data",
      "Extension program may sleep",
      "Cannot extend fentry/fexit",
      " args while ",
      "() has size ",
      "() is PTR while ",
      "() is INT while ",
      "() is ENUM while ",
      "Return type ",
      "(struct ",
      "is not a pointer to context",
    ],
  },
  "invalid-instruction": {
    title: "An instruction can't be executed",
    verifier: [
      "unknown opcode",
      "invalid BPF_",
      "uses reserved fields",
      "div by zero",
      "invalid shift",
      "frame pointer is read only",
      "BPF_LD_[ABS|IND] instructions not allowed for this program type",
      "addr_space_cast insn can only be used in a program that has an associated arena",
    ],
  },
  unresolved: {
    title: "The program reaches what this kernel does not have",
    verifier: [
      "failed to resolve CO-RE relocation",
      "is referenced but wasn't resolved",
      "invalid kernel function call not eliminated in verifier pass",
      "invalid func unknown#",
    ],
  },
  "jump-out-of-range": {
    title: "A jump leaves the program",
    verifier: ["jump out of range"],
  },
  "function-end": {
    title: "A function ends without an exit or a jump",
    verifier: ["last insn is not an exit or jmp"],
  },
  "unreachable-instruction": {
    title: "The program holds instructions that no path leads to",
    verifier: ["unreachable insn"],
  },
  "stack-size": {
    title: "Functions that call each other take more than 512 bytes of stack",
    verifier: ["combined stack size of"],
  },
  "call-depth": {
    title: "Calls are nested more than sixteen deep, or a function comes to call itself",
    verifier: ["frames is too deep", "recursive call from"],
  },
  "step-budget": {
    title: "The run goes on past its step budget",
    verifier: ["BPF program is too large", "infinite loop detected", "back-edge from insn"],
  },
} as const satisfies Record<string, { title: string; verifier: readonly string[] }>;

export type FaultRule = keyof typeof faultRules;

/** Rules beyond those of Linux for a program that was loaded with CAP_PERFMON: it may read stack that it never wrote (since v6.3). */
export const stricterRules: ReadonlySet<FaultRule> = new Set(["uninitialised-stack"]);

/**
 * Whether a rule is a gap of the emulator and none of the kernel's: what a program does there is not known, so no
 * scenario can expect it.
 */
export const isGap = (rule: FaultRule): boolean => rule.endsWith("-not-modelled");

/** What ended a run early. A value, never thrown past the machine's entry. */
export interface Fault {
  readonly rule: FaultRule;
  /** What happened, with the values at hand; one sentence without a full stop. */
  readonly message: string;
  /** The instruction at fault; for a rule about the end of the program, the exit. */
  readonly slot: number;
  /** An earlier instruction that the fault goes back to: where the reference was acquired or given back. */
  readonly origin?: { readonly slot: number; readonly message: string };
}
