import type { Btf } from "../../btf/btf.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import type { Kernel } from "../kernel.ts";
import type { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { mapTypes } from "./map-types.ts";
import { specialFields } from "./special-fields.ts";
import { UnmodelledMap } from "./unmodelled.ts";

/** The kernel's name of a number in enum bpf_map_type; of two names for one number, the one that a model goes by. */
function typeNameOf(btf: Btf, number: number): string {
  const id = btf.find("enum", "bpf_map_type");
  const type = id === undefined ? undefined : btf.type(id);
  const names = type?.kind === "enum" ? type.values.filter(({ value }) => value === BigInt(number)) : [];
  const modelled = names.find(({ name }) => mapTypes.some((each) => each.name === name));
  return (modelled ?? names[0])?.name ?? `number ${number}`;
}

const modelOf = (btf: Btf, { type }: MapDefinition): MapType | undefined =>
  mapTypes.find(({ name }) => name === typeNameOf(btf, type));

/** Why bpf(BPF_MAP_CREATE) refuses a definition, in a few words; undefined where it does not. */
export const whyNotCreated = ({ btf }: Kernel, definition: MapDefinition): string | undefined =>
  modelOf(btf, definition)?.check(definition);

/** What a definition asks for beyond the model of its type, in a few words; undefined where there is nothing. */
export const unmodelledPart = ({ btf }: Kernel, definition: MapDefinition): string | undefined =>
  modelOf(btf, definition)?.unmodelled?.(definition);

/** A map as bpf(BPF_MAP_CREATE) makes it. `objectBtf` has the types of key and value. */
export function createMap(kernel: Kernel, name: string, definition: MapDefinition, objectBtf: Btf): KernelMap {
  const typeName = typeNameOf(kernel.btf, definition.type);
  const fields = specialFields(objectBtf, definition.valueType);
  const options = { kernel, name, typeName, definition, fields };
  const type = modelOf(kernel.btf, definition);
  return type ? type.create(options) : new UnmodelledMap(options);
}
