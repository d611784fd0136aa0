import { beforeAll, describe, expect, test } from "vitest";
import type { GuestReport, LinuxJob, LinuxResult, SetUpCommand } from "../../../src/node/linux/job.ts";
import { runLinuxJobs } from "../../../src/node/linux/run-linux-jobs.ts";
import { compileSmall } from "./compile-small.ts";
import { cache, kernel, whyNot } from "./kernels.ts";

const source = `
struct xdp_md { unsigned data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex; };
struct bpf_dynptr { unsigned long long opaque[2]; } __attribute__((aligned(8)));
extern int bpf_dynptr_from_xdp(struct xdp_md *x, unsigned long long flags, struct bpf_dynptr *p) __attribute__((section(".ksyms")));
extern void bpf_no_such_kfunc(void) __attribute__((section(".ksyms")));
char terms[] __attribute__((section("license"))) = "GPL";
volatile const int added = 1;
int seen;
int kept = 5;
#define XDP __attribute__((section("xdp")))
XDP int pass(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct bpf_dynptr packet;
	if (data + 14 > end || bpf_dynptr_from_xdp(ctx, 0, &packet))
		return 0;
	data[0] = 0xaa;
	seen = kept + added;
	return 2;
}
XDP int flags(struct xdp_md *ctx)
{
	struct bpf_dynptr packet;
	return bpf_dynptr_from_xdp(ctx, 7, &packet) == -22 ? 2 : 0;
}
XDP int unbounded(struct xdp_md *ctx) { return *(unsigned char *)(long)ctx->data; }
XDP int unknown(struct xdp_md *ctx) { bpf_no_such_kfunc(); return 2; }
`;

/** Takes every module that the guest loads. */
const securityAssociation: SetUpCommand = [
  "ip",
  ...["xfrm", "state", "add", "src", "10.0.0.1", "dst", "10.0.0.2", "proto", "esp", "spi", "7", "mode", "tunnel"],
  ...["replay-window", "64", "flag", "esn", "auth", "digest_null", "", "enc", "ecb(cipher_null)", ""],
];

const packet = Uint8Array.from({ length: 60 }, (_, index) => index);
const traced = { kfunc: "bpf_dynptr_from_xdp", pointees: [{ arg: 2, bytes: 16 }] };

/** An object whose kfunc the kernel lacks can't be loaded at all, so it is apart. */
const withoutUnknown = source.replace(/^.*bpf_no_such_kfunc.*$/gm, "");

const results = new Map<string, LinuxResult>();
const guests: GuestReport[] = [];

function jobs(): LinuxJob[] {
  const object = compileSmall(withoutUnknown);
  const pass = { object, program: "pass", run: { packet }, trace: [traced] };
  return [
    { ...pass, name: "passes" },
    { ...pass, name: "is given globals", globals: [{ section: ".rodata", bytes: Uint8Array.of(9, 0, 0, 0) }] },
    { ...pass, name: "calls with flags", program: "flags" },
    { ...pass, name: "is rejected", program: "unbounded" },
    { ...pass, name: "has no such program", program: "gone" },
    { name: "calls no such kfunc", object: compileSmall(source), program: "unknown" },
    { ...pass, name: "traces no such kfunc", trace: [{ kfunc: "bpf_no_such_kfunc", pointees: [] }] },
    { name: "is only loaded", object, program: "pass" },
    { ...pass, name: "fails to set up", setUp: [["ip", "link", "set", "gone", "up"]] },
    { ...pass, name: "makes a namespace", setUp: [["ip", "netns", "add", "other"]] },
    { ...pass, name: "makes it again", setUp: [["ip", "netns", "add", "other"]] },
    { ...pass, name: "never ends", setUp: [["sleep", "1000"]] },
    { ...pass, name: "leaves processes behind", setUp: [["sh", "-c", "sleep 1000 & true"]] },
    { ...pass, name: "brings the kernel down", setUp: [["sh", "-c", "echo c > /proc/sysrq-trigger"]] },
    { ...pass, name: "uses up its memory", setUp: [["dd", "if=/dev/zero", "of=/dev/null", "bs=400M", "count=1"]] },
    { ...pass, name: "is refused its packet", run: { packet: packet.subarray(0, 4) } },
    { ...pass, name: "has IPsec", setUp: [securityAssociation], modules: ["xfrm"] },
    { ...pass, name: "comes last" },
  ];
}

