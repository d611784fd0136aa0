/** Rules of the verifier that the emulator leaves to it. */
export interface UncaughtRules {
  /** What they are about, as a heading. */
  readonly about: string;
  /** Parts of the messages (kernel/bpf/verifier.c, cfg.c and check_btf.c, v7.3). */
  readonly words: readonly string[];
  /** Why no run breaks them; a sentence. */
  readonly why: string;
}

/** By group: what a program is refused for that runs here without a fault. */
export const uncaughtRules: readonly UncaughtRules[] = [
  {
    about: "Ranges of numbers",
    words: [
      "max value is outside of the allowed memory range",
      "min value is negative",
      "invalid variable-offset",
      "has unknown scalar with mixed signed bounds",
    ],
    why: "The verifier asks what a number can be on any path; a run has one number, and faults only where that one goes wrong.",
  },
  {
    about: "Addresses that leak",
    words: [
      "leaks addr",
      "pointer comparison prohibited",
      "attempt to corrupt spilled pointer",
      "partial copy of pointer",
      "sign-extension part of pointer",
    ],
    why: "They bind programs without CAP_PERFMON only, and every program here is loaded by root.",
  },
  {
    about: "Speculation",
    words: ["could not be pushed for speculative verification", "beyond pointer bounds"],
    why: "They bind programs without CAP_PERFMON only; processors here execute nothing that they take back.",
  },
  {
    about: "Paths that meet",
    words: ["same insn cannot be used with"],
    why: "An instruction may meet pointers of two kinds on two paths; a run goes along one at a time.",
  },
  {
    about: "Effort",
    words: ["The sequence of", "too many different kernel function calls", "total number of maps per program"],
    why: "How long the verifier takes says nothing of the program's run, which has a budget of instructions of its own.",
  },
  {
    about: "Global functions",
    words: ["At subprogram exit the register R0"],
    why: "The verifier looks at a global function by itself, for whatever arguments; a run enters it with those of its caller.",
  },
  {
    about: "Pointers to a caller's stack",
    words: [
      "cannot spill pointers to stack into stack frame of the caller",
      "cannot return stack pointer to the caller",
    ],
    why: "A run faults where such a pointer is followed after its function has returned, not where it is kept.",
  },
  {
    about: "Tail calls beside functions",
    words: [
      "tail_calls are not allowed when call stack of previous frames",
      "tail_call is only allowed in functions that return",
      "cannot tail call within callback",
    ],
    why: "They keep the kernel's own stack small, or follow from how it is unwound; there is no such stack here.",
  },
  {
    about: "Types and lines that go with the code",
    words: ["func_info", "line_info", "core_relo", "invalid btf_id", "fd_idx"],
    why: "They are written by libbpf when it loads an object; the emulator reads the object itself, and tells of what is broken there.",
  },
  {
    about: "Translation to machine code",
    words: ["JIT does", "JIT is required", "non-JITed programs"],
    why: "They depend on the machine: x86-64 and arm64, with the JIT on, can do all of it.",
  },
  {
    about: "Signed programs",
    words: ["signed program", "signature verification failed"],
    why: "Nobody signs the programs here.",
  },
  {
    about: "Places to attach",
    words: [
      "Attaching tracing programs to function",
      "attach to unsupported member",
      "Program of this type cannot be sleepable",
    ],
    why: "A program runs on the event that its scenario describes; whether the kernel has such a hook shows when Linux runs it.",
  },
];
