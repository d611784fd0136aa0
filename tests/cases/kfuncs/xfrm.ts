import type { KernelState } from "../../../src/core/spec/example-spec.ts";

/** Programs about bpf_xdp_get_xfrm_state and what it returns; every one can be loaded into Linux or is refused there. */

export const fileScope = "s32 error = 7; u32 found, window; u64 value;";

export const state = { family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 0x1234 } as const;
export const withWindow = (replay_window: number) => ({ ...state, replay_esn: { replay_window } });

/** Looks a state up with some members of the options and a size, and reports what came of it. */
export const lookup = (members: string, size = "sizeof(opts)") => `
  struct bpf_xfrm_state_opts opts = { .error = 7, .netns_id = -1, .spi = 0x34120000, .proto = 50, .family = 2 };
  opts.daddr.a4 = 0x0200000a;
  ${members}
  struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, ${size});
  error = opts.error;
  if (!x) return XDP_DROP;
  found = 1;
  window = x->replay_esn->replay_window;
  bpf_xdp_xfrm_state_release(x);
  return XDP_PASS;`;

export interface LookupCase {
  readonly name: string;
  readonly kernel: KernelState;
  readonly members?: string;
  readonly size?: string;
  readonly error: string;
  readonly window?: string;
}

/** In the order in which the kernel checks. `error` starts as 7 and stays where the kernel does not write it. */
export const lookups: readonly LookupCase[] = [
  { name: "finds a state and leaves error alone", kernel: { xfrm_states: [withWindow(64)] }, error: "7", window: "64" },
  { name: "reads 0 through a NULL replay_esn", kernel: { xfrm_states: [state] }, error: "7", window: "0" },
  { name: "writes nothing where error does not fit", kernel: {}, size: "3", error: "7" },
  { name: "writes nothing for a size of zero", kernel: {}, size: "0", error: "7" },
  { name: "refuses a size of error alone", kernel: {}, size: "4", error: "-EINVAL" },
  {
    name: "refuses a size before it looks at the rest",
    kernel: {},
    size: "35",
    members: "opts.netns_id = 77;",
    error: "-EINVAL",
  },
  { name: "refuses namespace ids below -1", kernel: {}, members: "opts.netns_id = -2;", error: "-EINVAL" },
  { name: "knows no such namespace", kernel: { netns_ids: [3] }, members: "opts.netns_id = 4;", error: "-ENONET" },
  {
    name: "finds nothing in an empty namespace",
    kernel: { netns_ids: [3], xfrm_states: [withWindow(64)] },
    members: "opts.netns_id = 3;",
    error: "-ENOENT",
  },
  {
    name: "finds a state in another namespace",
    kernel: { xfrm_states: [{ ...withWindow(32), netns_id: 0 }] },
    members: "opts.netns_id = 0;",
    error: "7",
    window: "32",
  },
  { name: "goes by the SPI", kernel: { xfrm_states: [withWindow(64)] }, members: "opts.spi = 1;", error: "-ENOENT" },
  {
    name: "finds no state of SPI 0, which is not hashed by it",
    kernel: { xfrm_states: [{ ...withWindow(64), spi: 0 }] },
    members: "opts.spi = 0;",
    error: "-ENOENT",
  },
  {
    name: "goes by the protocol",
    kernel: { xfrm_states: [withWindow(64)] },
    members: "opts.proto = 51;",
    error: "-ENOENT",
  },
  {
    name: "goes by the family",
    kernel: { xfrm_states: [withWindow(64)] },
    members: "opts.family = 10;",
    error: "-ENOENT",
  },
  {
    name: "goes by the address",
    kernel: { xfrm_states: [withWindow(64)] },
    members: "opts.daddr.a4 = 0x0300000a;",
    error: "-ENOENT",
  },
  {
    name: "compares four bytes of an IPv4 address",
    kernel: { xfrm_states: [withWindow(64)] },
    members: "opts.daddr.a6[3] = 9;",
    error: "7",
    window: "64",
  },
  {
    name: "compares the mark under the state's mask",
    kernel: { xfrm_states: [{ ...withWindow(64), mark: { v: 0x10, m: 0xf0 } }] },
    members: "opts.mark = 0xff1f;",
    error: "7",
    window: "64",
  },
  {
    name: "does not find another mark",
    kernel: { xfrm_states: [{ ...withWindow(64), mark: { v: 0x10, m: 0xf0 } }] },
    members: "opts.mark = 0x20;",
    error: "-ENOENT",
  },
  {
    name: "finds the state that was added last where several match",
    kernel: { xfrm_states: [{ ...withWindow(64), mark: { v: 0x80000000, m: 0xf0000000 } }, withWindow(96)] },
    members: "opts.mark = 0x80000000;",
    error: "7",
    window: "96",
  },
];

/** Loads out of a state, as btf_struct_walk allows them; each was tried with the verifier of 6.18. */
export const loads = [
  { name: "a member by its name", load: "x->id.proto", value: "50" },
  { name: "a big-endian member", load: "x->id.spi", value: String(0x34120000) },
  { name: "an address", load: "x->id.daddr.a4", value: String(0x0200000a) },
  {
    name: "across the members of a union",
    load: "*(u64 *)((void *)x + __builtin_offsetof(struct xfrm_state, id.daddr))",
    value: String(0x0200000a),
  },
  { name: "an element of a flexible array", load: "x->replay_esn->bmp[1]", value: "0" },
  { name: "the words of that array", load: "x->replay_esn->bmp_len", value: "2" },
];

interface RefusedLoad {
  readonly name: string;
  readonly load: string;
  /** Part of the fault's message. */
  readonly why: string;
  /** Where the verifier takes it all the same: what it allows. */
  readonly linuxAllows?: string;
}

export const refusedLoads: readonly RefusedLoad[] = [
  { name: "past the end", load: "*(u32 *)((void *)x + sizeof(*x))", why: "which has" },
  { name: "a part of a pointer", load: "*(u32 *)&x->replay_esn", why: "a part of the pointer replay_esn" },
  {
    name: "past the end of a member",
    load: "*(u64 *)((void *)x + __builtin_offsetof(struct xfrm_state, if_id))",
    why: "beyond the end of the member if_id",
  },
  { name: "padding", load: "*((u8 *)&x->id.proto + 1)", why: "no member of struct xfrm_id" },
  {
    name: "past a flexible array's memory",
    load: "x->replay_esn->bmp[2]",
    why: "which has",
    linuxAllows: "any element of a flexible array; a load that faults gives 0",
  },
];

export const withState = (body: string) => `
  struct bpf_xfrm_state_opts opts = { .netns_id = -1, .spi = 0x34120000, .proto = 50, .family = 2 };
  opts.daddr.a4 = 0x0200000a;
  struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
  if (!x) return XDP_DROP;
  ${body}
  bpf_xdp_xfrm_state_release(x);
  return XDP_PASS;`;

export const refusedStores = [
  { name: "a member", store: "x->id.spi = 1" },
  { name: "a member of a walked object", store: "*(volatile u32 *)&x->replay_esn->replay_window = 3" },
];
