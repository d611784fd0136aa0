import type { FaultRule } from "../../../src/core/vm/fault.ts";
import { factsWith } from "../../drivers/kernel-facts.ts";
import type { RunOptions } from "../../drivers/run-program.ts";

/** Programs that break a rule around a kfunc's call. */

export const fileScope = `
u32 value; volatile u64 number = 8; u8 global[64]; const volatile u8 constant[64] = { 1 };
#define LOOK_UP \\
  struct bpf_xfrm_state_opts opts = { .netns_id = -1, .spi = 0x34120000, .proto = 50, .family = 2 }; \\
  opts.daddr.a4 = 0x0200000a; \\
  struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
`;

const kernel: RunOptions["kernel"] = {
  xfrm_states: [{ family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 0x1234 }],
};

export interface CheckCase {
  readonly name: string;
  readonly body: string;
  readonly rule: FaultRule;
  /** A part of the C line at fault. */
  readonly line: string;
  readonly message?: string;
  /** A part of the C line that the fault goes back to. */
  readonly origin?: string;
  readonly options?: RunOptions;
}

export const checkCases: readonly CheckCase[] = [
  {
    name: "a kfunc of another program type",
    body: "struct bpf_dynptr p; bpf_dynptr_from_xdp(ctx, 0, &p); return 2;",
    rule: "kfunc-not-allowed",
    line: "bpf_dynptr_from_xdp",
    options: {
      facts: factsWith({ name: "bpf_dynptr_from_xdp", flags: [], programTypes: ["BPF_PROG_TYPE_SCHED_CLS"] }),
    },
  },
  {
    name: "a sleepable kfunc in a program that is not",
    body: "struct bpf_dynptr p; bpf_dynptr_from_xdp(ctx, 0, &p); return 1;",
    rule: "kfunc-not-allowed",
    line: "bpf_dynptr_from_xdp",
    message: "may sleep",
    options: {
      facts: factsWith({ name: "bpf_dynptr_from_xdp", flags: ["KF_SLEEPABLE"], programTypes: ["BPF_PROG_TYPE_XDP"] }),
    },
  },
  {
    name: "a leaked reference",
    body: "LOOK_UP\nif (!x) return 1;\nvalue = x->id.spi;\nreturn 2;",
    rule: "unreleased-reference",
    line: "}",
    origin: "LOOK_UP",
    options: { kernel },
  },
  {
    name: "a second release",
    body: "LOOK_UP\nif (!x) return 1;\nbpf_xdp_xfrm_state_release(x); // first\nbpf_xdp_xfrm_state_release(x);\nreturn 2;",
    rule: "release-unowned",
    line: "bpf_xdp_xfrm_state_release(x);",
    origin: "// first",
    options: { kernel },
  },
  {
    name: "a use after the release",
    body: "LOOK_UP\nif (!x) return 1;\nbpf_xdp_xfrm_state_release(x);\nvalue = x->id.spi;\nreturn 2;",
    rule: "use-after-release",
    line: "value = x->id.spi",
    origin: "bpf_xdp_xfrm_state_release(x)",
    options: { kernel },
  },
  {
    name: "a state that was not found",
    body: "LOOK_UP\nvalue = x->id.spi;\nbpf_xdp_xfrm_state_release(x);\nreturn 2;",
    rule: "null-dereference",
    line: "value = x->id.spi",
  },
  {
    name: "a release of NULL",
    body: "LOOK_UP\nbpf_xdp_xfrm_state_release(x);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_xfrm_state_release(x)",
    message: "NULL for R1 (x)",
  },
  {
    name: "a release at an offset",
    body: "LOOK_UP\nif (!x) return 1;\nbpf_xdp_xfrm_state_release((void *)x + 8);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_xfrm_state_release((void *)x + 8)",
    message: "must have zero offset",
    options: { kernel },
  },
  {
    name: "a release of the stack",
    body: "LOOK_UP\nbpf_xdp_xfrm_state_release((void *)&opts);\nreturn 2;",
    rule: "release-unowned",
    line: "bpf_xdp_xfrm_state_release((void *)&opts)",
  },
  {
    name: "a release of the context",
    body: "bpf_xdp_xfrm_state_release((void *)ctx);\nreturn 2;",
    rule: "release-unowned",
    line: "bpf_xdp_xfrm_state_release((void *)ctx)",
  },
  {
    name: "a release of a number",
    body: "bpf_xdp_xfrm_state_release((void *)number);\nreturn 2;",
    rule: "release-unowned",
    line: "bpf_xdp_xfrm_state_release((void *)number)",
    message: "holds none on a number",
  },
  {
    name: "a release of an object found by walking",
    body: "LOOK_UP\nif (!x) return 1;\nbpf_xdp_xfrm_state_release((void *)x->replay_esn);\nreturn 2;",
    rule: "release-unowned",
    line: "bpf_xdp_xfrm_state_release((void *)x->replay_esn)",
    options: {
      kernel: {
        xfrm_states: [
          {
            family: "AF_INET",
            proto: "IPPROTO_ESP",
            daddr: "10.0.0.2",
            spi: 0x1234,
            replay_esn: { replay_window: 64 },
          },
        ],
      },
    },
  },
  {
    name: "an object found by walking, without KF_RELEASE",
    body: "LOOK_UP\nif (!x) return 1;\nbpf_xdp_xfrm_state_release((void *)x->replay_esn);\nreturn 3;",
    rule: "kfunc-argument",
    line: "bpf_xdp_xfrm_state_release((void *)x->replay_esn)",
    message: "by walking another object",
    options: {
      facts: factsWith({ name: "bpf_xdp_xfrm_state_release", flags: [], programTypes: ["BPF_PROG_TYPE_XDP"] }),
      kernel: {
        xfrm_states: [
          {
            family: "AF_INET",
            proto: "IPPROTO_ESP",
            daddr: "10.0.0.2",
            spi: 0x1234,
            replay_esn: { replay_window: 64 },
          },
        ],
      },
    },
  },
  {
    name: "NULL for options",
    body: "bpf_xdp_get_xfrm_state(ctx, 0, 36);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state(ctx, 0, 36)",
    message: "NULL for R2 (opts)",
  },
  {
    name: "options past the end of the stack",
    body: "u8 opts[8] = {};\nbpf_xdp_get_xfrm_state(ctx, (void *)opts, 512);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "takes 512 bytes of memory as R2 (opts)",
  },
  {
    name: "options past the end of a global",
    body: "bpf_xdp_get_xfrm_state(ctx, (void *)global, 4096);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "takes 4096 bytes of memory as R2 (opts)",
  },
  {
    name: "options in read-only memory",
    body: "bpf_xdp_get_xfrm_state(ctx, (void *)constant, 4);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "read-only",
  },
  {
    name: "options in the context",
    body: "bpf_xdp_get_xfrm_state(ctx, (void *)ctx, 4);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "gets a pointer to ctx",
  },
  {
    name: "a number for options",
    body: "bpf_xdp_get_xfrm_state(ctx, (void *)number, 4);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
  },
  {
    name: "a size without bounds",
    body: 'struct bpf_xfrm_state_opts opts = {};\nasm volatile("r1 = %[c]; r2 = %[o]; r3 = -1; call bpf_xdp_get_xfrm_state;" :: [c]"r"(ctx), [o]"r"(&opts) : "r0", "r1", "r2", "r3", "r4", "r5", "memory");\nreturn 2;',
    rule: "kfunc-argument",
    line: "asm volatile",
    message: "no size reaches",
  },
  {
    name: "another pointer for the context",
    body: "struct bpf_xfrm_state_opts opts = {};\nbpf_xdp_get_xfrm_state((void *)&opts, &opts, 36);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "takes the context as R1 (ctx)",
  },
  {
    name: "a modified context",
    body: "struct bpf_xfrm_state_opts opts = {};\nbpf_xdp_get_xfrm_state((void *)ctx + 4, &opts, 36);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "ctx at offset 4",
  },
  {
    name: "a pointer for a number",
    body: "struct bpf_dynptr p;\nbpf_dynptr_from_xdp(ctx, (u64)ctx, &p);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_dynptr_from_xdp",
    message: "takes a number as R2 (flags)",
  },
  {
    name: "a dynptr that was never made",
    body: "struct bpf_dynptr p;\nbpf_dynptr_slice(&p, 0, 0, 1);\nreturn 2;",
    rule: "dynptr-argument",
    line: "bpf_dynptr_slice",
  },
  {
    name: "a dynptr in global data",
    body: "bpf_dynptr_from_xdp(ctx, 0, (void *)global);\nreturn 2;",
    rule: "dynptr-argument",
    line: "bpf_dynptr_from_xdp",
  },
  {
    name: "a dynptr that is not aligned",
    body: "u64 room[3] = {};\nbpf_dynptr_from_xdp(ctx, 0, (void *)room + 4);\nreturn 2;",
    rule: "dynptr-argument",
    line: "bpf_dynptr_from_xdp",
    message: "not aligned to 8 bytes",
  },
  {
    name: "a dynptr in the middle of another",
    body: "struct bpf_dynptr p[2];\nbpf_dynptr_from_xdp(ctx, 0, &p[0]);\nbpf_dynptr_from_xdp(ctx, 0, &p[1]);\nbpf_dynptr_slice((void *)p + 8, 0, 0, 1);\nreturn 2;",
    rule: "dynptr-argument",
    line: "bpf_dynptr_slice",
  },
  {
    name: "the context for a dynptr",
    body: "bpf_dynptr_slice((void *)ctx, 0, 0, 1);\nreturn 2;",
    rule: "dynptr-argument",
    line: "bpf_dynptr_slice",
  },
  {
    name: "NULL for a dynptr",
    body: "bpf_dynptr_slice(0, 0, 0, 1);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_dynptr_slice",
  },
  {
    name: "a buffer shorter than its size",
    body: "u8 buffer[4];\nstruct bpf_dynptr p;\nbpf_dynptr_from_xdp(ctx, 0, &p);\nbpf_dynptr_slice(&p, 0, buffer, 513);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_dynptr_slice(&p, 0, buffer, 513)",
  },
  {
    name: "a buffer over the dynptr itself",
    body: "struct bpf_dynptr p;\nbpf_dynptr_from_xdp(ctx, 0, &p);\nbpf_dynptr_slice(&p, 0, &p, 16);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_dynptr_slice(&p, 0, &p, 16)",
    message: "a dynptr stands there",
  },
  {
    name: "a slice for options",
    body: "struct bpf_dynptr p;\nbpf_dynptr_from_xdp(ctx, 0, &p);\nvoid *slice = bpf_dynptr_slice(&p, 0, 0, 36);\nif (!slice) return 1;\nbpf_xdp_get_xfrm_state(ctx, slice, 4);\nreturn 2;",
    rule: "kfunc-argument",
    line: "bpf_xdp_get_xfrm_state",
    message: "read-only",
  },
  {
    name: "a kfunc without a model",
    body: "extern struct kmem_cache *bpf_get_kmem_cache(u64 addr) __ksym;\nbpf_get_kmem_cache(0);\nreturn 2;",
    rule: "kfunc-not-modelled",
    line: "bpf_get_kmem_cache(0)",
  },
  {
    name: "a kfunc without a spec",
    body: "extern struct kmem_cache *bpf_get_kmem_cache(u64 addr) __ksym;\nbpf_get_kmem_cache(0);\nreturn 2;",
    rule: "kfunc-not-modelled",
    line: "bpf_get_kmem_cache(0)",
    message: "has no spec",
    options: { facts: { ...factsWith(), kfuncs: new Map() } },
  },
];
