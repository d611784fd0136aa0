import type { Btf } from "../../core/btf/btf.ts";
import type { TypeId } from "../../core/btf/types.ts";
import type { AttachForm } from "../../core/facts/availability-file.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import type { ProbeForm } from "../linux/probe.ts";
import { type KernelTypes, type PlacedType, placeType } from "./kernel-types.ts";
import { programFlags, type Section, sections } from "./sections.ts";

/** An attach form, and how a program is loaded in it. */
export interface CandidateForm {
  readonly facts: Omit<AttachForm, "class">;
  readonly load: ProbeForm;
}

function enumerator(btf: Btf, type: string, name: string): number | undefined {
  const id = btf.find("enum", type);
  const found = id === undefined ? undefined : btf.type(id);
  if (found?.kind !== "enum") return undefined;
  const value = found.values.find((each) => each.name === name)?.value;
  return value === undefined ? undefined : Number(value);
}

/** What makes one form of a section: which name it has, and what it is loaded against. */
interface Variant {
  readonly name: string;
  readonly target?: PlacedType;
  /** Of a struct_ops type. */
  readonly member?: number;
}

const ITERATOR = "bpf_iter_";

/** Functions with the iterators' prefix; those that are none (kfuncs for loops) can't be loaded against. */
function iterators(section: Section, { vmlinux }: KernelTypes): Variant[] {
  const found = [...vmlinux.ofKind("func")].filter(([, { name }]) => name.startsWith(ITERATOR));
  const names = [...new Set(found.map(([, { name }]) => name))].sort();
  return names.map((name) => ({
    name: `${section.name}/${name.slice(ITERATOR.length)}`,
    target: { typeId: vmlinux.find("func", name) ?? 0 },
  }));
}

const STRUCT_OPS = "bpf_struct_ops_";

/** The kernel wraps each struct_ops type in a struct of this name (kernel/bpf/bpf_struct_ops.c, v6.1 to v7.3). */
function structOpsTypes(btf: Btf): { name: string; typeId: TypeId }[] {
  const found = [...btf.ofKind("struct")].flatMap(([, { name }]) => {
    const type = name.startsWith(STRUCT_OPS) ? name.slice(STRUCT_OPS.length) : "";
    const typeId = btf.find("struct", type);
    return typeId === undefined ? [] : [{ name: type, typeId }];
  });
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}

function functionMembers(btf: Btf, typeId: TypeId): { name: string; index: number }[] {
  const type = btf.type(typeId);
  if (type.kind !== "struct") return [];
  return type.members.flatMap(({ name, type: member }, index) => {
    const pointer = btf.resolved(member);
    return pointer.kind === "ptr" && btf.resolved(pointer.type).kind === "func_proto" ? [{ name, index }] : [];
  });
}

/** Of vmlinux: no module of Debian's kernels had one up to v7.3. */
function structOps(section: Section, { vmlinux }: KernelTypes): Variant[] {
  return structOpsTypes(vmlinux).flatMap(({ name, typeId }) =>
    functionMembers(vmlinux, typeId).map((member) => ({
      name: `${section.name}/${name}.${member.name}`,
      target: { typeId },
      member: member.index,
    })),
  );
}

function firstNamed(
  section: Section,
  types: KernelTypes,
  kind: "func" | "typedef",
  names: readonly string[],
): Variant[] {
  const targets = names.flatMap((name) => placeType(types, kind, name) ?? []);
  return targets.map((target) => ({ name: section.name, target }));
}

const expand = {
  iterators,
  struct_ops: structOps,
  function: (section: Section, types: KernelTypes, names: readonly string[]) =>
    firstNamed(section, types, "func", names),
  typedef: (section: Section, types: KernelTypes, names: readonly string[]) =>
    firstNamed(section, types, "typedef", names),
} as const;

function variants(section: Section, types: KernelTypes): Variant[] {
  const { target } = section;
  if (!target) return [{ name: section.name }];
  return expand[target.kind](section, types, "names" in target ? target.names : []);
}

function candidates(section: Section, types: KernelTypes): CandidateForm[] {
  const { programType, attachType, flags = [], also = [] } = section;
  const type = enumerator(types.vmlinux, "bpf_prog_type", programType);
  const attach = attachType === undefined ? 0 : enumerator(types.vmlinux, "bpf_attach_type", attachType);
  if (type === undefined || attach === undefined) return [];
  const bits = flags.reduce((sum, flag) => sum | programFlags[flag], 0);
  return variants(section, types).map(({ name, target, member }) => ({
    facts: {
      name,
      ...(also.length > 0 && { also: [...also] }),
      program_type: programType,
      ...(attachType !== undefined && { attach_type: attachType }),
      sleepable: flags.includes("BPF_F_SLEEPABLE"),
    },
    load: {
      programType: type,
      attachType: member ?? attach,
      flags: bits,
      ...(target && { target }),
      isDeviceBound: flags.includes("BPF_F_XDP_DEV_BOUND_ONLY"),
    },
  }));
}

/** Every form that a release may know; whether it can load a program in it is for its kernel to say. */
export function candidateForms(types: KernelTypes, release: string): CandidateForm[] {
  const known = sections.filter(({ since = release }) => compareVersions(since, release) <= 0);
  return known.flatMap((section) => candidates(section, types));
}
