import type { Btf } from "../btf/btf.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { type ElfObject, sectionNamed } from "../elf/elf-object.ts";
import { counted } from "../words/counted.ts";
import type { DeclaredMaps } from "./declared-maps.ts";
import { variablesIn } from "./global-data.ts";
import type { ArenaData, DeclaredMap } from "./linked-object.ts";

const SECTION = ".addr_space.1";
/** In enum bpf_map_type (include/uapi/linux/bpf.h, v7.3). */
const ARENA = 33;
const PAGE = 4096;

/** An object's maps with the variables that stand in its arena. */
export interface ArenaPlaces {
  readonly maps: readonly DeclaredMap[];
  /** The arena's index in `maps` and the offset in it of an offset in a section of variables; undefined for others. */
  find(section: number | undefined, offset: number): { readonly map: number; readonly offset: number } | undefined;
}

function problem(problems: ByteProblems, at: number, message: string, help: string): undefined {
  problems.report(at, message, undefined, { code: "load/map", help });
}

/**
 * Puts variables of the address space 1 at the end of the object's one arena, from a page's start on (init_arena_map_data and
 * bpf_object__relocate, tools/lib/bpf/libbpf.c, v7.3; libbpf before 1.7 puts them at the start).
 */
export function arenaData(elf: ElfObject, btf: Btf, { maps }: DeclaredMaps, problems: ByteProblems): ArenaPlaces {
  const nothing = { maps, find: () => undefined };
  const arenas = maps.filter(({ definition }) => definition.type === ARENA);
  const [arena, second] = arenas;
  const section = sectionNamed(elf, SECTION);
  const at = section?.fileOffset ?? 0;
  if (arena && second) {
    problem(problems, at, `${arena.name} and ${second.name} are both arenas`, "Leave one: an object may define one");
    return nothing;
  }
  if (!section || section.size === 0) return nothing;
  if (!arena) {
    const help = 'Define a map of type BPF_MAP_TYPE_ARENA in SEC(".maps")';
    problem(problems, at, "There are __arena variables, but no arena", help);
    return nothing;
  }
  const size = arena.definition.maxEntries * PAGE;
  const start = size - Math.ceil(section.size / PAGE) * PAGE;
  if (start < 0) {
    const message = `The arena ${arena.name} has ${counted(size, "byte")}, its variables take ${section.size}`;
    problem(problems, at, message, "Raise its max_entries, which counts pages");
    return nothing;
  }
  const initial = new Uint8Array(section.size);
  initial.set(section.bytes);
  const data: ArenaData = { name: SECTION, start, initial, variables: variablesIn(elf, btf, section, problems) };
  const index = maps.indexOf(arena);
  return {
    maps: maps.map((each) => (each === arena ? { ...each, data } : each)),
    find: (of, offset) => (of === section.index ? { map: index, offset: start + offset } : undefined),
  };
}
