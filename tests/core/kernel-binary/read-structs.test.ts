import { describe, expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import { findMember } from "../../../src/core/btf/layout.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { readStructs } from "../../../src/core/kernel-binary/read-structs.ts";
import { compileC } from "../../drivers/compile-c.ts";

const source = `
typedef unsigned int u32;
struct inner { u32 a; };
struct opts { struct inner held; u32 flag: 3; u32 rest: 29; union { u32 v4; struct { u32 low, high; } v6; }; };
struct object { struct object *next; u32 id; };
struct sized { void *data; };
struct iterator { unsigned long long opaque[2]; };
struct xdp_md { u32 data; };
struct bpf_iter__thing { struct object *thing; };
struct unnamed_by_all { u32 x; };
__attribute__((noinline)) struct object *kfunc(struct object *object, const struct opts *opts, struct sized *sized,
  u32 sized__sz, struct iterator *it) { return object->next; }
__attribute__((noinline)) u32 other(struct unnamed_by_all *x) { return x->x; }
struct xdp_md xdp_md; struct bpf_iter__thing thing;
`;

const elf = readElf(compileC(source), "test.o").value;
const btf = readBtf((elf && sectionNamed(elf, ".BTF")?.bytes) ?? new Uint8Array(), "test.btf").value ?? new Btf([]);
const kfuncs = [btf.find("func", "kfunc") ?? 0];

describe("the structs of a kernel's contract", () => {
  test("are those of kfuncs without pointers or with a size, what they hold, and contexts", () => {
    expect(Object.keys(readStructs(btf, kfuncs, true)).sort()).toEqual([
      "bpf_iter__thing",
      "inner",
      "iterator",
      "opts",
      "sized",
      "xdp_md",
    ]);
  });

  test("leave contexts out for a module", () => {
    expect(Object.keys(readStructs(btf, kfuncs, false)).sort()).toEqual(["inner", "iterator", "opts", "sized"]);
  });

  test("are laid out member by member, those without a tag written out", () => {
    const { opts } = readStructs(btf, kfuncs, false);
    expect(opts).toEqual({
      kind: "struct",
      size: 16,
      members: [
        { name: "held", type: "struct inner", bit_offset: 0, bits: 32, depth: 0 },
        { name: "flag", type: "u32", bit_offset: 32, bits: 3, depth: 0 },
        { name: "rest", type: "u32", bit_offset: 35, bits: 29, depth: 0 },
        { name: "", type: "union", bit_offset: 64, bits: 64, depth: 0 },
        { name: "v4", type: "u32", bit_offset: 64, bits: 32, depth: 1 },
        { name: "v6", type: "struct", bit_offset: 64, bits: 64, depth: 1 },
        { name: "low", type: "u32", bit_offset: 64, bits: 32, depth: 2 },
        { name: "high", type: "u32", bit_offset: 96, bits: 32, depth: 2 },
      ],
    });
    expect(findMember(btf, btf.find("struct", "opts") ?? 0, "v6.high")?.bitOffset).toBe(96);
  });
});
