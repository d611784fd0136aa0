import { describe, expect, test } from "vitest";
import { alignOf, findMember, memberNames, sizeOf } from "../../../src/core/btf/layout.ts";
import { printType } from "../../../src/core/btf/print-type.ts";
import { kernelBtf as btf } from "../../drivers/kernel-btf.ts";

const structId = (name: string) => btf.find("struct", name) ?? 0;

/** Layouts that a packet or a program fixes for all kernels. */
test.each([
  ["ethhdr", "h_proto", 12, 14],
  ["iphdr", "daddr", 16, 20],
  ["iphdr", "saddr", 12, 20],
  ["ipv6hdr", "daddr", 24, 40],
  ["ip_esp_hdr", "seq_no", 4, 8],
  ["udphdr", "check", 6, 8],
  ["tcphdr", "window", 14, 20],
  ["xdp_md", "data_end", 4, 24],
  ["bpf_dynptr", "__opaque", 0, 16],
  ["bpf_xfrm_state_opts", "netns_id", 4, 36],
  ["bpf_xfrm_state_opts", "daddr", 12, 36],
  ["xfrm_replay_state_esn", "replay_window", 20, 24],
  ["xfrm_id", "spi", 16, 24],
])("struct %s has %s at byte %i of %i", (struct, member, offset, size) => {
  const id = structId(struct);
  const place = findMember(btf, id, member);
  expect(place && place.bitOffset / 8).toBe(offset);
  expect(sizeOf(btf, id)).toBe(size);
});

describe("struct xfrm_state", () => {
  const id = structId("xfrm_state");

  test.each([
    ["replay_esn", "struct xfrm_replay_state_esn *"],
    ["id.spi", "__be32"],
    ["id.daddr.a4", "__be32"],
    ["props.family", "u16"],
    ["mark.v", "__u32"],
    ["xs_net", "possible_net_t"],
  ])("has %s of type %s", (path, type) => {
    const place = findMember(btf, id, path);
    expect(place && printType(btf, place.type)).toBe(type);
  });

  test("the struct behind replay_esn is whole", () => {
    const pointer = btf.resolved(findMember(btf, id, "replay_esn")?.type ?? 0);
    expect(pointer.kind === "ptr" && memberNames(btf, pointer.type)).toEqual([
      "bmp_len",
      "oseq",
      "seq",
      "oseq_hi",
      "seq_hi",
      "replay_window",
      "bmp",
    ]);
  });
});

test("members of anonymous structs are members of what holds them", () => {
  const id = structId("iphdr");
  expect(memberNames(btf, id)).toContain("saddr");
  expect(findMember(btf, id, "saddr")).toEqual(expect.objectContaining({ bitOffset: 96, bitFieldSize: 0 }));
});

test("bit-fields state their bits", () => {
  expect(findMember(btf, structId("iphdr"), "version")).toEqual(
    expect.objectContaining({ bitOffset: 4, bitFieldSize: 4 }),
  );
});

test("what is not there is undefined", () => {
  expect(findMember(btf, structId("iphdr"), "nothing")).toBeUndefined();
  expect(findMember(btf, structId("iphdr"), "version.bits")).toBeUndefined();
  expect(findMember(btf, 0, "version")).toBeUndefined();
});

test("sizes and alignments of types without layout", () => {
  expect(sizeOf(btf, 0)).toBe(0);
  expect(alignOf(btf, 0)).toBe(1);
  expect(alignOf(btf, structId("xfrm_state"))).toBe(8);
});
