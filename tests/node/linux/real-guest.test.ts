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
__attribute__((section("lsm/task_getpgid"))) int refuse(unsigned long long *ctx) { return -1; }
XDP int unknown(struct xdp_md *ctx) { bpf_no_such_kfunc(); return 2; }
`;

/** The kfuncs are a module's. */
const tracking = `
struct xdp_md { unsigned data; };
struct nf_conn { unsigned mark; };
struct tuple { unsigned saddr, daddr; unsigned short sport, dport; };
struct bpf_ct_opts { int netns_id, error; unsigned char l4proto, dir, reserved[2]; };
extern struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *ctx, struct tuple *tuple, unsigned size,
  struct bpf_ct_opts *opts, unsigned opts_size) __attribute__((section(".ksyms")));
extern void bpf_ct_release(struct nf_conn *nf) __attribute__((section(".ksyms")));
char terms[] __attribute__((section("license"))) = "GPL";
int error;
__attribute__((section("xdp"))) int look(struct xdp_md *ctx)
{
	struct bpf_ct_opts opts = { .netns_id = -1, .l4proto = 6 };
	struct tuple tuple = { 0x0100000a, 0x0200000a, __builtin_bswap16(4242), __builtin_bswap16(80) };
	struct nf_conn *found = bpf_xdp_ct_lookup(ctx, &tuple, sizeof(tuple), &opts, 12);
	error = opts.error;
	if (!found)
		return 1;
	bpf_ct_release(found);
	return 2;
}
`;

const connection: SetUpCommand = [
  "conntrack",
  ...["6", "10.0.0.1", "10.0.0.2", "4242", "80", "10.0.0.2", "10.0.0.1", "80", "4242", "120", "0", "8", "3"],
];

/** Less than a job has by default: emulation takes seconds to fill that. */
const tooMuchMemory: SetUpCommand = [
  "sh",
  "-c",
  "echo 64M > /sys/fs/cgroup/job/memory.max && dd if=/dev/zero of=/dev/null bs=100M count=1",
];

const getpgid: SetUpCommand = ["syscall", "getpgid", "1"];

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
  const connections = { object: compileSmall(tracking), program: "look", run: { packet } };
  const refuse = { object, program: "refuse" };
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
    { ...pass, name: "uses up its memory", setUp: [tooMuchMemory] },
    { ...pass, name: "is refused its packet", run: { packet: packet.subarray(0, 4) } },
    { ...pass, name: "has IPsec", setUp: [securityAssociation], modules: ["xfrm"] },
    { ...connections, name: "knows a connection", setUp: [connection], modules: ["conntrack"] },
    { ...connections, name: "knows no connection", modules: ["conntrack"] },
    { ...refuse, name: "is attached", drive: { attach: ["program"], actions: [getpgid, getpgid] } },
    { ...refuse, name: "ends attached", drive: { attach: ["program"], actions: [["sleep-milliseconds", "60000"]] } },
    { ...pass, name: "is not attached", drive: { actions: [getpgid, ["test-run"]] } },
    { ...pass, name: "can't be attached", drive: { attach: ["device", "37", "gone"], actions: [getpgid] } },
    { ...pass, name: "comes last" },
  ];
}

describe(`a guest${whyNot === "" ? "" : ` (not booted: ${whyNot})`}`, () => {
  beforeAll(async () => {
    if (!kernel || whyNot !== "") return;
    const all = jobs();
    const onGuest = (report: GuestReport) => guests.push(report);
    const found = await runLinuxJobs(kernel, all, { cache, guests: 1, jobSeconds: 6, onGuest });
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

  real("finds the connection that was set up, by a module's kfunc, and no other", () => {
    expect([ran("knows a connection"), ran("knows no connection")].map(({ returns }) => returns)).toEqual([2, 1]);
    expect(ran("knows no connection").globals).toContainEqual({
      section: ".bss",
      bytes: Uint8Array.of(254, 255, 255, 255),
    });
  });

  real("attaches a program, does the actions, and sees what it returns each time", () => {
    const { driven, runs, returns } = ran("is attached");
    expect([driven?.results, driven?.pid, runs, Number(BigInt.asIntN(32, BigInt(returns ?? 0)))]).toEqual([
      [-1, -1],
      1000,
      2,
      -1,
    ]);
  });

  real("leaves nothing attached, even where a job did not end", () => {
    expect(results.get("ends attached")).toMatchObject({ kind: "timed-out", during: "run" });
    expect(ran("is not attached").driven?.results).toEqual([0, 2]);
  });

  real("only loads where there is nothing to run", () => {
    expect(ran("is only loaded")).not.toHaveProperty("returns");
  });

  test.skipIf(whyNot !== "").each([
    ["is rejected", { kind: "rejected", errno: 13, log: expect.stringContaining("invalid access to packet") }],
    ["has no such program", { kind: "not-loadable", messages: expect.stringContaining("no program gone") }],
    ["calls no such kfunc", { kind: "not-loadable", messages: expect.stringContaining("bpf_no_such_kfunc") }],
    ["fails to set up", { kind: "set-up-failed", exitCode: 1, stderr: expect.stringContaining("gone") }],
    ["never ends", { kind: "timed-out", seconds: 6, during: "set-up" }],
    [
      "brings the kernel down",
      { kind: "crashed", during: "set-up", console: expect.stringContaining("sysrq triggered crash") },
    ],
    ["uses up its memory", { kind: "out-of-memory", during: "set-up" }],
    ["is refused its packet", { kind: "run-refused", errno: 22 }],
    ["can't be attached", { kind: "not-attached", errno: 19 }],
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
      [24, 13],
      [10, 10],
      [1, 0],
    ]);
  });
});
