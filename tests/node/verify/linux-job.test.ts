import { describe, expect, test } from "vitest";
import { toHex } from "../../../src/core/bytes/hex.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { LinuxKernel } from "../../../src/node/linux/job.ts";
import { linuxJob, tracedKfunc } from "../../../src/node/verify/linux-job.ts";
import { whyNotRun } from "../../../src/node/verify/linux-limits.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { sampleRun, sampleRuns } from "../../drivers/sample-runs.ts";

const jobOf = async (...args: Parameters<typeof sampleRun>) => linuxJob(await sampleRun(...args), kernelBtf);
const commandsOf = async (key: string) => ((await jobOf(key)).setUp ?? []).map((command) => command.join(" "));

describe("a job", () => {
  test("has the packet that the emulator runs on, for every scenario", async () => {
    for (const run of await sampleRuns()) {
      const { outcome } = emulate(run.linked, run.program, run.scenario, kernelFacts);
      expect(toHex(linuxJob(run, kernelBtf).run?.packet ?? new Uint8Array(0)), run.key).toBe(
        outcome?.packet?.before ?? "",
      );
    }
  });

  test("has global data with the scenario's values in it", async () => {
    const { globals = [] } = await jobOf("xfrm/replay-window#wrong-opts-size");
    const rodata = globals.find(({ section }) => section === ".rodata");
    expect(toHex(rodata?.bytes ?? new Uint8Array(0))).toBe(["ffffffff", "00000000", "20000000"].join(""));
  });

  test.each([
    ["xfrm/replay-window#esp-header-across-fragments", 38],
    ["xfrm/replay-window#window-64", undefined],
  ])("hands %s over with %s linear bytes", async (key, linearLength) => {
    expect((await jobOf(key)).run?.linearLength).toBe(linearLength);
  });

  test("leaves the linear part alone where it holds the whole packet", async () => {
    expect((await jobOf("xfrm/replay-window#window-64", { linear_length: 58 })).run).not.toHaveProperty("linearLength");
  });

  test("asks for every kfunc that the object calls", async () => {
    const { trace = [] } = await jobOf("xfrm/replay-window#window-64");
    expect(trace.map(({ kfunc }) => kfunc).sort()).toEqual([
      "bpf_dynptr_from_xdp",
      "bpf_dynptr_slice",
      "bpf_xdp_get_xfrm_state",
      "bpf_xdp_xfrm_state_release",
    ]);
  });
});

describe("what is looked at behind arguments", () => {
  test.each([
    ["bpf_xdp_get_xfrm_state", [{ arg: 1, bytes: 36 }]],
    ["bpf_dynptr_slice", [{ arg: 2, bytes: 256 }]],
    ["bpf_dynptr_from_xdp", []],
    ["bpf_xdp_xfrm_state_release", []],
  ])("of %s is its memory, no context, object or dynptr", (kfunc, pointees) => {
    expect(tracedKfunc(kernelBtf, kfunc)).toEqual({ kfunc, pointees });
  });
});

describe("kernel state", () => {
  test("becomes an association with its window", async () => {
    expect(await commandsOf("xfrm/replay-window#window-64")).toEqual([
      "ip xfrm state add src 10.0.0.1 dst 10.0.0.2 proto esp spi 4660 mode tunnel replay-window 64 flag esn auth digest_null  enc ecb(cipher_null) ",
    ]);
  });

  test("becomes one without a window where there are no extended sequence numbers", async () => {
    expect((await commandsOf("xfrm/replay-window#without-esn")).join()).not.toMatch(/replay-window|esn/);
  });

  test("becomes one with a mark", async () => {
    expect((await commandsOf("xfrm/replay-window#matching-mark")).join()).toContain(" mark 16 mask 255 ");
  });

  test("becomes namespaces that are known by their ids, each made once", async () => {
    const commands = await commandsOf("xfrm/replay-window#other-namespace");
    expect(commands.slice(0, 2)).toEqual(["ip netns add id-7", "ip netns set id-7 7"]);
    expect(commands[2]).toMatch(/^ip -n id-7 xfrm state add /);
    expect(commands).toHaveLength(3);
  });
});

describe("what a kernel can't do", () => {
  const kernel = (release: string): LinuxKernel => ({
    release,
    version: release,
    image: "vmlinuz",
    sha256: "0".repeat(64),
    modules: ["modules/esp4.ko"],
  });
  const since = new Map([["bpf_xdp_get_xfrm_state", "6.8"]]);
  const loadableSince = new Map([["bpf_session_cookie", "7.0"]]);
  const fragments = "xfrm/replay-window#ip-header-across-fragments";
  const ah = { xfrm_states: [{ family: "AF_INET", proto: "IPPROTO_AH", daddr: "10.0.0.2", spi: 1 }] } as const;
  const cases = [
    { key: "xfrm/replay-window#window-64", release: "6.8", changes: {}, says: undefined },
    {
      key: "xfrm/replay-window#window-64",
      release: "6.7",
      changes: {},
      says: "Linux 6.7 does not have bpf_xdp_get_xfrm_state (since 6.8)",
    },
    {
      key: "tracing/session#both",
      release: "6.18",
      changes: {},
      says: "Linux 6.18 has another prototype of bpf_session_cookie (since 7.0)",
    },
    { key: "tracing/session#both", release: "7.0", changes: {}, says: undefined },
    { key: fragments, release: "6.17", changes: {}, says: "only since Linux 6.18" },
    { key: fragments, release: "6.18", changes: {}, says: undefined },
    { key: fragments, release: "6.18", changes: { since: "7.3" }, says: "the scenario shows what Linux 7.3 does" },
    { key: fragments, release: "7.3", changes: { since: "7.3" }, says: undefined },
    { key: fragments, release: "7.3", changes: { step_budget: 5 }, says: "Linux has no step budget" },
    {
      key: "xfrm/replay-window#window-64",
      release: "7.3",
      changes: { kernel: { ...ah, xfrm_states: [...ah.xfrm_states] } },
      says: "no module for AH",
    },
  ];
  test.each(cases)("$key on $release: $says", async ({ key, release, changes, says }) => {
    const reason = whyNotRun(await sampleRun(key, changes), { kernel: kernel(release), since, loadableSince });
    if (says === undefined) expect(reason).toBeUndefined();
    else expect(reason).toContain(says);
  });
});
