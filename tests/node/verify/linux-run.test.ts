import { describe, expect, test } from "vitest";
import { toHex } from "../../../src/core/bytes/hex.ts";
import type { Scenario } from "../../../src/core/spec/example-spec.ts";
import { actionWords } from "../../../src/node/verify/action-words.ts";
import { linuxJob } from "../../../src/node/verify/linux-job.ts";
import { whyNotRun } from "../../../src/node/verify/linux-limits.ts";
import { contextBytes, driveOf } from "../../../src/node/verify/linux-run.ts";
import { withPlainStructOps } from "../../../src/node/verify/old-libbpf.ts";
import { modulesOf, setUpCommands } from "../../../src/node/verify/set-up-commands.ts";
import { compile } from "../../drivers/compile.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const linked = compile(`
  #include <bpf/bpf_helpers.h>
  char LICENSE[] SEC("license") = "GPL";
  struct numbers { int a; short list[3]; unsigned long long b; };
  const volatile int serial;
  SEC("syscall") int call(struct numbers *ctx) { return ctx->a; }
  SEC("tc") int classify(struct __sk_buff *skb) { return 0; }
  SEC("raw_tp/sys_enter") int raw(void *ctx) { return 0; }
  SEC("fentry/do_nanosleep") int traced(void *ctx) { bpf_printk("x"); return 0; }
  SEC("iter/cgroup") int iterate(void *ctx) { return 0; }
  SEC("cgroup/connect4") int connect(void *ctx) { return 1; }
  SEC("netfilter") int filter(void *ctx) { return 1; }
  SEC("sk_msg") int message(void *ctx) { return 1; }
  SEC("xdp") int receive(void *ctx) { return 1; }
