import { describe, expect, test } from "vitest";
import { BAD_RELOCATION } from "../../../src/core/object/relocation/patch-instruction.ts";
import { linkAgainst, messagesOf, programOf, textOf, typesOf } from "./link-c.ts";

/** The kernel: what programs below are relocated against. */
const kernel = typesOf(`
struct task {
	long inserted;
	struct { int pid; int tgid; };
	unsigned int narrowed_from_long;
	unsigned long widened_from_int;
	long signed_widened;
	char comm[32];
	unsigned int low : 3, mid : 9, high : 20;
	signed int negative : 5;
	struct task *parent;
	struct { int deep[4]; } inner;
	int became_pointer_not;
	struct elsewhere *pointer;
	int flexible[];
} task;
struct ambiguous { int a; } ambiguous_1;
struct ambiguous___kernel { int before; int a; } ambiguous_2;
struct agreeing { int a; } agreeing_1;
struct agreeing___kernel { int a; char more; } agreeing_2;
enum color { ADDED, RED, GREEN = 70 } color;
enum wide { HUGE_VALUE = 0x1122334455667788 } wide;
typedef struct task task_t; task_t typedef_user;
union either { int a; long b; } either;
struct shaped { int number; struct task *task; const char *text; } shaped;
`);

const local = `
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct task {
	struct { int tgid; int pid; };
	unsigned long narrowed_from_long;
	unsigned int widened_from_int;
	int signed_widened;
	char comm[16];
	unsigned int low : 1, mid : 2, high : 4;
	signed int negative : 3;
	struct task *parent;
	struct { int deep[2]; } inner;
	int *became_pointer_not;
	struct elsewhere *pointer;
	int vanished;
	int flexible[];
};
struct task___other { int tgid; };
struct gone { int a; };
struct ambiguous { int a; };
struct agreeing { int a; };
enum color { RED, GREEN, MISSING };
enum wide { HUGE_VALUE = 0x7fffffffffff };
typedef struct task task_t;
union either { int a; };
struct either___struct { int a; };
struct shaped { int number; struct task *task; };
struct shaped___longer { long number; };
#pragma clang attribute pop
#define FIELD(expression, kind) __builtin_preserve_field_info(expression, kind)
#define TYPE(type, kind) __builtin_preserve_type_info(*(type *)0, kind)
#define VALUE(type, name, kind) __builtin_preserve_enum_value(*(type *)name, kind)
`;

const program = (signature: string, body: string) =>
  `${local}\n__attribute__((section("xdp"))) ${signature}\n{\n\t${body}\n}\n`;

const link = (signature: string, body: string) => linkAgainst(program(signature, body), kernel);

/** clang's numbers for what it is to preserve: enum bpf_core_relo_kind of libbpf. */
const kinds = { offset: 0, size: 1, exists: 2, signed: 3, lshift: 4, rshift: 5 };

describe("what is asked about a member", () => {
  test.each([
    ["pid, moved behind another and a long", "task->pid", "offset", 8],
    ["tgid, moved within an anonymous struct", "task->tgid", "offset", 12],
    ["tgid of another flavour", "((struct task___other *)task)->tgid", "offset", 12],
    ["an array that grew", "task->comm", "size", 32],
    ["an element of it", "task->comm[5]", "offset", 45],
    ["an element of an array in a struct", "task->inner.deep[1]", "offset", 92],
    ["the size of an element", "task->inner.deep[1]", "size", 4],
    ["a member of the next struct", "task[1].pid", "offset", 128],
    ["an element past the end of a flexible array", "task->flexible[3]", "offset", 132],
    ["a member that is there", "task->pid", "exists", 1],
    ["a member that is not there", "task->vanished", "exists", 0],
    ["a member of a struct that is not there", "((struct gone *)task)->a", "exists", 0],
    ["a pointer where the kernel has a number", "task->became_pointer_not", "exists", 0],
    ["a pointer to a struct that nobody knows", "task->pointer", "exists", 1],
    ["whether a signed member is signed", "task->pid", "signed", 1],
    ["whether an unsigned member is signed", "task->narrowed_from_long", "signed", 0],
    ["the word that holds a bit-field", "task->mid", "offset", 72],
    ["how far a bit-field is shifted to the top", "task->mid", "lshift", 52],
    ["how far a bit-field is shifted back", "task->mid", "rshift", 55],
    ["the size of the word of a bit-field", "task->mid", "size", 4],
    ["a number's shifts", "task->pid", "rshift", 32],
    ["two kernel types that agree", "((struct agreeing *)task)->a", "offset", 0],
  ] as const)("%s: %s, %s is %i", (_name, expression, kind, expected) => {
    const result = link("long f(struct task *task)", `return FIELD(${expression}, ${kinds[kind]});`);
    expect(messagesOf(result)).toEqual([]);
    expect(programOf(result).instructions[0]?.imm).toBe(expected);
  });
});

