import { expect, test } from "vitest";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { readAnnotations } from "../../../src/node/selftests/annotations.ts";
import { compileTagged } from "./tagged-c.ts";

const program = (name: string, tags: readonly string[]) =>
  `SEC("socket") ${tags.map((tag, index) => `TAG(${index}, "${tag}")`).join(" ")} int ${name}(void *ctx) { return 0; }`;

/** Twelve messages: as texts, the tag with number 10 comes before the one with 2. */
const many = Array.from({ length: 12 }, (_, index) => `test_expect_msg=line ${index}`);

const object = compileTagged(
  [
    program("plain", []),
    program("returns", ["test_description=adds up", "test_expect_success", "test_retval=-7"]),
    program("least", ["test_retval=_INT_MIN"]),
    program("hexadecimal", ["test_retval=0xffffffff"]),
    program("fails", ["test_expect_failure", "test_expect_msg=R1 {{.*}}=\\t0", "test_prog_flags=BPF_F_ANY_ALIGNMENT"]),
    program("ordered", many),
    program("unprivileged", ["test_expect_failure_unpriv", "test_expect_msg_unpriv=no"]),
    program("both", ["test_expect_success", "test_retval_unpriv=3"]),
    program("beside", ["test_auxiliary"]),
    program("elsewhere", ["test_arch=ARM64", "test_arch=s390x", "load_mode=no_jited"]),
    program("relocated", ["test_btf_path=btf__other.bpf.o"]),
    program("unknown", ["test_of_another_release=1"]),
    `SEC("tc") TAG(0, "test_linear_size=14") int cut(struct __sk_buff *skb) { return 0; }`,
    `SEC("tc") TAG(0, "test_retval=10") TAG(1, "test_retval=9") int twice(struct __sk_buff *skb) { return 0; }`,
    `SEC("tc") __attribute__((btf_decl_tag("kfunc"))) int otherwise(struct __sk_buff *skb) { return 0; }`,
  ].join("\n"),
);

function read() {
  const elf = readElf(object, "test.o").value;
  const { value } = readBtf((elf && sectionNamed(elf, ".BTF")?.bytes) ?? new Uint8Array(), "test.o");
  return value ? readAnnotations(value) : new Map();
}

const annotations = read();

test.each([
  ["returns", { expects: "success", retval: -7, description: "adds up" }],
  ["least", { retval: -2147483648 }],
  ["hexadecimal", { retval: -1 }],
  ["fails", { expects: "failure", messages: ["R1 {{.*}}=\t0"], flags: ["BPF_F_ANY_ALIGNMENT"] }],
  ["ordered", { messages: many.map((each) => each.replace("test_expect_msg=", "")) }],
  ["unprivileged", { isUnprivilegedOnly: true, messages: [] }],
  ["both", { expects: "success", isUnprivilegedOnly: false }],
  ["beside", { isAuxiliary: true, isUnprivilegedOnly: false }],
  ["elsewhere", { architectures: ["ARM64", "s390x"], loadMode: "no_jited" }],
  ["relocated", { relocatedAgainst: "btf__other.bpf.o" }],
  ["unknown", { isUnprivilegedOnly: false, messages: [] }],
  ["cut", { linearSize: 14 }],
  ["twice", { retval: 9 }],
])("reads what is expected of the program %s", (name, expected) => {
  expect(annotations.get(name)).toMatchObject(expected);
});

test("passes over programs without annotations", () => {
  expect(annotations.has("plain")).toBe(false);
  expect(annotations.has("otherwise")).toBe(false);
  expect(annotations.get("both")?.retval).toBeUndefined();
});