`);

const programNamed = (name: string) => {
  const program = linked.programs.find((each) => each.name === name);
  if (!program) throw new Error(`no program ${name}`);
  return program;
};

const scenario = (changes: Partial<Scenario> = {}): Scenario => ({ name: "s", summary: "S.", expect: {}, ...changes });
const run = (program: string, changes: Partial<Scenario> = {}) => {
  return { key: "k", object: new Uint8Array(0), linked, program, scenario: scenario(changes) };
};

describe("a context", () => {
  test.each([
    [
      "call",
      { a: -2, list: [1, 2], b: "0x123456789abcdef0" },
      "feffffff010002000000" + "000000000000" + "f0debc9a78563412",
    ],
    ["call", "01 02 03", "010203"],
    ["raw", [1, "0xffffffffffffffff"], `0100000000000000${"f".repeat(16)}`],
  ])("of %s is laid out as %j", (name, described, hex) => {
    expect(toHex(contextBytes(described as never, linked, programNamed(name), kernelBtf))).toBe(hex);
  });

  test("has its members where the kernel's types have them", () => {
    const bytes = contextBytes({ mark: 5, cb: [7] }, linked, programNamed("classify"), kernelBtf);
    expect([bytes[8], bytes[48]]).toEqual([5, 7]);
  });

  test.each([
    ["call", { c: 1 }, "There is no member c"],
    ["call", { a: "many" }, "many is not a number for a"],
    ["call", { list: [1, 2, 3, 4] }, "list has no room for 4 numbers"],
    ["call", { list: [70000] }, "70000 does not fit the 2 bytes of list"],
    ["raw", { a: 1 }, "has no members"],
    ["raw", [{ task: "worker" }], "can't hand over a kernel object"],
  ])("of %s is refused as %j", (name, described, words) => {
    expect(() => contextBytes(described as never, linked, programNamed(name), kernelBtf)).toThrow(words);
  });
});

describe("how a program is attached", () => {
  test.each([
    ["traced", {}, ["program"]],
    ["connect", {}, ["cgroup", ""]],
    ["connect", { cgroup: "/a" }, ["cgroup", "/a"]],
    ["filter", { hook: "NF_INET_LOCAL_IN", priority: 5 }, ["netfilter", "45", "2", "1", "5"]],
    ["classify", { device: "v0" }, ["device", "46", "v0"]],
    ["receive", { device: "v0" }, ["device", "37", "v0"]],
    ["iterate", { cgroup: "/a", order: "BPF_CGROUP_ITER_DESCENDANTS_PRE" }, ["iterator", "cgroup", "/a", "2"]],
    ["iterate", { map: "m" }, ["iterator", "map", "m"]],
    ["call", {}, undefined],
  ])("%s with %j", (name, attach, words) => {
    const drive = driveOf(
      scenario({ attach: attach as never, trigger: ["test_run"] }),
      linked,
      programNamed(name),
      kernelBtf,
    );
    expect(drive?.attach).toEqual(words);
  });

  test("an iterator is read where there is no trigger; what is test-run is not driven", () => {
    expect(driveOf(scenario(), linked, programNamed("iterate"), kernelBtf)?.actions).toEqual([["iterate"]]);
    expect(driveOf(scenario(), linked, programNamed("classify"), kernelBtf)).toBeUndefined();
  });
});

test.each([
  [{ syscall: "getpgid" }, "syscall getpgid"],
  [{ syscall: { name: "getpgid", args: [1] } }, "syscall getpgid 1"],
  [{ mkdir: "/tmp/a" }, "make-folder /tmp/a"],
  [{ mkdir: "/a/b" }, "make-folder /sys/fs/cgroup/a/b"],
  [{ kill: { process: "worker", signal: "SIGKILL" } }, "kill-process worker 9"],
  [{ tcp: {} }, "tcp 127.0.0.1 8080 1 "],
  [{ setsockopt: { level: 1, name: 12, value: "07 00" } }, "setsockopt 1 12 0700"],
  ["test_run", "test-run"],
  [{ create_map: { type: "ARRAY", key_size: 4, flags: ["A", "BB"], extra: 2 } }, "create-map 5 4 0 0 3 2"],
] as const)("the action %j is told to the agent as %s", (action, words) => {
  const number = (name: string) => String(name.length);
  expect(actionWords(action as never, number).join(" ")).toBe(words);
});

describe("kernel state", () => {
  const commands = (kernel: NonNullable<Scenario["kernel"]>) =>
    setUpCommands(kernel, () => ({ section: ".rodata", offset: 4 })).map((command) => command.join(" "));

  test("is set up in the order in which parts need each other", () => {
    const state = {
      processes: [{ comm: "worker", pid: 4000, cgroup: "/a" }],
      cgroups: [{ path: "/a", values: { "pids.max": 5 } }],
      files: [{ path: "/tmp/f", xattrs: { "user.a": "b" } }],
      keys: [{ type: "user" as const, description: "d", payload: "p", serial_in: "serial" }],
      devices: [{ name: "v0", type: "veth" as const, peer: "v1", addresses: ["10.0.0.1/24"] }],
    };
    expect(commands(state)).toEqual([
      "ip link add v0 type veth peer name v1",
      "ip address add 10.0.0.1/24 dev v0",
      "ip link set v0 up",
      "ip link set v1 up",
      "cgroup /a pids.max 5",
      "file /tmp/f 0644 ",
      "setxattr /tmp/f user.a b",
      "key user d p KEY_SPEC_SESSION_KEYRING valid .rodata 4",
      "process worker 4000 1 /a",
    ]);
    expect(modulesOf(state)).toEqual(["devices"]);
  });

  test("has connections with both of their directions", () => {
    const entry = { proto: "IPPROTO_TCP" as const, src: "10.0.0.1", dst: "10.0.0.2", sport: 1, dport: 2, mark: 6 };
    expect(commands({ conntrack: [entry] })).toEqual([
      "conntrack 6 10.0.0.1 10.0.0.2 1 2 10.0.0.2 10.0.0.1 2 1 120 6 8 3",
    ]);
  });
});

describe("a job", () => {
  test("says what the section's name means, that lines are printed, and hands a raw tracepoint no number of runs", () => {
    expect(linuxJob(run("traced", { trigger: [{ sleep: 1 }] }), kernelBtf)).toMatchObject({
      programType: { type: 26, attach: 24 },
      prints: true,
    });
    expect(linuxJob(run("raw"), kernelBtf)).not.toHaveProperty("prints");
    expect(linuxJob(run("raw", { context: [1] }), kernelBtf).run).toMatchObject({ repeat: 0, asksForContext: false });
  });

  test("gives a packet only to what takes one", () => {
    expect(() => linuxJob(run("classify"), kernelBtf)).toThrow("has no packet");
    expect(linuxJob(run("call"), kernelBtf).run).not.toHaveProperty("packet");
  });
});

describe("what can't be driven", () => {
  const kernel = { release: "7.3", version: "7.3", image: "", sha256: "", modules: [] };
  test.each([
    ["message", {}, "the scenario needs a trigger"],
    ["traced", {}, "the scenario needs a trigger"],
    ["traced", { trigger: [{ sleep: 1 }] }, undefined],
    ["traced", { expect: { rejected: "words" } }, undefined],
    ["iterate", {}, undefined],
    ["receive", { kernel: { cpus: { online: [0, 2] } } }, "without a gap"],
  ])("%s with %j", (program, changes, words) => {
    const reason = whyNotRun(run(program, changes as Partial<Scenario>), { kernel, since: new Map() });
    if (words === undefined) expect(reason).toBeUndefined();
    else expect(reason).toContain(words);
  });
});

test("a struct_ops that is attached by a link has the name that every libbpf takes", () => {
  const object = Buffer.from("a\0.rel.struct_ops.link\0.struct_ops.linked\0");
  expect(Buffer.from(withPlainStructOps(object)).toString()).toBe("a\0.rel.struct_ops\0\0\0\0\0\0.struct_ops.linked\0");
});
