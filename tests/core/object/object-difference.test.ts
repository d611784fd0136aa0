import { describe, expect, test } from "vitest";
import { objectDifference } from "../../../src/core/object/object-difference.ts";
import { type ParsedObject, readObject } from "../../../src/core/object/parsed-object.ts";
import { compileC } from "../../drivers/compile-c.ts";

const program = `
struct inner { int seen; };
struct state { long first; long second; struct inner *inner; } __attribute__((preserve_access_index));
extern int look(struct state *state) __attribute__((section(".ksyms")));
struct { int (*type)[1]; int (*max_entries)[8]; int *key; int *value; } counts __attribute__((section(".maps"), used));
int total;
__attribute__((section("raw_tp"), used)) int run(struct state *state)
{
	total += 2;
	return look(state) + state->second;
}
`;

function read(source: string): ParsedObject {
  const { value } = readObject(compileC(source), "a.o");
  if (!value) throw new Error("clang wrote what can't be read");
  return value;
}

const whole = read(program);
const against = (from: string, to: string) => {
  const changed = program.replace(from, to);
  expect(changed).not.toBe(program);
  return objectDifference(whole, read(changed));
};

describe("two objects", () => {
  test("are the same where only lines moved, or the compiler came upon types in another order", () => {
    expect(objectDifference(whole, whole)).toBeUndefined();
    expect(objectDifference(whole, read(`/* moved */\n\n${program}`))).toBeUndefined();
    expect(against("struct inner { int seen; };", "struct inner;")).toBeUndefined();
    expect(whole.btf.types).not.toEqual(
      read(program.replace("struct inner { int seen; };", "struct inner;")).btf.types,
    );
  });

  test.each([
    ["an instruction", "total += 2", "total += 3", "sections"],
    ["the data", "int total;", "int total = 5;", "sections"],
    ["a name", "int run(", "int walk(", "symbols"],
    ["what a map holds", "(*max_entries)[8]", "(*max_entries)[9]", "types in its BTF"],
    ["a member behind those that are used", "struct inner *inner;", "struct inner *other;", "types in its BTF"],
    ["whether a parameter's struct is known", "long second; struct inner", "struct inner", "sections"],
    ["what is relocated", "look(state)", "look((void *)&total)", "sections"],
  ])("differ in %s", (_, from, to, aspect) => {
    const changed =
      to === "struct inner" ? program.replace("state->second", "state->first") : program.replace(from, to);
    expect(objectDifference(whole, read(changed))).toBe(aspect);
  });
});
