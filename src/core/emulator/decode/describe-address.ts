import type { Memory } from "../../vm/memory.ts";
import type { Region } from "../../vm/region.ts";

/** A region and the offset in it: "packet+14", "stack frame 0-16" counted from the frame pointer. */
function place(region: Region, offset: number): string {
  if (region.kind === "stack" && !region.over) return `${region.name}-${region.size - offset}`;
  return offset === 0 ? region.name : `${region.name}${offset > 0 ? "+" : ""}${offset}`;
}

function describeView(region: Region, offset: number): string {
  const { over } = region;
  if (!over || over.region.kind === "object" || over.region.kind === "allocated") return place(region, offset);
  return place(over.region, over.offset + offset);
}

/** What an address points to, for people. */
export function describeAddress(memory: Memory, address: bigint): { readonly target: string; readonly null: boolean } {
  if (memory.isNull(address)) return { target: "NULL", null: true };
  const location = memory.locate(memory.regionAt(address)?.numberOf ? memory.canonical(address) : address);
  const target = location ? describeView(location.region, location.offset) : `0x${address.toString(16)}`;
  return { target, null: false };
}
