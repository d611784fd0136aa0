import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import type { BtfMember, BtfTypeOf, TypeId } from "../btf/types.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { type ElfObject, type ElfRelocation, type ElfSection, sectionNamed } from "../elf/elf-object.ts";
import { counted } from "../words/counted.ts";
import { type CodeFunction, SLOT_BYTES } from "./code-function.ts";
import { variablesIn } from "./global-data.ts";
import type { GlobalVariable } from "./linked-object.ts";
import { essentialName } from "./relocation/essential-name.ts";
import { sectionTypeOf } from "./section-types.ts";

/** A program in a member of a struct of operations. */
export interface StructOpsProgram {
  readonly member: string;
  readonly program: string;
}

/** A struct of operations that the object hands the kernel: a map of the type BPF_MAP_TYPE_STRUCT_OPS. */
export interface StructOpsMap {
  readonly name: string;
  /** The kernel's name of the struct, without a flavour. */
  readonly struct: string;
  /** It is registered by a link: it stands in a section `.struct_ops.link`. */
  readonly isLinked: boolean;
  /** It is not created unless it is asked for: its section's name begins with `?`. */
  readonly isOptional: boolean;
  /** The kernel's struct with the members that are data; pointers are zeros. */
  readonly value: Uint8Array;
  readonly programs: readonly StructOpsProgram[];
}

const SECTIONS = [".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link"];
/** What the kernel keeps around such a struct has this name in front of the struct's. */
const VALUE_PREFIX = "bpf_struct_ops_";
const HELP =
  'Define it as struct <operations> name = { … } with SEC(".struct_ops.link"), and programs with SEC("struct_ops/…")';

type Struct = BtfTypeOf<"struct">;

/** Where one such struct is read from. */
interface Source {
  readonly elf: ElfObject;
  readonly btf: Btf;
  readonly kernel: Btf;
  /** The functions that are no subprograms, by `placeKey`. */
  readonly entries: ReadonlyMap<string, CodeFunction>;
  readonly section: ElfSection;
  /** The section's relocations by what they change, in bytes from its start. */
  readonly relocations: ReadonlyMap<number, ElfRelocation>;
  readonly problems: ByteProblems;
}

/** A place in a section, in bytes. */
const placeKey = (section: number | undefined, offset: number): string => `${section} ${offset}`;

