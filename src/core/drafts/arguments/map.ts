import type { ArgumentMaker } from "./maker.ts";

const arena = `struct {
	__uint(type, BPF_MAP_TYPE_ARENA);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 8);
	__uint(map_extra, 0x10000000);
} arena SEC(".maps");
`;

const array = `struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u64);
} values SEC(".maps");
`;

/** A map by its suffix (`__map`, `__const_map`): an arena for the kfuncs of arenas. */
export const map: ArgumentMaker = ({ name, kfunc }, bench) => {
  if (!/__(map|const_map)$/.test(name)) return undefined;
  const text = kfunc.startsWith("bpf_arena_") ? arena : array;
  if (!bench.maps.includes(text)) bench.maps.push(text);
  return text === arena ? "&arena" : "&values";
};
