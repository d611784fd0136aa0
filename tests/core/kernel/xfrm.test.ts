import { describe, expect, test } from "vitest";
import type { KernelState } from "../../../src/core/spec/example-spec.ts";
import { casePrograms, faultOf, globalAfter, textOf, xdpPrograms } from "../../drivers/run-program.ts";

const fileScope = "s32 error = 7; u32 found, window; u64 value;";

const state = { family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 0x1234 } as const;
const withWindow = (replay_window: number) => ({ ...state, replay_esn: { replay_window } });

/** Looks a state up with some members of the options and a size, and reports what came of it. */
const lookup = (members: string, size = "sizeof(opts)") => `
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

interface LookupCase {
  readonly name: string;
  readonly kernel: KernelState;
  readonly members?: string;
  readonly size?: string;
  readonly error: string;
  readonly window?: string;
}

/** In the order in which the kernel checks. `error` starts as 7 and stays where the kernel does not write it. */
const cases: readonly LookupCase[] = [
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

describe("bpf_xdp_get_xfrm_state", () => {
  const run = casePrograms(cases, ({ members = "", size }) => lookup(members, size), { fileScope });

  test.each(cases)("$name", ({ name, kernel, error, window }) => {
    const outcome = run(name, { kernel });
    expect(outcome.fault).toBeUndefined();
    expect(globalAfter(outcome, "error")).toBe(error);
    expect(globalAfter(outcome, "found")).toBe(window === undefined ? "0" : "1");
    expect(globalAfter(outcome, "window")).toBe(window ?? "0");
    expect(textOf(outcome.calls[0]?.returns) === "NULL").toBe(window === undefined);
    expect(outcome.referencesHeld).toEqual([]);
  });

  const single = xdpPrograms(
    {
      uninitialised: `
        struct bpf_xfrm_state_opts opts;
        opts.netns_id = -1;
        bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
        return XDP_PASS;`,
      twice: `
        struct bpf_xfrm_state_opts opts = { .netns_id = -1, .spi = 0x34120000, .proto = 50, .family = 2 };
        opts.daddr.a4 = 0x0200000a;
        struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
        struct xfrm_state *y = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
        if (!x || !y) return XDP_DROP;
        found = x == y;
        bpf_xdp_xfrm_state_release(x);
        value = y->id.proto;
        return XDP_PASS;`,
    },
    { fileScope },
  );

  test("reads no member that the program never wrote", () => {
    const fault = faultOf(single("uninitialised"));
    expect(fault).toMatchObject({ rule: "uninitialised-stack", instruction: "call bpf_xdp_get_xfrm_state" });
  });

  test("gives a reference each time, to be released each by itself", () => {
    const outcome = single("twice", { kernel: { xfrm_states: [state] } });
    expect(globalAfter(outcome, "found")).toBe("1");
    expect(globalAfter(outcome, "value")).toBe("50");
    expect(faultOf(outcome)).toMatchObject({ rule: "unreleased-reference" });
    expect(faultOf(outcome).origin?.at.text).toContain("struct xfrm_state *y =");
    expect(outcome.referencesHeld).toHaveLength(1);
  });
});

/** Loads out of a state, as btf_struct_walk allows them; each was tried with the verifier of 6.18. */
const loads = [
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

const refusedLoads = [
  { name: "past the end", load: "*(u32 *)((void *)x + sizeof(*x))", why: "which has" },
  { name: "a part of a pointer", load: "*(u32 *)&x->replay_esn", why: "a part of the pointer replay_esn" },
  {
    name: "past the end of a member",
    load: "*(u64 *)((void *)x + __builtin_offsetof(struct xfrm_state, if_id))",
    why: "beyond the end of the member if_id",
  },
  { name: "padding", load: "*((u8 *)&x->id.proto + 1)", why: "no member of struct xfrm_id" },
  { name: "past a flexible array's memory", load: "x->replay_esn->bmp[2]", why: "which has" },
];

const withState = (body: string) => `
  struct bpf_xfrm_state_opts opts = { .netns_id = -1, .spi = 0x34120000, .proto = 50, .family = 2 };
  opts.daddr.a4 = 0x0200000a;
  struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
  if (!x) return XDP_DROP;
  ${body}
  bpf_xdp_xfrm_state_release(x);
  return XDP_PASS;`;

const refusedStores = [
  { name: "a member", store: "x->id.spi = 1" },
  { name: "a member of a walked object", store: "*(volatile u32 *)&x->replay_esn->replay_window = 3" },
];

describe("struct xfrm_state", () => {
  const kernel = { xfrm_states: [withWindow(64)] };
  const runLoad = casePrograms([...loads, ...refusedLoads], ({ load }) => withState(`value = ${load};`), { fileScope });
  const runStore = casePrograms(refusedStores, ({ store }) => withState(`${store};`), { fileScope });
  const afterRelease = xdpPrograms(
    {
      walked: withState(`
        struct xfrm_replay_state_esn *esn = x->replay_esn;
        bpf_xdp_xfrm_state_release(x);
        window = *(volatile u32 *)&esn->replay_window;
        return XDP_PASS;`),
    },
    { fileScope },
  );

  test.each(loads)("lets $name be loaded", ({ name, value }) => {
    const outcome = runLoad(name, { kernel });
    expect(outcome.fault).toBeUndefined();
    expect(globalAfter(outcome, "value")).toBe(value);
  });

  test.each(refusedLoads)("refuses a load of $name", ({ name, why }) => {
    const fault = faultOf(runLoad(name, { kernel }));
    expect(fault).toMatchObject({ rule: "out-of-bounds", message: expect.stringContaining(why) });
    expect(fault.at.text).toContain("value =");
  });

  test.each(refusedStores)("refuses a store to $name", ({ name, store }) => {
    const fault = faultOf(runStore(name, { kernel }));
    expect(fault).toMatchObject({ rule: "read-only-memory" });
    expect(fault.at.text).toContain(store);
  });

  test("stays readable through pointers found by walking, after its release", () => {
    expect(globalAfter(afterRelease("walked", { kernel }), "window")).toBe("64");
  });
});
