import type { TimelineField } from "../../../core/emulator/outcome.ts";
import type { ShownRegion } from "./machine-state.ts";

/** The value of a field by the bytes that stand there; undefined where one of them is not known. */
export function fieldText(
  { offset, size, signed, pointer }: TimelineField,
  { bytes }: ShownRegion,
): string | undefined {
  let value = 0n;
  for (let index = size - 1; index >= 0; index--) {
    const byte = bytes.get(offset + index);
    if (byte === undefined) return undefined;
    value = (value << 8n) | BigInt(byte);
  }
  if (pointer) return value === 0n ? "NULL" : `0x${value.toString(16)}`;
  return (signed ? BigInt.asIntN(8 * size, value) : value).toString();
}

/** Whether the last step wrote to a field. */
export const isFieldChanged = ({ offset, size }: TimelineField, { changed }: ShownRegion): boolean =>
  Array.from({ length: size }, (_, index) => offset + index).some((at) => changed.has(at));
