import { BPF_PSEUDO_MAP_IDX_VALUE } from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import { accessOf, type Memory } from "../memory.ts";
import type { Region } from "../region.ts";

/** The region that global data stands in, and where it starts there, in bytes. */
export interface GlobalData {
  readonly region: Region;
  readonly start: number;
}

const same = (left: GlobalData, right: GlobalData): boolean =>
  left.region === right.region && left.start === right.start;

/**
 * Where global data stands, by its index in the instructions that load its addresses; without data that they place differently.
 * None where some has a behaviour of its own: there a load may give a pointer, where ranges know of a number.
 */
export function locateGlobalData(
  memory: Memory,
  loads: readonly Instruction[],
  addresses: readonly bigint[],
): ReadonlyMap<number, GlobalData> {
  const places = new Map<number, GlobalData>();
  const unclear = new Set<number>();
  for (const [index, { src, imm, nextImm = 0 }] of loads.entries()) {
    if (src !== BPF_PSEUDO_MAP_IDX_VALUE) continue;
    const { region, offset = 0 } = memory.locate(addresses[index] ?? 0n) ?? {};
    if (region && accessOf(region, 0)) return new Map();
    const place = region && { region, start: offset - (nextImm >>> 0) };
    if (place && same(places.get(imm) ?? place, place)) places.set(imm, place);
    else unclear.add(imm);
  }
  for (const data of unclear) places.delete(data);
  return places;
}
