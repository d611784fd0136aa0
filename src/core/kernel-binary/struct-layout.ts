import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import { printType } from "../btf/print-type.ts";
import type { BtfComposite, BtfMember } from "../btf/types.ts";
import type { StructLayout } from "../facts/structs-file.ts";

type Member = StructLayout["members"][number];

/** A struct or union without a tag that a member is of, which is written out behind it. */
function untagged(btf: Btf, member: BtfMember): BtfComposite | undefined {
  const type = btf.type(member.type);
  if (type.kind !== "struct" && type.kind !== "union") return undefined;
  return type.name === "" || member.name === "" ? type : undefined;
}

function flatten(btf: Btf, type: BtfComposite, base: number, depth: number): Member[] {
  return type.members.flatMap((member) => {
    const { name, bitFieldSize } = member;
    const bit_offset = base + member.bitOffset;
    const inner = untagged(btf, member);
    const spelt = inner ? inner.kind : printType(btf, member.type);
    const bits = bitFieldSize || 8 * sizeOf(btf, member.type);
    const own: Member = { name, type: spelt, bit_offset, bits, depth };
    return inner ? [own, ...flatten(btf, inner, bit_offset, depth + 1)] : [own];
  });
}

/** The members of a struct or union, those of structs and unions without a tag behind the member that holds them. */
export function structLayout(btf: Btf, type: BtfComposite): StructLayout {
  return { kind: type.kind, size: type.size, members: flatten(btf, type, 0, 0) };
}
