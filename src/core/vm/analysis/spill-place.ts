import { STACK_SIZE } from "../frame-stack.ts";
import type { RegisterAccess } from "./register-access.ts";

/** Of a pointer on the stack. */
export const POINTER_BYTES = 8;

/**
 * The offset of the 8 bytes of the stack that an access meets, by a pointer that leads so far from the frame pointer; undefined where that
 * is not known, or where the access is not within one's own frame or not aligned.
 */
export function spillPlace(
  { size: { bytes }, instruction: { offset } }: RegisterAccess,
  place: number | undefined,
): number | undefined {
  if (place === undefined) return undefined;
  const at = place + offset;
  const isFixed = at >= -STACK_SIZE && at + bytes <= 0 && Math.abs(at) % bytes === 0;
  return isFixed ? Math.floor(at / POINTER_BYTES) * POINTER_BYTES : undefined;
}
