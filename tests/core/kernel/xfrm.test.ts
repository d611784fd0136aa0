import { describe, expect, test } from "vitest";
import {
  fileScope,
  loads,
  lookup,
  lookups,
  refusedLoads,
  refusedStores,
  state,
  withState,
  withWindow,
} from "../../cases/kfuncs/xfrm.ts";
import { casePrograms, faultOf, globalAfter, textOf, xdpPrograms } from "../../drivers/run-program.ts";

describe("bpf_xdp_get_xfrm_state", () => {
  const run = casePrograms(lookups, ({ members = "", size }) => lookup(members, size), { fileScope });

  test.each(lookups)("$name", ({ name, kernel, error, window }) => {
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
