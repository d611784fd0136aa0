import type { MapDefinition } from "../../object/map-definition.ts";
import { arrayFlags, checkArray } from "./array.ts";
import { hasFlag, type MapFlag } from "./flags.ts";
import { invalid, type MapRefusal } from "./refusal.ts";

/** fd_array_map_alloc_check (kernel/bpf/arraymap.c, v7.3): of arrays of programs, perf events, cgroups and maps. */
export function checkDescriptors(
  definition: MapDefinition,
  flags: readonly MapFlag[] = arrayFlags,
): MapRefusal | undefined {
  if (definition.valueSize !== 4) return invalid("its value must have 4 bytes");
  const sealed = (["BPF_F_RDONLY_PROG", "BPF_F_WRONLY_PROG"] as const).find((flag) => hasFlag(definition, flag));
  return sealed ? invalid(`it can't have ${sealed}`) : checkArray(definition, flags);
}
