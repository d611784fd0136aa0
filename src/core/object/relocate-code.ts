import type { ElfRelocation, ElfSymbol } from "../elf/elf-object.ts";
import {
  BPF_PSEUDO_BTF_ID,
  BPF_PSEUDO_FUNC,
  BPF_PSEUDO_MAP_IDX,
  BPF_PSEUDO_MAP_IDX_VALUE,
  CALL,
  callTargets,
  LD_IMM64,
} from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { RelocationRecord } from "./btf-ext.ts";
import { type CodeFunction, SLOT_BYTES, type Subprograms } from "./code-function.ts";
import type { CodeSection } from "./code-section.ts";
import type { Externs } from "./externs.ts";
import type { JumpTables } from "./jump-tables.ts";
import { isRelocatable, patchInstruction, poison } from "./relocation/patch-instruction.ts";
import type { RelocationResolver } from "./relocation/resolve-relocation.ts";

/** libbpf's mark for a call of a weak kfunc that is not there: an unknown helper from here on. */
const MISSING_KFUNC_BASE = 2_002_000_000;

/** What symbols of the object stand for. */
export interface SymbolTargets {
  readonly subprograms: Subprograms;
  readonly externs: Externs;
  readonly maps: MapPlaces;
  readonly jumpTables: JumpTables;
}

/** Indices in `LinkedObject.maps`. */
export interface MapPlaces {
  /** The map that stands at an offset of a section. */
  declared(section: number | undefined, offset: number): number | undefined;
  /** The map behind a section of global data. */
  ofSection(section: number | undefined): number | undefined;
  /** The arena, and where in it an offset of a section of its variables stands. */
  inArena(section: number | undefined, offset: number): { readonly map: number; readonly offset: number } | undefined;
  /** The map with the kernel's configuration, and where in it an extern stands. */
  kconfig(symbol: ElfSymbol): { readonly map: number; readonly offset: number } | undefined;
}

const isCall = ({ opcode, src }: Instruction) => opcode === CALL && src === callTargets.subprogram;
const isLoad = ({ opcode, nextImm }: Instruction) => opcode === LD_IMM64 && nextImm !== undefined;

/** Applies the CO-RE relocations of a section. */
export function applyTypeRelocations(
  code: CodeSection,
  records: readonly RelocationRecord[],
  resolver: RelocationResolver,
): void {
  for (const record of records) {
    const slot = record.instructionOffset / SLOT_BYTES;
    const instruction = code.at(slot);
    if (!instruction) {
      code.report(
        Math.floor(slot),
        `A CO-RE relocation is not at an instruction but at byte ${record.instructionOffset}`,
      );
      continue;
    }
    const resolution = resolver.resolve(record);
    if (resolution.outcome === "error") code.report(slot, resolution.message, resolution.why);
    else if (resolution.outcome === "missing") {
      if (isRelocatable(instruction)) code.poison(poison(instruction), `the kernel has no ${resolution.what}`);
      else code.report(slot, "CO-RE can't relocate an instruction of this kind");
    } else {
      const patched = patchInstruction(instruction, resolution.before, resolution.after);
      if ("instruction" in patched) code.replace([patched.instruction]);
      else if ("poison" in patched) code.poison(poison(instruction), `${resolution.what}: ${patched.poison}`);
      else code.report(slot, `${resolution.what}: ${patched.error}`);
    }
  }
}

class SymbolRelocator {
  readonly #code: CodeSection;
  readonly #targets: SymbolTargets;

  constructor(code: CodeSection, targets: SymbolTargets) {
    this.#code = code;
    this.#targets = targets;
  }

  apply({ offset, symbol }: ElfRelocation): void {
    const slot = offset / SLOT_BYTES;
    this.#code.settled.add(slot);
    const instruction = this.#code.at(slot);
    if (!instruction)
      this.#code.report(Math.floor(slot), `A relocation is not at an instruction but at byte ${offset}`);
    else if (isCall(instruction)) this.#relocateCall(instruction, symbol);
    else if (isLoad(instruction)) this.#relocateLoad(instruction, symbol);
    else this.#code.report(slot, `A relocation against ${symbol.name} is not at a call or a 64-bit load`);
  }

