import type { Memory, Region, RegionKind } from "./memory.ts";

/** What pointers lead to that can't be NULL to the verifier, and are no PTR_TO_BTF_ID (reg_not_null, kernel/bpf/verifier.c, v7.3). */
const neverNull: ReadonlySet<RegionKind> = new Set(["global", "map", "map-value"]);

/** Sockets as helpers and contexts give them are objects without a type in BTF. */
const isNeverNull = (region: Region | undefined): boolean =>
  region !== undefined &&
  !region.mayBeNull &&
  (neverNull.has(region.kind) || (region.kind === "object" && region.type === undefined));

/**
 * Whether two values are equal, as a jump by 64 bits finds out, which shows that a pointer is not NULL where the verifier sees it
 * (check_cond_jmp_op, kernel/bpf/verifier.c, v7.3): the left one where the right one is 0, and either where it equals a pointer that
 * can't be NULL. In Linux, only the register that is compared has been checked then: here all that hold the pointer have.
 */
export function checkEqual(memory: Memory, left: bigint, right: bigint): boolean {
  const equal = memory.canonical(left) === memory.canonical(right);
  const [leftRegion, rightRegion] = [memory.regionAt(left), memory.regionAt(right)];
  if (leftRegion?.mayBeNull && (right === 0n || (equal && isNeverNull(rightRegion)))) memory.open(leftRegion);
  if (rightRegion?.mayBeNull && equal && isNeverNull(leftRegion)) memory.open(rightRegion);
  return equal;
}
