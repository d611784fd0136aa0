import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import { type Access, type AccessSpec, FARTHEST_BIT, isFlexible } from "./access-spec.ts";
import { areFieldsCompatible, areTypesCompatible, doTypesMatch, type TypePair } from "./compatible-types.ts";
import { essentialName } from "./essential-name.ts";
import type { RelocationKind } from "./kinds.ts";

/** A member found in the target: the step to it, its offset and its type. */
interface MatchedMember {
  readonly access: Access;
  readonly bitOffset: number;
  readonly type: TypeId;
}

function localMemberType(local: Btf, { type: holder, index }: Access): TypeId {
  const type = local.type(holder);
  return (type.kind === "struct" || type.kind === "union" ? type.members[index]?.type : undefined) ?? 0;
}

/** Looks for the member by name, in anonymous members too. "incompatible" ends the search: the name is taken. */
function matchMember(pair: TypePair, wanted: Access, targetId: TypeId): MatchedMember | "incompatible" | undefined {
  const holder = pair.target.resolve(targetId);
  const type = pair.target.type(holder);
  if (type.kind !== "struct" && type.kind !== "union") return undefined;
  for (const [index, member] of type.members.entries()) {
    if (member.name === "") {
      const inner = matchMember(pair, wanted, member.type);
      if (inner === "incompatible") return inner;
      if (inner) return { ...inner, bitOffset: inner.bitOffset + member.bitOffset };
    } else if (member.name === wanted.name) {
      if (!areFieldsCompatible(pair, localMemberType(pair.local, wanted), member.type)) return "incompatible";
      const access = { name: member.name, type: holder, index };
      return { access, bitOffset: member.bitOffset, type: member.type };
    }
  }
  return undefined;
}

function matchField(local: AccessSpec, target: Btf, root: TypeId): AccessSpec | undefined {
  const accesses: Access[] = [];
  let at = root;
  let bitOffset = 0;
  for (const [position, wanted] of local.accesses.entries()) {
    if (wanted.name !== undefined) {
      const found = matchMember({ local: local.btf, target }, wanted, at);
      if (!found || found === "incompatible") return undefined;
      accesses.push(found.access);
      bitOffset += found.bitOffset;
      at = found.type;
    } else {
      const array = target.resolved(at);
      // The first step counts in whole structs of the root's type; every other one is within an array.
      if (position > 0) {
        if (array.kind !== "array") return undefined;
        if (wanted.index >= array.length && !isFlexible(target, accesses.at(-1), array)) return undefined;
        at = array.element;
      }
      at = target.resolve(at);
      accesses.push({ type: at, index: wanted.index });
      bitOffset += wanted.index * 8 * sizeOf(target, at);
    }
  }
  return bitOffset > FARTHEST_BIT ? undefined : { btf: target, root, accesses, bitOffset };
}

function matchEnumerator(local: AccessSpec, target: Btf, root: TypeId): AccessSpec | undefined {
  const id = target.resolve(root);
  const type = target.type(id);
  if (type.kind !== "enum") return undefined;
  const wanted = essentialName(local.accesses[0]?.name ?? "");
  const index = type.values.findIndex(({ name }) => essentialName(name) === wanted);
  const name = type.values[index]?.name;
  return name === undefined ? undefined : { btf: target, root, accesses: [{ name, type: id, index }], bitOffset: 0 };
}

function matchType(local: AccessSpec, target: Btf, root: TypeId, kind: RelocationKind): AccessSpec | undefined {
  const compare = kind.name === "TYPE_MATCHES" ? doTypesMatch : areTypesCompatible;
  const agrees = compare({ local: local.btf, target }, local.root, root);
  return agrees ? { btf: target, root, accesses: [], bitOffset: 0 } : undefined;
}

const matchers = { field: matchField, enumerator: matchEnumerator, type: matchType } as const;

/** The same access in a candidate type of the kernel; undefined where the candidate does not have it. */
export function matchAccess(
  local: AccessSpec,
  target: Btf,
  candidate: TypeId,
  kind: RelocationKind,
): AccessSpec | undefined {
  return matchers[kind.family](local, target, candidate, kind);
}
