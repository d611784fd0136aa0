/** The upper half of a pointer to a function of the program: below the regions, and no memory. */
const FUNCTION_SPACE = 0xfe00_0000n << 32n;

/** The address of the function at a slot, as a 64-bit load of it (BPF_PSEUDO_FUNC) gives. */
export const functionAddress = (slot: number): bigint => FUNCTION_SPACE + BigInt.asUintN(32, BigInt(slot));

/** The slot of a function from its address; undefined for any other value. */
export function functionSlot(address: bigint): number | undefined {
  return (address & ~0xffff_ffffn) === FUNCTION_SPACE ? Number(address & 0xffff_ffffn) : undefined;
}
