import type { Kernel } from "./kernel.ts";

/** All that the program holds at the moment, in words; each kind in the order in which it was taken. */
export function heldBy({ references, locks, sections }: Kernel): readonly string[] {
  return [
    ...references.held.map(({ object }) => `a reference on ${object.name}`),
    ...locks.held.map(({ region }) => `the lock in ${region.name}`),
    ...sections.open,
  ];
}
