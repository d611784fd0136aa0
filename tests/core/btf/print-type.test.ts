import { expect, test } from "vitest";
import { plainStyle, printDeclaration } from "../../../src/core/btf/print-declaration.ts";
import { printPrototype, printType } from "../../../src/core/btf/print-type.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { compileC } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

/** Members of one struct, each as our printer must give it back after clang has turned it into BTF. */
const declarations = [
  "int number",
  "unsigned int flags",
  "const char *text",
  "char *const fixed",
  "const char *const both",
  "volatile int *const volatile port",
  "int *restrict alone",
  "int matrix[2][3]",
  "int (*row)[3]",
  "int *list[3]",
  "const char *const names[4]",
  "const char letters[4]",
  "int (*function)(void)",
  "void (*callback)(struct other *, const char *, ...)",
  "int (*table[4])(int)",
  "int (*(*maker)(int))(char)",
  "int (*(*rows)(void))[5]",
  "int (**pointer)(int)",
  "struct other *other",
  "union choice choice",
  "enum mood mood",
  "number_t typed",
  "const number_t *typed_pointer",
  "handler_t handler",
  "handler_t *handlers[2]",
  "_Bool yes",
  "__int128 large",
  "double real",
  "void *anything",
  "const void *constant",
];

const source = `
struct other { int a; };
union choice { int a; };
enum mood { GOOD };
typedef unsigned long number_t;
typedef int (*handler_t)(const number_t *);
struct all {
${declarations.map((declaration) => `  ${declaration};`).join("\n")}
} all;
`;

test("a declaration printed from BTF is the one that was compiled", () => {
  const elf = readElf(compileC(source, ["-std=gnu17"]), "test.o").value;
  const btf = readBtf((elf && sectionNamed(elf, ".BTF")?.bytes) ?? new Uint8Array(), "test.btf").value;
  const id = btf?.find("struct", "all") ?? 0;
  const type = btf?.type(id);
  if (!btf || type?.kind !== "struct") throw new Error("struct all is missing");
  const printed = type.members.map((member) => printDeclaration(plainStyle(btf), member.type, member.name));
  expect(printed).toEqual(declarations);
});

test.each([
  ["bpf_xdp_xfrm_state_release", "void bpf_xdp_xfrm_state_release(struct xfrm_state *x)"],
  [
    "bpf_xdp_get_xfrm_state",
    "struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz)",
  ],
  [
    "bpf_dynptr_slice",
    "void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset, void *buffer__nullable, u64 buffer__szk)",
  ],
  ["bpf_rcu_read_lock", "void bpf_rcu_read_lock(void)"],
])("the prototype of %s is the kernel's", (name, prototype) => {
  expect(printPrototype(kernelBtf, kernelBtf.find("func", name) ?? 0)).toBe(prototype);
});

test("a type is spelt without a name", () => {
  const pointer = kernelBtf.type(kernelBtf.find("func", "bpf_xdp_get_xfrm_state") ?? 0);
  const prototype = pointer.kind === "func" ? kernelBtf.type(pointer.type) : undefined;
  expect(prototype?.kind === "func_proto" && printType(kernelBtf, prototype.returns)).toBe("struct xfrm_state *");
  expect(printType(kernelBtf, 0)).toBe("void");
});
