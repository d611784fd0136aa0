import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { KconfigKind } from "./kconfig-kind.ts";
import type { MapDefinition } from "./map-definition.ts";
import type { StructOpsMap, StructOpsTarget } from "./struct-ops.ts";

/** A place in C that an instruction was compiled from (.BTF.ext line info). */
export interface SourceLine {
  readonly slot: number;
  /** As clang recorded it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The text of the line, as recorded in the object. */
  readonly text: string;
}

/** One function of a program: the entry or a subprogram that was appended to it. */
export interface LinkedFunction {
  readonly name: string;
  /** First slot. */
  readonly start: number;
  /** Slot after the last one. */
  readonly end: number;
  /** Neither static nor hidden: the verifier looks at it by itself. */
  readonly isGlobal: boolean;
  /** Its function type in the object's BTF (.BTF.ext func info). */
  readonly type?: TypeId;
}

/**
 * An instruction that libbpf makes invalid because what it needs is not in this kernel: a call of a helper that does not
 * exist. A program may hold it where it is never reached.
 */
export interface PoisonedInstruction {
  readonly slot: number;
  /** What is missing, in one sentence without a full stop. */
  readonly reason: string;
}

/** An instruction that makes Linux refuse its program when it is loaded, whether it is ever reached or not. */
export interface RefusedInstruction {
  readonly slot: number;
  /** What is wrong, in one sentence without a full stop. */
  readonly reason: string;
}

/** A program with everything resolved that libbpf would resolve before bpf(BPF_PROG_LOAD). */
export interface LinkedProgram {
  readonly name: string;
  /** The ELF section, such as `xdp.frags`. */
  readonly section: string;
  /** `BPF_PROG_TYPE_…`, from the section name by libbpf's table. */
  readonly programType: string;
  /** Where the section name asks for it: BPF_F_XDP_HAS_FRAGS, BPF_F_SLEEPABLE. */
  readonly flags: readonly string[];
  /** `BPF_…` of enum bpf_attach_type, where the section name states one. */
  readonly attachType?: string;
  /** Of a struct_ops program that stands in a struct of operations. */
  readonly structOps?: StructOpsTarget;
  /**
   * In kernel form: a kfunc call has src = BPF_PSEUDO_KFUNC_CALL and imm = the kernel BTF's func id; a subprogram call
   * has src = BPF_PSEUDO_CALL; a 64-bit load of global data has src = BPF_PSEUDO_MAP_IDX_VALUE, imm = the index in
   * `LinkedObject.maps`, nextImm = the offset; of a map has src = BPF_PSEUDO_MAP_IDX; of a kernel variable or symbol
   * has src = BPF_PSEUDO_BTF_ID, imm = its id in the kernel's BTF; of a jump table has src = BPF_PSEUDO_MAP_VALUE, imm = its
   * index in `jumpTables`.
   */
  readonly instructions: readonly Instruction[];
  readonly functions: readonly LinkedFunction[];
  /** The slots that each jump table of the program leads to. */
  readonly jumpTables: readonly (readonly number[])[];
  /** The first slot of the function that bpf_throw() ends in, where the program names one (`__exception_cb`), or several. */
  readonly exceptionCallback?: number | "several";
  /** By slot, rising. */
  readonly lines: readonly SourceLine[];
  /** By slot, rising. */
  readonly poisoned: readonly PoisonedInstruction[];
  /** By slot, rising. */
  readonly refused: readonly RefusedInstruction[];
}

/** A variable in a global data section. */
export interface GlobalVariable {
  readonly name: string;
  /** In the section, in bytes. */
  readonly offset: number;
  readonly size: number;
  /** In the object's BTF. */
  readonly type: TypeId;
}

/** The array map behind a section of global data. */
export interface GlobalDataMap {
  readonly name: string;
  readonly kind: "global-data";
  /** `.rodata` is frozen: the program may only read it. */
  readonly readOnly: boolean;
  /** Each CPU has such data for itself, and a program sees that of the CPU that runs it. */
  readonly perCpu?: true;
  readonly initial: Uint8Array;
  readonly variables: readonly GlobalVariable[];
}

/** A variable that the kernel's configuration, or libbpf, gives a value to. */
export interface KconfigVariable extends GlobalVariable {
  readonly kind: KconfigKind;
  readonly isSigned: boolean;
  /** 0 where the configuration does not have it. */
  readonly isWeak: boolean;
}

/** Variables that tell of the kernel that a program is loaded into, such as LINUX_KERNEL_VERSION; read-only. */
export interface KconfigMap {
  readonly name: ".kconfig";
  readonly kind: "kconfig";
  readonly size: number;
  readonly variables: readonly KconfigVariable[];
}

/** What stands in a map from the start: another map of the object by its index among the declared ones, or a program. */
export type MapValue =
  | { readonly slot: number; readonly map: number; readonly program?: never }
  | { readonly slot: number; readonly map?: never; readonly program: string };

/** The variables in an arena (`__arena`, address space 1), which libbpf puts there after it has created the map. */
export interface ArenaData {
  readonly name: ".addr_space.1";
  /** Where they start in the arena, in bytes. */
  readonly start: number;
  readonly initial: Uint8Array;
  readonly variables: readonly GlobalVariable[];
}

/** A map that the object defines in `.maps`. */
export interface DeclaredMap {
  readonly name: string;
  readonly kind: "declared";
  readonly definition: MapDefinition;
  readonly values: readonly MapValue[];
  /** Of an arena. */
  readonly data?: ArenaData;
}

export type LinkedMap = GlobalDataMap | KconfigMap | DeclaredMap;

export interface LinkedObject {
  readonly path: string;
  /** Empty where there is no license section, as libbpf hands it to the kernel. */
  readonly license: string;
  readonly programs: readonly LinkedProgram[];
  /** The declared ones first, then global data, as libbpf creates them. */
  readonly maps: readonly LinkedMap[];
  /** Created after all others. */
  readonly structOps: readonly StructOpsMap[];
  readonly btf: Btf;
  /** Names of the kfuncs that the programs call. */
  readonly kfuncs: readonly string[];
}

/** The map of a name in `.maps`; undefined where the object defines none. */
export const declaredMap = ({ maps }: LinkedObject, name: string): DeclaredMap | undefined =>
  maps.find((map): map is DeclaredMap => map.kind === "declared" && map.name === name);

/** The variables of the object's arena, if it has any. */
export const arenaDataOf = ({ maps }: LinkedObject): ArenaData | undefined =>
  maps.flatMap((map) => (map.kind === "declared" && map.data ? [map.data] : []))[0];

/** The sections of global data among an object's maps. */
export const globalDataOf = ({ maps }: LinkedObject): readonly GlobalDataMap[] =>
  maps.filter((map) => map.kind === "global-data");