describe(`a guest${whyNot === "" ? "" : ` (not booted: ${whyNot})`}`, () => {
  beforeAll(async () => {
    if (!kernel || whyNot !== "") return;
    const all = jobs();
    const onGuest = (report: GuestReport) => guests.push(report);
    const found = await runLinuxJobs(kernel, all, { cache, guests: 1, jobSeconds: 8, onGuest });
    for (const [index, { name }] of all.entries()) {
      const result = found[index];
      if (result) results.set(name, result);
    }
  }, 240_000);

  const real = test.skipIf(whyNot !== "");
  const ran = (name: string) => {
    const result = results.get(name);
    if (result?.kind === "ran") return result;
    throw new Error(`${name}: ${JSON.stringify(result)}`);
  };

  real("runs a program: return value, packet and globals come back", () => {
    const { returns, packet: after, globals } = ran("passes");
    expect(returns).toBe(2);
    expect(after).toEqual(packet.with(0, 0xaa));
    expect(globals).toContainEqual({ section: ".bss", bytes: Uint8Array.of(6, 0, 0, 0) });
    expect(globals).toContainEqual({ section: ".data", bytes: Uint8Array.of(5, 0, 0, 0) });
  });

  real("sets a section before the load", () => {
    expect(ran("is given globals").globals).toContainEqual({ section: ".bss", bytes: Uint8Array.of(14, 0, 0, 0) });
  });

  real("sees a call with its arguments, what they point to before and after, and its result", () => {
    const [call] = ran("passes").calls;
    expect([call?.kfunc, call?.args.length, call?.args[1], call?.returns]).toEqual(["bpf_dynptr_from_xdp", 3, 0n, 0n]);
    const [pointee] = call?.pointees ?? [];
    expect(pointee?.arg).toBe(2);
    expect(pointee?.after).not.toEqual(pointee?.before);
    expect(ran("calls with flags").calls.map(({ args, returns }) => [args[1], BigInt.asIntN(32, returns)])).toEqual([
      [7n, -22n],
    ]);
  });

  real("says of a kfunc that it can't be traced, and why", () => {
    const { calls, untraced } = ran("traces no such kfunc");
    expect(calls).toEqual([]);
    expect(untraced).toEqual([{ kfunc: "bpf_no_such_kfunc", reason: "the kernel has no such function" }]);
  });

  real("only loads where there is nothing to run", () => {
    expect(ran("is only loaded")).not.toHaveProperty("returns");
  });

  test.skipIf(whyNot !== "").each([
    ["is rejected", { kind: "rejected", errno: 13, log: expect.stringContaining("invalid access to packet") }],
    ["has no such program", { kind: "not-loadable", messages: expect.stringContaining("no program gone") }],
    ["calls no such kfunc", { kind: "not-loadable", messages: expect.stringContaining("bpf_no_such_kfunc") }],
    ["fails to set up", { kind: "set-up-failed", exitCode: 1, stderr: expect.stringContaining("gone") }],
    ["never ends", { kind: "timed-out", seconds: 8, during: "set-up" }],
    [
      "brings the kernel down",
      { kind: "crashed", during: "set-up", console: expect.stringContaining("sysrq triggered crash") },
    ],
    ["uses up its memory", { kind: "out-of-memory", during: "set-up" }],
    ["is refused its packet", { kind: "run-refused", errno: 22 }],
  ])("tells of a job that %s", (name, expected) => {
    expect(results.get(name)).toEqual(expect.objectContaining(expected));
  });

  test
    .skipIf(whyNot !== "")
    .each(["makes a namespace", "makes it again", "leaves processes behind", "has IPsec", "comes last"])(
    "does one that %s as if it were the first",
    (name) => {
      expect(ran(name).returns).toBe(2);
    },
  );

  real("boots again only where the kernel went down", () => {
    expect(guests.map(({ jobs: count, answered }) => [count, answered])).toEqual([
      [18, 13],
      [4, 4],
      [1, 0],
    ]);
  });
});
