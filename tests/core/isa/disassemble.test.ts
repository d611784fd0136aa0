import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fromHex } from "../../../src/core/bytes/hex.ts";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { decodeProgram } from "../../../src/core/isa/decode.ts";
import { disassemble } from "../../../src/core/isa/disassemble.ts";
import { encodeProgram } from "../../../src/core/isa/encode.ts";

const folder = new URL("../../cases/isa/objdump/", import.meta.url);

/** The lines of a recorded disassembly: bytes, and the text without what stands at a jump's target. */
function recorded(file: string) {
  const lines = readFileSync(new URL(file, folder), "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [slot = "", bytes = "", ...text] = line.split("\t");
    return { slot, bytes: fromHex(bytes) ?? new Uint8Array(), text: text.join("\t").replace(/ <[^<>]*>$/, "") };
  });
}

const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

describe.each(files)("%s", (file) => {
  const lines = recorded(file);
  const alu32 = file.includes("alu32");

  test("reads as llvm-objdump prints it", () => {
    expect(lines.length).toBeGreaterThan(100);
    const ours = lines.map(({ slot, bytes }) => {
      const { instructions } = decodeProgram(bytes);
      return `${slot}: ${instructions.map((instruction) => disassemble(instruction, { alu32 })).join("; ")}`;
    });
    expect(ours).toEqual(lines.map(({ slot, text }) => `${slot}: ${text}`));
  });

  test("assembles back to the same bytes from exact text", () => {
    for (const { bytes } of lines) {
      const { instructions, problems } = decodeProgram(bytes);
      expect(problems).toEqual([]);
      const text = instructions.map((instruction) => disassemble(instruction, { alu32, exact: true })).join("\n");
      const assembled = assemble(text);
      expect(assembled.problems, text).toEqual([]);
      expect(encodeProgram(assembled.instructions), text).toEqual(bytes);
    }
  });
});

test("jump targets and calls carry the names that the caller knows", () => {
  const { instructions } = assemble("goto +1\ncall 7\nexit");
  const options = { describeSlot: (slot: number) => `f+${slot}`, describeCall: () => "bpf_get_prandom_u32" };
  expect(instructions.map((instruction) => disassemble(instruction, options))).toEqual([
    "goto +0x1 <f+2>",
    "call bpf_get_prandom_u32",
    "exit",
  ]);
});

test("displacements are in decimals for who compares them with the kernel's", () => {
  const text = ["w1 = *(u32 *)(r7 + 2876)", "*(u8 *)(r10 - 16) = w1", "lock *(u64 *)(r1 + 12) += r2"];
  const { instructions } = assemble(text.join("\n"));
  expect(instructions.map((instruction) => disassemble(instruction, { decimal: true, alu32: true }))).toEqual(text);
});

test("an invalid instruction is unknown", () => {
  expect(disassemble({ slot: 0, opcode: 0xff, dst: 0, src: 0, offset: 0, imm: 0 })).toBe("<unknown>");
});
