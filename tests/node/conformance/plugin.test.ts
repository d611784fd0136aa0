import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { encodeProgram } from "../../../src/core/isa/encode.ts";

const plugin = join(import.meta.dirname, "../../../scripts/bpf-conformance-plugin");

const spaced = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

const encode = (assembly: string): string => spaced(encodeProgram(assemble(assembly).instructions));

function ask(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(plugin, args, { input: `${program}\n`, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("a program ends with r0 in hexadecimal", () => {
  test.each([
    ["a number", "r0 = 0x1122334455667788 ll\nexit", [], "1122334455667788"],
    ["a negative number", "r0 = -1\nexit", [], "ffffffffffffffff"],
    ["memory", "r0 = *(u16 *)(r1 + 1)\nexit", ["11 22 33 44"], "3322"],
    ["memory that is written", "*(u8 *)(r1 + 0) = 7\nr0 = *(u32 *)(r1 + 0)\nexit", ["11 22 33 44"], "44332207"],
    ["the length of the memory", "r0 = r2\nexit", ["11 22 33"], "3"],
    ["no memory", "r0 = r1\nr0 += r2\nexit", [], "0"],
    ["empty memory", "r0 = r2\nexit", [""], "0"],
    ["a local call", "r1 = 4\ncall double\nexit\ndouble: r0 = r1\nr0 += r1\nexit", [], "8"],
    ["a shift by a register, masked", "r0 = 1\nr3 = 65\nr0 <<= r3\nexit", [], "2"],
  ])("%s", (_name, assembly, args, r0) => {
    expect(ask(encode(assembly), ...args)).toEqual({ status: 0, stdout: `${r0}\n`, stderr: "" });
  });
});

describe("what Linux refuses, and what ends in a fault, is an error", () => {
  test.each([
    [
      "a wide shift",
      "67 00 00 00 40 00 00 00 95 00 00 00 00 00 00 00",
      "Error: instruction 0: invalid shift 64 of 64 bits\n",
    ],
    ["a reserved field", "95 00 00 00 01 00 00 00", "Error: instruction 0: reserved fields in exit are not zero\n"],
    [
      "a jump out of range",
      "05 00 05 00 00 00 00 00",
      "Error: instruction 0: a jump to slot 6, where no instruction starts\n",
    ],
    ["half an instruction", "95 00 00 00", "Error: instruction 0: 4 bytes after the last whole instruction\n"],
    [
      "an access out of bounds",
      encode("r0 = *(u64 *)(r1 + 0)\nexit"),
      "Error: instruction 0: a read of 8 bytes at offset 0 of memory, which has 2 bytes\n",
    ],
    ["a helper", encode("call 1\nexit"), "Error: instruction 0: there is no helper here\n"],
    ["no bytes", "zz", "Error: expected bytes as two hexadecimal digits each, with blanks between them\n"],
  ])("%s", (_name, program, stderr) => {
    expect(ask(program, "01 02")).toEqual({ status: 1, stdout: "", stderr });
  });

  test("bytes of memory that are none", () => {
    expect(ask(encode("r0 = 0\nexit"), "1 2").status).toBe(1);
  });
});