/** What each key was first given for. */
function firstByKey<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): ReadonlyMap<Key, Value> {
  return new Map(values.toReversed().map((value) => [keyOf(value), value]));
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

function pointsToFunction(btf: Btf, { type }: BtfMember): boolean {
  const pointer = btf.resolved(type);
  return pointer.kind === "ptr" && btf.resolved(pointer.type).kind === "func_proto";
}

/** The kernel's struct of this name, if it is one of operations that programs can implement. */
function kernelStruct(kernel: Btf, name: string): { readonly id: TypeId; readonly type: Struct } | undefined {
  const id = kernel.find("struct", name);
  const type = id === undefined ? undefined : kernel.type(id);
  const known = kernel.find("struct", `${VALUE_PREFIX}${name}`) !== undefined;
  return known && id !== undefined && type?.kind === "struct" ? { id, type } : undefined;
}

/** Where a member of the object's struct belongs in the kernel's. */
interface KernelPlace {
  readonly struct: string;
  /** Absent where the kernel has no such member. */
  readonly member: BtfMember | undefined;
  /** The kernel's struct. */
  readonly value: Uint8Array;
}

/** One struct of operations while it is turned into the kernel's (bpf_map__init_kern_struct_ops, tools/lib/bpf/libbpf.c, v7.3). */
class StructOpsReader {
  readonly #source: Source;
  readonly #variable: GlobalVariable;
  readonly #local: Struct;

  constructor(source: Source, variable: GlobalVariable, local: Struct) {
    this.#source = source;
    this.#variable = variable;
    this.#local = local;
  }

  read(): StructOpsMap | undefined {
    const { kernel, section } = this.#source;
    const { name } = this.#variable;
    const struct = essentialName(this.#local.name);
    const isOptional = section.name.startsWith("?");
    const found = kernelStruct(kernel, struct);
    const base = { name, struct, isOptional, isLinked: section.name.endsWith(".link") };
    if (!found) {
      if (!isOptional) this.#report(`the kernel has no struct ${VALUE_PREFIX}${struct}`);
      return isOptional ? { ...base, value: new Uint8Array(0), programs: [] } : undefined;
    }
    const value = new Uint8Array(found.type.size);
    const targets = firstByKey(found.type.members, (each) => each.name);
    const programs = this.#local.members.flatMap((member) => {
      return this.#take(member, { struct: found.type.name, member: targets.get(member.name), value });
    });
    return { ...base, value, programs };
  }

  /** Puts a member's data into the kernel's struct, or gives the program that stands in it. */
  #take(member: BtfMember, { struct, member: target, value }: KernelPlace): StructOpsProgram[] {
    const { btf, kernel } = this.#source;
    const { name } = member;
    const bytes = this.#bytesOf(member);
    if (!target) {
      if (!isZero(bytes)) this.#report(`the kernel's struct ${struct} has no member ${name}, which is not zero`);
      return [];
    }
    if (member.bitFieldSize > 0 || target.bitFieldSize > 0) {
      this.#report(`the member ${name} is a bit-field`);
      return [];
    }
    if (btf.resolved(member.type).kind !== kernel.resolved(target.type).kind) {
      this.#report(`the member ${name} is of another kind than in the kernel`);
      return [];
    }
    if (btf.resolved(member.type).kind === "ptr") {
      const relocation = this.#relocationAt(member);
      return relocation ? this.#program(member, target, relocation) : [];
    }
    if (bytes.length !== sizeOf(kernel, target.type)) {
      this.#report(
        `the member ${name} has ${counted(bytes.length, "byte")}, and in the kernel ${sizeOf(kernel, target.type)}`,
      );
    } else value.set(bytes, target.bitOffset / 8);
    return [];
  }

  #program(member: BtfMember, target: BtfMember, { symbol }: ElfRelocation): StructOpsProgram[] {
    const { btf, kernel, entries } = this.#source;
    const { name } = member;
    const program = entries.get(placeKey(symbol.section, symbol.value));
    if (!program || sectionTypeOf(program.section.name)?.type !== "BPF_PROG_TYPE_STRUCT_OPS") {
      this.#report(`the member ${name} holds something else than a program of SEC("struct_ops/…")`);
      return [];
    }
    if (!pointsToFunction(btf, member) || !pointsToFunction(kernel, target)) {
      this.#report(`the member ${name} is no pointer to a function`);
      return [];
    }
    return [{ member: name, program: program.name }];
  }

  #bytesOf({ bitOffset, type }: BtfMember): Uint8Array {
    const { btf, section } = this.#source;
    const start = this.#variable.offset + Math.floor(bitOffset / 8);
    return section.bytes.subarray(start, start + sizeOf(btf, type));
  }

  #relocationAt({ bitOffset }: BtfMember): ElfRelocation | undefined {
    return this.#source.relocations.get(this.#variable.offset + bitOffset / 8);
  }

  #report(why: string): void {
    const { problems, section } = this.#source;
    const at = section.fileOffset + this.#variable.offset;
    problems.report(at, `The operations ${this.#variable.name} can't be made: ${why}`, undefined, {
      code: "load/map",
      help: HELP,
    });
  }
}

function readSection(source: Source): StructOpsMap[] {
  const { elf, btf, section, problems } = source;
  return variablesIn(elf, btf, section, problems).flatMap((variable) => {
    const type = btf.resolved(variable.type);
    if (type.kind === "struct" && type.name !== "") return new StructOpsReader(source, variable, type).read() ?? [];
    const message = `The operations ${variable.name} can't be made: the variable is no struct with a name`;
    problems.report(section.fileOffset, message, undefined, { code: "load/map", help: HELP });
    return [];
  });
}

/** The structs of operations that an object defines (bpf_object_init_struct_ops, tools/lib/bpf/libbpf.c, v7.3). */
export function structOpsMaps(
  elf: ElfObject,
  btf: Btf,
  kernel: Btf,
  functions: readonly CodeFunction[],
  problems: ByteProblems,
): StructOpsMap[] {
  const entries = firstByKey(
    functions.filter(({ isSubprogram }) => !isSubprogram),
    ({ section, start }) => placeKey(section.index, start * SLOT_BYTES),
  );
  return SECTIONS.flatMap((name) => {
    const section = sectionNamed(elf, name);
    if (!section || section.size === 0) return [];
    const relocations = firstByKey(elf.relocations.get(section.index) ?? [], ({ offset }) => offset);
    return readSection({ elf, btf, kernel, entries, section, relocations, problems });
  });
}

/** The member of a struct that a program implements. */
export interface StructOpsTarget {
  readonly struct: string;
  readonly member: string;
}

/**
 * What each program implements, by its name. A program may stand in several structs, but in the same member of the same
 * struct.
 */
export function structOpsTargets(
  maps: readonly StructOpsMap[],
  problems: ByteProblems,
): ReadonlyMap<string, StructOpsTarget> {
  const targets = new Map<string, StructOpsTarget>();
  for (const { struct, programs } of maps) {
    for (const { member, program } of programs) {
      const known = targets.get(program);
      if (known && (known.struct !== struct || known.member !== member)) {
        const message = `The program ${program} stands in ${known.struct}.${known.member} and in ${struct}.${member}`;
        problems.report(undefined, message, undefined, { code: "load/map", help: "Write a program for each" });
      } else targets.set(program, { struct, member });
    }
  }
  return targets;
}