  #relocateCall(instruction: Instruction, symbol: ElfSymbol): void {
    if (symbol.undefined) this.#callKfunc(instruction, symbol);
    else {
      const target = symbol.value / SLOT_BYTES + instruction.imm + 1;
      this.#aimAt(instruction, symbol, this.#targets.subprograms.at(symbol.section, target));
    }
  }

  #callKfunc(instruction: Instruction, symbol: ElfSymbol): void {
    const { slot } = instruction;
    const kfunc = this.#targets.externs.kfuncs.get(symbol);
    if (!kfunc) return;
    if (kfunc.id === undefined) {
      const missing = { slot, opcode: CALL, dst: 0, src: 0, offset: 0, imm: MISSING_KFUNC_BASE + kfunc.index };
      this.#code.poison([missing], `the kernel has no kfunc ${kfunc.name} with this prototype`);
      return;
    }
    this.#code.replace([{ ...instruction, src: callTargets.kfunc, offset: 0, imm: kfunc.id }]);
    this.#code.kfuncCalls.set(slot, kfunc.name);
  }

  #aimAt({ slot }: Instruction, symbol: ElfSymbol, target: CodeFunction | undefined): void {
    if (target) this.#code.targets.set(slot, target);
    else {
      const name = symbol.type === "section" ? "a static function" : symbol.name;
      this.#code.report(slot, `${name} is no function in .text`, "Only functions without SEC() can be called");
    }
  }

  #relocateLoad(instruction: Instruction, symbol: ElfSymbol): void {
    const { imm, nextImm } = instruction;
    const { maps, subprograms } = this.#targets;
    const data = maps.ofSection(symbol.section);
    const declared = maps.declared(symbol.section, symbol.value + imm);
    const arena = maps.inArena(symbol.section, symbol.value + imm);
    if (this.#targets.jumpTables.holds(symbol)) this.#loadTable(instruction, symbol);
    else if (arena) this.#loadData(instruction, arena.map, arena.offset);
    else if (data !== undefined) this.#loadData(instruction, data, symbol.value + imm);
    else if (declared !== undefined) {
      this.#code.replace([{ ...instruction, src: BPF_PSEUDO_MAP_IDX, imm: declared, nextImm: nextImm ?? 0 }]);
    } else if (symbol.undefined) this.#loadExtern(instruction, symbol);
    else if (subprograms.sections.has(symbol.section ?? -1)) {
      const target = subprograms.at(symbol.section, (symbol.value + imm) / SLOT_BYTES);
      this.#code.replace([{ ...instruction, src: BPF_PSEUDO_FUNC }]);
      this.#aimAt(instruction, symbol, target);
    } else {
      const name = symbol.name || `section ${symbol.section}`;
      const message = `The address of ${name} can't be loaded`;
      this.#code.report(instruction.slot, message, "It is no map, variable or function", "load/unsupported");
    }
  }

  #loadTable(instruction: Instruction, symbol: ElfSymbol): void {
    const table = this.#targets.jumpTables.at(symbol);
    if (table) this.#code.tables.set(instruction.slot, table);
    else this.#code.report(instruction.slot, `The jump table ${symbol.name} does not stand in .jumptables as a whole`);
  }

  #loadData(instruction: Instruction, map: number, offset: number): void {
    const place = { src: BPF_PSEUDO_MAP_IDX_VALUE, imm: map, nextImm: offset | 0 };
    this.#code.replace([{ ...instruction, ...place }]);
  }

  /** `bpf_ksym_exists()` only compares the address of a kfunc with NULL; a variable's leads to it. */
  #loadExtern(instruction: Instruction, symbol: ElfSymbol): void {
    const { externs, maps } = this.#targets;
    const kconfig = maps.kconfig(symbol);
    if (kconfig) this.#loadData(instruction, kconfig.map, kconfig.offset + instruction.imm);
    const kfunc = externs.kfuncs.get(symbol);
    if (kfunc) this.#code.replace([{ ...instruction, imm: kfunc.id ?? 0, nextImm: 0 }]);
    const variable = externs.symbols.get(symbol);
    if (!variable) return;
    const src = variable.id === undefined ? 0 : BPF_PSEUDO_BTF_ID;
    this.#code.replace([{ ...instruction, src, imm: variable.id ?? 0, nextImm: 0 }]);
  }
}

/** Applies the relocations against symbols: calls, kfuncs, global data, addresses of functions. */
export function applySymbolRelocations(
  code: CodeSection,
  relocations: readonly ElfRelocation[],
  targets: SymbolTargets,
): void {
  const relocator = new SymbolRelocator(code, targets);
  for (const relocation of relocations) relocator.apply(relocation);
}

/** Calls within one section need no relocation: their immediate already counts the slots. */
export function aimLocalCalls(code: CodeSection, functions: readonly CodeFunction[], subprograms: Subprograms): void {
  for (const each of functions) {
    if (each.section !== code.section) continue;
    for (const instruction of code.within(each)) {
      if (!isCall(instruction) || code.settled.has(instruction.slot)) continue;
      const target = subprograms.at(code.section.index, instruction.slot + instruction.imm + 1);
      if (target) code.targets.set(instruction.slot, target);
      else code.report(instruction.slot, "A call leads to no function", "Only functions without SEC() can be called");
    }
  }
}
