import type { CallRecord, CodePlace, DecodedValue, Outcome } from "../../src/core/emulator/outcome.ts";
import type { Since } from "../../src/core/facts/since.ts";
import type { Scenario } from "../../src/core/spec/example-spec.ts";
import type { KfuncSpec } from "../../src/core/spec/kfunc-spec.ts";
import { newestSignature } from "../../src/core/spec/signature-rows.ts";
import { defaultSettings } from "../../src/core/spec/site-settings.ts";
import type {
  ExampleModel,
  KfuncModel,
  ParameterModel,
  ScenarioModel,
  SiteFacts,
  SiteModel,
} from "../../src/node/build/site-model.ts";
import { integer, pointer } from "../drivers/decoded-values.ts";

/** A small site by hand: what the views are tested on, apart from the pipeline. Its facts are samples, not claims. */

export const site: SiteFacts = {
  ...defaultSettings,
  title: "kfdoc",
  authors_guide: "document-a-kfunc",
  folder: "content",
  images: [],
};

const source = `// SPDX-License-Identifier: BSD-2-Clause
#include <vmlinux.h>
#include <bpf/bpf_helpers.h>

extern struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts,
                                                 u32 opts__sz) __ksym;
extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;

__u32 window;

SEC("xdp")
int read_window(struct xdp_md *ctx)
{
	struct bpf_xfrm_state_opts opts = { .netns_id = BPF_F_CURRENT_NETNS, .spi = 0x1234 };
	struct xfrm_state *x;

	x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
#ifndef NO_NULL_CHECK
	if (!x)
		return XDP_DROP;
#endif
	window = x->replay_esn->replay_window;
	bpf_xdp_xfrm_state_release(x);
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
`;

export const place = (line: number, slot = line): CodePlace => ({
  slot,
  file: "replay-window.bpf.c",
  line,
  column: 2,
  text: source.split("\n")[line - 1] ?? "",
});

const options = (error: number, name?: string): DecodedValue => ({
  kind: "struct",
  type: "struct bpf_xfrm_state_opts",
  members: [
    { name: "error", value: integer("s32", error, name) },
    { name: "netns_id", value: integer("s32", -1, "BPF_F_CURRENT_NETNS") },
    { name: "spi", value: integer("__be32", 0x1234) },
  ],
});

const lookup = (found: boolean): CallRecord => ({
  kfunc: "bpf_xdp_get_xfrm_state",
  at: place(17),
  args: [
    { name: "ctx", before: pointer("struct xdp_md *", "context") },
    {
      name: "opts",
      before: pointer("struct bpf_xfrm_state_opts *", "stack", options(0)),
      ...(found ? {} : { after: pointer("struct bpf_xfrm_state_opts *", "stack", options(-2, "-ENOENT")) }),
    },
    { name: "opts__sz", before: integer("u32", 36) },
  ],
  returns: pointer("struct xfrm_state *", found ? "xfrm_state #1" : "NULL"),
});

const release: CallRecord = {
  kfunc: "bpf_xdp_xfrm_state_release",
  at: place(23),
  args: [{ name: "x", before: pointer("struct xfrm_state *", "xfrm_state #1") }],
};

const packetHex =
  "020000000002020000000001080045000028000000004032000000000a0000010a00000200001234000000010000000000000000";

export function outcome(parts: Partial<Outcome>): Outcome {
  return {
    packet: { before: packetHex, after: packetHex, linearLength: packetHex.length / 2 },
    globals: [],
    calls: [],
    referencesHeld: [],
    instructionsExecuted: 42,
    timeline: { code: [], steps: [], omitted: 0 },
    ...parts,
  };
}

function scenario(spec: Scenario, result: Partial<Outcome>): ScenarioModel {
  const { name, summary, variant } = spec;
  return { name, summary, ...(variant ? { variant } : {}), spec, outcome: outcome(result), engines: [] };
}

const packet: Scenario["packet"] = [
  { eth: {} },
  { ipv4: { dst: "10.0.0.2", proto: "esp" } },
  { esp: { spi: 0x1234, seq: 1 } },
];

const scenarios: ScenarioModel[] = [
  scenario(
    {
      name: "known",
      summary: "The state is found and its window is stored.",
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
      packet,
      expect: { return: "XDP_PASS" },
    },
    {
      returns: integer("int", 2, "XDP_PASS"),
      globals: [{ name: "window", before: integer("__u32", 0), after: integer("__u32", 64) }],
      calls: [lookup(true), release],
    },
  ),
  scenario(
    { name: "unknown-spi", summary: "No state has the SPI.", packet, expect: { return: "XDP_DROP" } },
    {
      returns: integer("int", 1, "XDP_DROP"),
      globals: [{ name: "window", before: integer("__u32", 0), after: integer("__u32", 0) }],
      calls: [lookup(false)],
    },
  ),
  scenario(
    {
      name: "no-null-check",
      summary: "The state is used without the NULL check.",
      variant: "NO_NULL_CHECK",
      packet,
      expect: { rejected: "invalid mem access", fault: { rule: "null-dereference", line: "window =" } },
    },
    {
      fault: {
        rule: "null-dereference",
        message: "reads 8 bytes at offset 0x2d0 of NULL",
        at: place(22),
        instruction: "r1 = *(u64 *)(r0 + 0x2d0)",
        origin: { at: place(17), message: "bpf_xdp_get_xfrm_state returned NULL" },
      },
      calls: [lookup(false)],
    },
  ),
];

