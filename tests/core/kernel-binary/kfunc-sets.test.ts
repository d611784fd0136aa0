import { describe, expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import type { BtfMember, BtfType } from "../../../src/core/btf/types.ts";
import { readKfuncSets } from "../../../src/core/kernel-binary/kfunc-sets.ts";
import { flagNames } from "../../../src/core/kernel-binary/read-kfuncs.ts";
import { compileModule } from "../../drivers/compile-module.ts";

const member = (name: string, bytes: number): BtfMember => ({ name, type: 0, bitOffset: 8 * bytes, bitFieldSize: 0 });
const struct = (name: string, ...members: BtfMember[]): BtfType => ({ kind: "struct", name, size: 24, members });

/** The layouts that a kernel states of itself (include/linux/btf.h and btf_ids.h, v7.3). */
const btf = new Btf([
  { kind: "void" },
  struct("btf_kfunc_id_set", member("owner", 0), member("set", 8), member("filter", 16)),
  struct("btf_id_set8", member("cnt", 0), member("flags", 4), member("pairs", 8)),
]);

/** Sets as the kernel's build leaves them: named by a second symbol, ids in place. */
const declarations = `
struct kfunc_id_set { void *owner; const void *set; void *filter; };
int register_btf_kfunc_id_set(int type, const struct kfunc_id_set *set);
int register_btf_fmodret_id_set(const struct kfunc_id_set *set);
asm(".pushsection .BTF_ids, \\"a\\"\\n"
    "first_ids: __BTF_ID__set8__first_ids: .long 2, 1, 101, 5, 102, 0x20\\n"
    "second_ids: __BTF_ID__set8__second_ids: .long 1, 1, 103, 0\\n"
    ".popsection");
extern const char first_ids[], second_ids[];
__attribute__((unused)) static const struct kfunc_id_set first = { 0, first_ids, 0 }, second = { 0, second_ids, 0 };
`;

const read = (code: string) => readKfuncSets(compileModule(declarations + code), btf);

const both = `
int init(void) {
  int ret = register_btf_kfunc_id_set(6, &first);
  ret = ret ?: register_btf_kfunc_id_set(3, &first);
  ret = ret ?: register_btf_kfunc_id_set(0, &second);
  return ret ?: register_btf_fmodret_id_set(&second);
}`;

describe("a module's sets", () => {
  test("have their names, ids, flags and program types", () => {
    expect(read(both)).toEqual([
      {
        name: "first_ids",
        entries: [
          { id: 101, flags: 5 },
          { id: 102, flags: 0x20 },
        ],
        registeredFor: ["BPF_PROG_TYPE_SCHED_CLS", "BPF_PROG_TYPE_XDP"],
      },
      { name: "second_ids", entries: [{ id: 103, flags: 0 }], registeredFor: ["BPF_PROG_TYPE_UNSPEC"] },
    ]);
  });

  test("are found where the call is a jump", () => {
    const sets = read("int init(void) { return register_btf_kfunc_id_set(31, &second); }");
    expect(sets).toMatchObject([{ name: "second_ids", registeredFor: ["BPF_PROG_TYPE_SYSCALL"] }]);
  });

  test("are none where functions are only named for fmod_ret programs", () => {
    expect(read("int init(void) { return register_btf_fmodret_id_set(&first); }")).toEqual([]);
  });
});

describe("refused is", () => {
  test.each([
    ["a program type that is computed", "int init(int type) { return register_btf_kfunc_id_set(type * 2, &first); }"],
    [
      "a set that a condition chooses",
      "int init(int c) { return register_btf_kfunc_id_set(6, c ? &first : &second); }",
    ],
  ])("%s", (_name, code) => {
    expect(() => read(code)).toThrow(/test: the call at f{8}[0-9a-f]{8} (does not get its arguments|can be reached)/);
  });

  test("a program type without a name", () => {
    expect(() => read("int init(void) { return register_btf_kfunc_id_set(99, &first); }")).toThrow(
      "registered for program type 99",
    );
  });
});

test.each([
  [0, []],
  [0b101, ["KF_ACQUIRE", "KF_RET_NULL"]],
  [1 << 18, ["KF_PERFMON"]],
])("the flags of %i are %j", (word, names) => {
  expect(flagNames(word)).toEqual(names);
});

test("a bit without a name is refused", () => {
  expect(() => flagNames(1 << 30)).toThrow("not all of which are known");
});
