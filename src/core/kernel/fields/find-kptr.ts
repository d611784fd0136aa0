import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { InvalidFields } from "./field-record.ts";
import { type FieldKind, type KptrTag, type KptrTarget, kptrTags } from "./special-field.ts";

/**
 * Structs of which a map or an object may own a reference, because the kernel knows how to give it back
 * (register_btf_id_dtor_kfuncs, v7.3).
 */
const withDestructor: ReadonlySet<string> = new Set([
  "task_struct",
  "cgroup",
  "bpf_cpumask",
  "bpf_crypto_ctx",
  "bpf_ksock",
  "sk_buff",
  "prog_test_ref_kfunc",
  "prog_test_member",
]);

function tagOf(btf: Btf, pointee: TypeId): { readonly kind: KptrTag | undefined; readonly type: TypeId } {
  let [kind, id]: [KptrTag | undefined, TypeId] = [undefined, pointee];
  for (let type = btf.type(id); ; type = btf.type(id)) {
    if (type.kind === "type_tag") {
      const tag = type.attribute ? undefined : kptrTags.find((each) => each === type.name);
      if (tag && kind && tag !== kind) throw new InvalidFields("a pointer has two tags of a kptr");
      kind = tag ?? kind;
    } else if (
      type.kind !== "const" &&
      type.kind !== "volatile" &&
      type.kind !== "restrict" &&
      type.kind !== "typedef"
    ) {
      return { kind, type: id };
    }
    id = type.type;
  }
}

/** By name in the kernel's types first; what only the program has is its own to allocate (btf_parse_kptr, v7.3). */
function targetOf({ btf, kernelBtf }: { btf: Btf; kernelBtf: Btf }, kind: KptrTag, id: TypeId): KptrTarget {
  const struct = btf.type(id);
  if (struct.kind !== "struct") throw new InvalidFields(`a ${kind} leads to no struct`);
  const { name } = struct;
  const type = name === "" ? undefined : kernelBtf.find("struct", name);
  if (type === undefined) return { of: "program", type: id, name };
  if (kind === "kptr" && !withDestructor.has(name)) {
    throw new InvalidFields(`no reference on a struct ${name} can be kept in a kptr`);
  }
  return { of: "kernel", type, name };
}

/** The kptr of a wanted kind that a pointer type declares (btf_find_kptr, kernel/bpf/btf.c, v7.3); undefined for any other type. */
export function kptrOf(
  types: { readonly btf: Btf; readonly kernelBtf: Btf },
  id: TypeId,
  wanted: ReadonlySet<FieldKind>,
): { readonly kind: KptrTag; readonly target: KptrTarget } | undefined {
  const { btf } = types;
  const outer = btf.type(id);
  const pointer = outer.kind === "volatile" ? btf.type(outer.type) : outer;
  if (pointer.kind !== "ptr") return undefined;
  const { kind, type } = tagOf(btf, pointer.type);
  return kind && wanted.has(kind) ? { kind, target: targetOf(types, kind, type) } : undefined;
}