const example: ExampleModel = {
  key: "xfrm/replay-window",
  subsystem: "xfrm",
  name: "replay-window",
  title: "Read the replay window of a security association",
  summary: "Looks up the XFRM state of a packet and stores its replay window.",
  program: "read_window",
  programType: "BPF_PROG_TYPE_XDP",
  section: "xdp",
  sourceFile: "replay-window.bpf.c",
  source,
  compileCommand: "clang -target bpf -mcpu=v3 -g -O2 -I. -c replay-window.bpf.c -o replay-window.bpf.o",
  kfuncs: ["bpf_xdp_get_xfrm_state", "bpf_xdp_xfrm_state_release"],
  scenarios,
};

function kfunc(spec: KfuncSpec, subsystem: string, declaration: string, params: readonly ParameterModel[]): KfuncModel {
  const called = scenarios.filter(({ outcome }) => outcome?.calls.some((call) => call.kfunc === spec.name));
  return {
    name: spec.name,
    subsystem,
    spec,
    since: { ...spec.since, measured: "7.3" } as Since,
    prototype: newestSignature(spec) ?? { returns: "void", params: [] },
    flags: spec.flags ?? [],
    registrations: [],
    programTypes: spec.program_types ?? [],
    module: "vmlinux",
    availability: {},
    acquiredBy: [],
    declaration,
    declarations: [],
    params,
    errors: (spec.errors ?? []).map((error) => ({ ...error, ...(error.value === "ENOENT" ? { number: 2 } : {}) })),
    examples: called.length > 0 ? [{ key: example.key, scenarios: called.map(({ name }) => name) }] : [],
    isModelled: spec.name === "bpf_xdp_get_xfrm_state",
    notModelled: spec.name === "bpf_xdp_get_xfrm_state" ? ["States that expire while the program runs."] : [],
    page: `kfuncs/${subsystem}/${spec.name}.md`,
  };
}

const get: KfuncSpec = {
  name: "bpf_xdp_get_xfrm_state",
  summary: "Looks up the IPsec security association (XFRM state) that matches an address, SPI and protocol.",
  since: { version: "6.8", commit: "94151f5aa966" },
  signature: {
    returns: "struct xfrm_state *",
    params: [
      { name: "ctx", type: "struct xdp_md *" },
      { name: "opts", type: "struct bpf_xfrm_state_opts *" },
      { name: "opts__sz", type: "u32" },
    ],
  },
  flags: ["KF_RET_NULL", "KF_ACQUIRE"],
  released_by: "bpf_xdp_xfrm_state_release",
  params: { ctx: "The context.", opts: "What to look for.", opts__sz: "The size of `opts`." },
  returns: "A referenced state, or NULL. Give it back with [[bpf_xdp_xfrm_state_release]].",
  errors: [
    { value: "ENOENT", via: "opts.error", when: "no state matches", shown_by: "xfrm/replay-window#unknown-spi" },
    { value: "NULL", when: "the lookup failed; `opts.error` says why", shown_by: "xfrm/replay-window#unknown-spi" },
    { value: "ENOMEM", when: "memory ran out", not_shown: "the emulator does not model memory pressure" },
  ],
  program_types: ["BPF_PROG_TYPE_XDP"],
};

const releaseSpec: KfuncSpec = {
  name: "bpf_xdp_xfrm_state_release",
  summary: "Gives back the reference to an XFRM state.",
  since: { version: "6.8", commit: "94151f5aa966" },
  signature: { returns: "void", params: [{ name: "x", type: "struct xfrm_state *" }] },
  flags: ["KF_RELEASE"],
  acquired_by: "bpf_xdp_get_xfrm_state",
  params: { x: "The state." },
  errors: [],
  program_types: ["BPF_PROG_TYPE_XDP"],
};

const kernel = {
  release: "7.3",
  version: "7.3.4",
  package: "linux-binary-unsigned",
  packageVersion: "7.3.4-1",
  kfuncs: 2,
  provenance: {
    release: "7.3",
    kernel: "7.3.4",
    architecture: "amd64" as const,
    importer: 1,
    packages: [],
    image: { sha256: "", bytes: 0 },
    btf: { sha256: "", bytes: 0, types: 0 },
    kfuncs: { vmlinux: 2 },
  },
};

export const sampleModel: SiteModel = {
  kernel,
  kernels: [kernel],
  structs: [],
  kfuncs: [
    kfunc(
      get,
      "xfrm",
      "extern struct xfrm_state *bpf_xdp_get_xfrm_state(\n\tstruct xdp_md *ctx,\n\tstruct bpf_xfrm_state_opts *opts,\n\tu32 opts__sz) __ksym;",
      [
        { name: "ctx", type: "struct xdp_md *", text: "The context of the packet.", members: [] },
        {
          name: "opts",
          type: "struct bpf_xfrm_state_opts *",
          text: "What to look for, and where the reason of a failure is stored.",
          members: [
            { name: "error", type: "s32", direction: "out", text: "Zero, or why the lookup failed.", values: [] },
            {
              name: "netns_id",
              type: "s32",
              direction: "in",
              text: "The network namespace to search.",
              values: [{ name: "BPF_F_CURRENT_NETNS", text: "the namespace of `ctx`" }],
            },
          ],
        },
        { name: "opts__sz", type: "u32", text: "The size of `opts`.", members: [] },
      ],
    ),
    kfunc(releaseSpec, "xfrm", "extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;", [
      { name: "x", type: "struct xfrm_state *", text: "The state to give back.", members: [] },
    ]),
  ],
  examples: [example],
  emulator: { contexts: [], maps: [], helpers: [] },
  coverage: [],
  site,
};
