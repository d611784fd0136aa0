import { toHex } from "../../bytes/hex.ts";
import { type AccessSize, writeUnsigned } from "../../bytes/integers.ts";
import { FaultSignal } from "../../vm/fault-signal.ts";
import { type Memory, type Region, rootOf } from "../../vm/memory.ts";
import { describeAddress } from "../decode/describe-address.ts";
import type { MemoryChange, TimelineField } from "../outcome.ts";

const sizes: readonly number[] = [1, 2, 4, 8] satisfies AccessSize[];

/** What a load of a member gives the program; undefined where it may not load it so. */
function loaded(region: Region, { offset, size, bits }: TimelineField): bigint | undefined {
  if (bits || !sizes.includes(size)) return undefined;
  try {
    return region.access?.load(offset, size as AccessSize, region);
  } catch (error) {
    if (error instanceof FaultSignal) return undefined;
    throw error;
  }
}

export interface ContextValues {
  readonly known: readonly Omit<MemoryChange, "region">[];
  /** Members that the program may not load. */
  readonly unknown: readonly string[];
  /** What pointers among them lead to. */
  readonly reached: readonly Region[];
}

/** A context's members as the program would load them, where its bytes are made up at each load. */
export function contextValues(memory: Memory, region: Region, fields: readonly TimelineField[]): ContextValues {
  const reached: Region[] = [];
  const known: Omit<MemoryChange, "region">[] = [];
  const unknown: string[] = [];
  for (const field of fields) {
    const { offset, size, path } = field;
    const value = loaded(region, field);
    if (value === undefined) {
      unknown.push(path);
      continue;
    }
    const bytes = new Uint8Array(size);
    writeUnsigned(bytes, 0, size, BigInt.asUintN(8 * size, value));
    const location = memory.locate(value);
    if (location) reached.push(rootOf(location).region);
    known.push({ offset, hex: toHex(bytes), ...(location && { target: describeAddress(memory, value).target }) });
  }
  return { known, unknown, reached };
}
