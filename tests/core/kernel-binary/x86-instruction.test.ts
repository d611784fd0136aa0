import { expect, test } from "vitest";
import { ByteReader } from "../../../src/core/bytes/byte-reader.ts";
import { fromHex } from "../../../src/core/bytes/hex.ts";
import { decodeX86 } from "../../../src/core/kernel-binary/x86-instruction.ts";

const decode = (hex: string) => decodeX86(new ByteReader(fromHex(`${hex} 90 90 90 90`) ?? new Uint8Array()), 0);

test.each([
  ["f3 0f 1e fa", 4, "endbr64"],
  ["48 c7 c6 20 a6 39 82", 7, "mov $0xffffffff8239a620,%rsi"],
  ["bf 1b 00 00 00", 5, "mov $0x1b,%edi"],
  ["49 bf 88 77 66 55 44 33 22 11", 10, "movabs $0x1122334455667788,%r15"],
  ["66 b8 34 12", 4, "mov $0x1234,%ax"],
  ["31 ff", 2, "xor %edi,%edi"],
  ["8b 35 ed e5 9d ff", 6, "mov -0x621a13(%rip),%esi"],
  ["8d 04 f5 00 20 00 00", 7, "lea 0x2000(,%rsi,8),%eax"],
  ["48 8b 44 24 08", 5, "mov 0x8(%rsp),%rax"],
  ["48 8b 04 25 40 00 00 00", 8, "mov 0x40,%rax"],
  ["6b 0d b9 e5 9d ff 0a", 7, "imul $0xa,-0x621a47(%rip),%ecx"],
  ["48 69 c0 e8 03 00 00", 7, "imul $0x3e8,%rax,%rax"],
  ["48 f7 f1", 3, "div %rcx"],
  ["f6 05 11 22 33 44 01", 7, "testb $0x1,0x44332211(%rip)"],
  ["66 f7 c7 01 02", 5, "test $0x201,%di"],
  ["48 81 ec 80 00 00 00", 7, "sub $0x80,%rsp"],
  ["0f 84 11 22 33 44", 6, "je"],
  ["66 2e 0f 1f 84 00 00 00 00 00", 10, "cs nopw 0x0(%rax,%rax,1)"],
  ["f0 0f b1 0d 00 00 00 00", 8, "lock cmpxchg %ecx,0x0(%rip)"],
  ["0f ba e0 07", 4, "bt $0x7,%eax"],
  ["a8 01", 2, "test $0x1,%al"],
  ["48 a1 88 77 66 55 44 33 22 11", 10, "movabs 0x1122334455667788,%rax"],
  ["c8 10 00 00", 4, "enter $0x10,$0x0"],
  ["0f 38 f0 07", 4, "movbe (%rdi),%eax"],
  ["66 0f 3a 0f c1 08", 6, "palignr $0x8,%xmm1,%xmm0"],
  ["e8 8f 07 aa fd", 5, "call"],
])("%s has %i bytes: %s", (hex, length) => {
  expect(decode(hex)?.length).toBe(length);
});

test.each([
  ["48 c7 c6 20 a6 39 82", { immediate: -0x7dc6_59e0, modrm: { mod: 3, reg: 0, rm: 6 } }],
  ["bf 1b 00 00 00", { immediate: 27, opcodeRegister: 7 }],
  ["41 bf fe ff ff ff", { immediate: -2, opcodeRegister: 15 }],
  ["49 be fe ff ff ff ff ff ff ff", { immediate: -2, opcodeRegister: 14 }],
  ["eb fe", { immediate: -2 }],
  ["45 31 c9", { opcode: 0x31, modrm: { mod: 3, reg: 9, rm: 9 } }],
])("the fields of %s are %j", (hex, fields) => {
  expect(decode(hex)).toMatchObject(fields);
});

test.each(["06", "c5 f8 77", "62 f1", "0f 04"])("%s is not understood", (hex) => {
  expect(decode(hex)).toBeUndefined();
});