describe("what is asked about a type", () => {
  test.each([
    ["a type that is there", "TYPE(struct task, 0)", 1],
    ["a type that is not", "TYPE(struct gone, 0)", 0],
    ["a typedef", "TYPE(task_t, 0)", 1],
    ["a union that is one", "TYPE(union either, 0)", 1],
    ["a struct that is a union in the kernel", "TYPE(struct either___struct, 0)", 0],
    ["a size", "TYPE(struct task, 1)", 120],
    ["the size of a type that is not there", "TYPE(struct gone, 1)", 0],
    ["a struct that the kernel's contains", "TYPE(struct shaped, 2)", 1],
    ["a struct with a member of another size", "TYPE(struct shaped___longer, 2)", 0],
    ["an enumerator that is there", "VALUE(enum color, GREEN, 0)", 1],
    ["an enumerator that is not", "VALUE(enum color, MISSING, 0)", 0],
    ["a value that changed", "VALUE(enum color, GREEN, 1)", 70],
    ["a value of 64 bits", "VALUE(enum wide, HUGE_VALUE, 1)", 0x1122334455667788n],
  ] as const)("%s: %s is %i", (_name, expression, expected) => {
    const result = link("long f(void)", `return ${expression};`);
    expect(messagesOf(result)).toEqual([]);
    const [first] = programOf(result).instructions;
    const value =
      (BigInt.asUintN(32, BigInt(first?.nextImm ?? 0)) << 32n) | BigInt.asUintN(32, BigInt(first?.imm ?? 0));
    expect(value).toBe(BigInt(expected));
  });

  test("the ids of a type on both sides", () => {
    const result = link("long f(void)", "return __builtin_btf_type_id(*(struct task *)0, 1);");
    expect(programOf(result).instructions[0]?.imm).toBe(kernel.find("struct", "task"));
    const own = link("long f(void)", "return __builtin_btf_type_id(*(struct task *)0, 0);");
    expect(programOf(own).instructions[0]?.imm).toBe(own.value?.btf.find("struct", "task"));
  });
});

describe("loads and stores", () => {
  test.each([
    ["a load at its new offset", "int f(struct task *task)", "return task->pid;", "r0 = *(u32 *)(r1 + 0x8)"],
    ["a store at its new offset", "int f(struct task *task)", "task->pid = 3; return 0;", "*(u32 *)(r1 + 0x8)"],
    [
      "an unsigned number that is narrower now",
      "long f(struct task *task)",
      "return task->narrowed_from_long;",
      "*(u32 *)(r1 + 0x10)",
    ],
    [
      "an unsigned number that is wider now",
      "long f(struct task *task)",
      "return task->widened_from_int;",
      "*(u64 *)(r1 + 0x18)",
    ],
    ["a chain of pointers", "int f(struct task *task)", "return task->parent->tgid;", "*(u32 *)(r1 + 0xc)"],
  ])("%s", (_name, signature, body, expected) => {
    const result = link(signature, body);
    expect(messagesOf(result)).toEqual([]);
    expect(textOf(programOf(result)).join("\n")).toContain(expected);
  });

  test.each([
    [
      "a member that vanished",
      "int f(struct task *task)",
      "return task->vanished;",
      "the kernel has no struct task.vanished",
    ],
    [
      "a member of a struct that vanished",
      "int f(struct gone *gone)",
      "return gone->a;",
      "the kernel has no struct gone.a",
    ],
    [
      "a signed number of another width",
      "long f(struct task *task)",
      "return task->signed_widened;",
      "the kernel's member has 8 bytes, not 4",
    ],
    [
      "an enumerator that vanished",
      "long f(void)",
      "return VALUE(enum color, MISSING, 1);",
      "the kernel has no enum color::MISSING",
    ],
  ])("%s makes the instruction invalid, as libbpf does", (_name, signature, body, reason) => {
    const linked = programOf(link(signature, body));
    const calls = linked.instructions.filter(({ imm }) => imm === BAD_RELOCATION);
    expect(linked.poisoned.map(({ slot }) => slot)).toEqual(calls.map(({ slot }) => slot));
    expect(linked.poisoned[0]?.reason).toContain(reason);
    expect(calls[0]).toEqual({ slot: calls[0]?.slot, opcode: 0x85, dst: 0, src: 0, offset: 0, imm: BAD_RELOCATION });
    const slots = linked.instructions.flatMap(({ slot, nextImm }) =>
      nextImm === undefined ? [slot] : [slot, slot + 1],
    );
    expect(slots).toEqual(slots.map((_, index) => index));
  });

  test("a kernel that has two answers is an error", () => {
    const result = link("int f(struct ambiguous *p)", "return p->a;");
    expect(messagesOf(result)).toEqual(["load/relocation: struct ambiguous.a is ambiguous"]);
    expect(result.diagnostics[0]?.notes[0]?.message).toContain("return p->a;");
  });
});

test("a value guarded by its existence may be missing", () => {
  const result = link(
    "long f(struct task *task)",
    "if (FIELD(task->vanished, 2)) return task->vanished; return task->pid;",
  );
  expect(messagesOf(result)).toEqual([]);
  expect(programOf(result).poisoned.length).toBeLessThanOrEqual(1);
});
