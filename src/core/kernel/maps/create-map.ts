import type { Btf } from "../../btf/btf.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import { mapTypesOf } from "../fields/map-record.ts";
import type { Kernel } from "../kernel.ts";
import { hasFlag } from "./flags.ts";
import { libbpfDefinition } from "./libbpf-definition.ts";
import type { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { mapTypes } from "./map-types.ts";
import { invalid, type MapRefusal } from "./refusal.ts";
import { UnmodelledMap } from "./unmodelled.ts";

/** The kernel's name of a number in enum bpf_map_type; of two names for one number, the one that a model goes by. */
function typeNameOf(btf: Btf, number: number): string {
  const id = btf.find("enum", "bpf_map_type");
  const type = id === undefined ? undefined : btf.type(id);
  const names = type?.kind === "enum" ? type.values.filter(({ value }) => value === BigInt(number)) : [];
  const modelled = names.find(({ name }) => mapTypes.some((each) => each.name === name));
  return (modelled ?? names[0])?.name ?? `number ${number}`;
}

/** Types that make something of map_extra. */
const withExtra: ReadonlySet<string> = new Set([
  "BPF_MAP_TYPE_BLOOM_FILTER",
  "BPF_MAP_TYPE_ARENA",
  "BPF_MAP_TYPE_RHASH",
]);

const modelOf = (typeName: string): MapType | undefined => mapTypes.find(({ name }) => name === typeName);

/**
 * Why bpf(BPF_MAP_CREATE) refuses a definition; undefined where it does not, or where the type has no model (map_create_alloc and
 * bpf_get_file_flag, kernel/bpf/syscall.c, v7.3).
 */
export function refuseMap({ btf }: Kernel, definition: MapDefinition): MapRefusal | undefined {
  const typeName = typeNameOf(btf, definition.type);
  if (definition.extra !== 0n && !withExtra.has(typeName)) return invalid("it can't have map_extra");
  const refused = modelOf(typeName)?.check(definition);
  if (refused) return refused;
  const isShut = hasFlag(definition, "BPF_F_RDONLY") && hasFlag(definition, "BPF_F_WRONLY");
  return isShut ? invalid("it can't be read-only and write-only for user space") : undefined;
}

/** What a definition asks for beyond the model of its type, in a few words; undefined where there is nothing. */
export const unmodelledPart = ({ btf }: Kernel, definition: MapDefinition): string | undefined =>
  modelOf(typeNameOf(btf, definition.type))?.unmodelled?.(definition);

/** A map of an object as libbpf asks for it. */
export const objectMapDefinition = ({ btf, cpus }: Kernel, definition: MapDefinition): MapDefinition =>
  libbpfDefinition(typeNameOf(btf, definition.type), definition, cpus.possible);

/** A map as bpf(BPF_MAP_CREATE) makes it, without BTF where that is refused with it. */
export function createMap(kernel: Kernel, name: string, definition: MapDefinition): KernelMap {
  const typeName = typeNameOf(kernel.btf, definition.type);
  const isShut = hasFlag(definition, "BPF_F_RDONLY_PROG") || hasFlag(definition, "BPF_F_WRONLY_PROG");
  const types = mapTypesOf(kernel.programTypes, { valueType: definition.valueType, typeName, isShut });
  const options = { kernel, name, typeName, definition, types };
  return modelOf(typeName)?.create(options) ?? new UnmodelledMap(options);
}
