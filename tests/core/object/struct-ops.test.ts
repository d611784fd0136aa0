import { describe, expect, test } from "vitest";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { linkAgainst, messagesOf } from "./link-c.ts";

const link = (source: string) =>
  linkAgainst(
    `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
SEC("struct_ops/init") void init(__u64 *ctx) {}
SEC("struct_ops/ssthresh") __u32 ssthresh(__u64 *ctx) { return 2; }
SEC("xdp") int packets(void *ctx) { return 0; }
${source}`,
    kernelBtf,
  );

const older = `
struct tcp_congestion_ops___older {
  void (*init)(struct sock *sk);
  char name[16];
  __u32 (*ssthresh)(struct sock *sk);
  int gone;
  int (*gone_too)(void);
};`;

const tcp = (section: string, members: string) =>
  link(`${older}\nSEC("${section}") struct tcp_congestion_ops___older mine = { ${members} };`);

describe("structs of operations", () => {
  test("take the kernel's layout, and programs by the members that they stand in", () => {
    const { value } = tcp(".struct_ops.link", '.init = (void *)init, .ssthresh = (void *)ssthresh, .name = "mine"');
    const [map] = value?.structOps ?? [];
    expect(map).toMatchObject({ name: "mine", struct: "tcp_congestion_ops", isLinked: true, isOptional: false });
    expect(map?.programs).toEqual([
      { member: "init", program: "init" },
      { member: "ssthresh", program: "ssthresh" },
    ]);
    expect(value?.programs.map(({ name, structOps }) => [name, structOps?.member])).toEqual([
      ["init", "init"],
      ["ssthresh", "ssthresh"],
      ["packets", undefined],
    ]);
    const id = kernelBtf.find("struct", "tcp_congestion_ops") ?? 0;
    const type = kernelBtf.type(id);
    const name = type.kind === "struct" ? type.members.find((member) => member.name === "name") : undefined;
    const start = (name?.bitOffset ?? 0) / 8;
    expect(map?.value.length).toBe(type.kind === "struct" ? type.size : 0);
    expect(new TextDecoder().decode((map?.value ?? new Uint8Array(0)).subarray(start, start + 5))).toBe("mine\0");
  });

  test("take their own programs where several stand in a section", () => {
    const { value } = link(`
      SEC("struct_ops/init") void other_init(__u64 *ctx) {}
      SEC(".struct_ops") struct tcp_congestion_ops one = { .init = (void *)init };
      SEC(".struct_ops") struct tcp_congestion_ops two = { .ssthresh = (void *)ssthresh };
      SEC(".struct_ops") struct tcp_congestion_ops three = { .init = (void *)other_init };`);
    expect(value?.structOps.map(({ name, programs }) => [name, programs])).toEqual([
      ["one", [{ member: "init", program: "init" }]],
      ["two", [{ member: "ssthresh", program: "ssthresh" }]],
      ["three", [{ member: "init", program: "other_init" }]],
    ]);
  });

  test.each([
    [".struct_ops", false, false],
    ["?.struct_ops", false, true],
    ["?.struct_ops.link", true, true],
  ])("SEC(%j) says how they are created", (section, isLinked, isOptional) => {
    expect(tcp(section, "").value?.structOps).toMatchObject([{ isLinked, isOptional }]);
  });

  test("may be unknown to the kernel where they are optional", () => {
    const source = 'struct no_such_ops { int (*none)(void); };\nSEC("?.struct_ops") struct no_such_ops mine = {};';
    expect(link(source).value?.structOps).toMatchObject([{ struct: "no_such_ops", isOptional: true }]);
  });

  test.each([
    [
      "the kernel's struct",
      'struct no_such_ops { int (*none)(void); };\nSEC(".struct_ops") struct no_such_ops mine = {};',
      "the kernel has no struct bpf_struct_ops_no_such_ops",
    ],
    [
      "a member that is not zero",
      `${older}\nSEC(".struct_ops") struct tcp_congestion_ops___older mine = { .gone = 1 };`,
      "the kernel's struct tcp_congestion_ops has no member gone, which is not zero",
    ],
    [
      "a program of another type",
      `${older}\nSEC(".struct_ops") struct tcp_congestion_ops___older mine = { .init = (void *)packets };`,
      'the member init holds something else than a program of SEC("struct_ops/…")',
    ],
    [
      "a member of another size",
      'struct tcp_congestion_ops___cut { char name[4]; };\nSEC(".struct_ops") struct tcp_congestion_ops___cut mine = {};',
      "the member name has 4 bytes, and in the kernel 16",
    ],
    [
      "a member of another kind",
      'struct tcp_congestion_ops___kind { int name; };\nSEC(".struct_ops") struct tcp_congestion_ops___kind mine = {};',
      "the member name is of another kind than in the kernel",
    ],
  ])("are refused for %s", (_what, source, why) => {
    expect(messagesOf(link(source))).toEqual([`load/map: The operations mine can't be made: ${why}`]);
  });

  test("can't share a program among different members", () => {
    const source = `
      SEC(".struct_ops") struct tcp_congestion_ops one = { .init = (void *)init };
      SEC(".struct_ops.link") struct tcp_congestion_ops two = { .release = (void *)init };`;
    expect(messagesOf(link(source))).toEqual([
      "load/map: The program init stands in tcp_congestion_ops.init and in tcp_congestion_ops.release",
    ]);
  });
});
