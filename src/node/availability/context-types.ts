import type { Btf } from "../../core/btf/btf.ts";
import { structPointedTo } from "../../core/btf/struct-pointed-to.ts";
import type { TypeId } from "../../core/btf/types.ts";
import { type ProgramType, programTypes } from "../../core/uapi/program-types.ts";
import { type KernelTypes, type PlacedType, typesAt } from "./kernel-types.ts";
import { parametersOf } from "./parameters.ts";

/** A program type's context, as programs see it and as the kernel has it; by the structs' names. */
export interface ContextType {
  readonly programType: ProgramType;
  readonly seen: string;
  readonly own: string;
}

/** A struct of pairs of members, from which the verifier itself reads the contexts (kernel/bpf/btf.c, v6.1 to v7.3). */
const CONTEXTS = "bpf_ctx_convert";

/** Arguments of these programs are pointers to the kernel's own structs, any of which a hook may have. */
const typed: readonly ProgramType[] = ["BPF_PROG_TYPE_TRACING", "BPF_PROG_TYPE_LSM", "BPF_PROG_TYPE_STRUCT_OPS"];

/**
 * Types that come to a context of other types by a member of their own context. What a program may have put into a map's
 * field before is not counted.
 */
const byMember: Readonly<Record<string, readonly ProgramType[]>> = { sk_buff: ["BPF_PROG_TYPE_NETFILTER"] };

/** Structs that are contexts, but which many programs come to without being of that type. */
const common: readonly string[] = ["sk_buff", "sk_msg", "sock", "pt_regs"];

const nameOf = (btf: Btf, id: TypeId): string => {
  const type = btf.resolved(id);
  return type.kind === "struct" ? type.name : "";
};

/** Of the program types whose programs see another struct than the kernel has. */
export function contextTypes(vmlinux: Btf): ContextType[] {
  const pairs = vmlinux.resolved(vmlinux.find("struct", CONTEXTS) ?? 0);
  if (pairs.kind !== "struct") return [];
  return programTypes.flatMap((programType) => {
    const [seen = "", own = ""] = ["prog", "kern"].map((side) => {
      const member = pairs.members.find(({ name }) => name === `${programType}_${side}`);
      return member ? nameOf(vmlinux, member.type) : "";
    });
    return seen === own ? [] : [{ programType, seen, own }];
  });
}

/**
 * The program types that have what a kfunc's parameters ask for, where one is the context of some types; undefined where
 * none is. A struct of numbers alone, such as `xdp_md`, the verifier takes any bytes for: they are no packet of another type's.
 */
export function holdersOfContext(
  contexts: readonly ContextType[],
  types: KernelTypes,
  place: PlacedType,
): ReadonlySet<ProgramType> | undefined {
  const btf = typesAt(types, place);
  const structs = parametersOf(btf, place.typeId).map(({ type }) => nameOf(btf, structPointedTo(btf, type) ?? 0));
  const asked = contexts.filter(({ seen, own }) =>
    structs.some((struct) => struct !== "" && (struct === seen || (struct === own && !common.includes(own)))),
  );
  if (asked.length === 0) return undefined;
  const others = asked.flatMap(({ own }) => byMember[own] ?? []);
  return new Set([...asked.map(({ programType }) => programType), ...typed, ...others]);
}
