import type { Btf } from "../btf/btf.ts";
import { findMember } from "../btf/layout.ts";
import type { TypeId } from "../btf/types.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { type ElfObject, type ElfRelocation, type ElfSection, sectionNamed } from "../elf/elf-object.ts";
import type { CodeFunction } from "./code-function.ts";
import { variablesIn } from "./global-data.ts";
import type { DeclaredMap, GlobalVariable, MapValue } from "./linked-object.ts";
import { InvalidDefinition, type MapDefinition, readMapDefinition } from "./map-definition.ts";

const SECTION = ".maps";
/** A relocation of `values` stands for one pointer. */
const POINTER_BYTES = 8;
const HELP = 'Define maps as struct { __uint(type, …); … } name SEC(".maps"), with the macros of bpf_helpers.h';

/** The maps that an object defines by BTF, and where they stand. */
export interface DeclaredMaps {
  readonly maps: readonly DeclaredMap[];
  /** The index in `maps` of the map at an offset of a section; undefined where none is. */
  find(section: number | undefined, offset: number): number | undefined;
}

/** Everything that `values` can name. */
interface Named {
  readonly variables: readonly GlobalVariable[];
  readonly section: ElfSection;
  readonly functions: readonly CodeFunction[];
}

function definitionOf(
  btf: Btf,
  name: string,
  type: TypeId,
  problems: ByteProblems,
  at: number,
): MapDefinition | undefined {
  const struct = btf.resolved(type);
  try {
    if (struct.kind !== "struct") throw new InvalidDefinition("it is no struct");
    return readMapDefinition(btf, struct, "outer");
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    problems.report(at, `The map ${name} can't be created: ${error.message}`, undefined, {
      code: "load/map",
      help: HELP,
    });
    return undefined;
  }
}

/** What one relocation of a map's `values` puts where: the index of another map, or the name of a program. */
function namedValue({ offset, symbol }: ElfRelocation, start: number, named: Named): MapValue | undefined {
  const slot = (offset - start) / POINTER_BYTES;
  if (symbol.section === named.section.index) {
    const map = named.variables.findIndex((each) => each.offset === symbol.value);
    return map < 0 ? undefined : { slot, map };
  }
  const program = named.functions.find(
    ({ section, start: first, isSubprogram }) =>
      !isSubprogram && section.index === symbol.section && first * POINTER_BYTES === symbol.value,
  );
  return program && { slot, program: program.name };
}

function valuesOf(
  btf: Btf,
  variable: GlobalVariable,
  relocations: readonly ElfRelocation[],
  named: Named,
): (MapValue | undefined)[] {
  const place = findMember(btf, variable.type, "values");
  const start = variable.offset + (place?.bitOffset ?? 0) / 8;
  return relocations
    .filter(({ offset }) => offset >= variable.offset && offset < variable.offset + variable.size)
    .map((relocation) => namedValue(relocation, start, named));
}

const noMaps: DeclaredMaps = { maps: [], find: () => undefined };

/**
 * The maps of the section `.maps`, in the order in which they stand there, with what `values` names at first
 * (bpf_object__init_user_btf_maps and bpf_object__collect_map_relos, tools/lib/bpf/libbpf.c, v7.3).
 */
export function declaredMaps(
  elf: ElfObject,
  btf: Btf,
  functions: readonly CodeFunction[],
  problems: ByteProblems,
): DeclaredMaps {
  const section = sectionNamed(elf, SECTION);
  if (!section || section.size === 0) return noMaps;
  const variables = variablesIn(elf, btf, section, problems);
  const relocations = elf.relocations.get(section.index) ?? [];
  const maps = variables.flatMap((variable): DeclaredMap[] => {
    const { name, type } = variable;
    const definition = definitionOf(btf, name, type, problems, section.fileOffset);
    if (!definition) return [];
    const values = valuesOf(btf, variable, relocations, { variables, section, functions });
    if (values.includes(undefined)) {
      const message = `The map ${name} holds something that is neither a map nor a program`;
      problems.report(section.fileOffset, message, undefined, { code: "load/map", help: HELP });
    }
    return [{ name, kind: "declared", definition, values: values.filter((value) => value !== undefined) }];
  });
  const find = (of: number | undefined, offset: number) => {
    const index = of === section.index ? variables.findIndex((each) => each.offset === offset) : -1;
    return index < 0 ? undefined : index;
  };
  return { maps, find };
}
