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

/** A variable as one row of a table. */
export interface FieldRow {
  readonly path: string;
  readonly text: string;
  readonly isChanged: boolean;
}

const isText = ({ type, size }: TimelineField): boolean => size === 1 && /^(?:const )?char$/.test(type);

/** An array of characters is read as text, up to its end. */
function textOf(fields: readonly TimelineField[], { bytes }: ShownRegion): string {
  const values = fields.map(({ offset }) => bytes.get(offset));
  if (values.includes(undefined)) return "not known";
  const end = values.indexOf(0);
  return JSON.stringify(String.fromCharCode(...(values as number[]).slice(0, end < 0 ? values.length : end)));
}

/** The variables of a region, of which an array of characters is one. */
export function fieldRows(region: ShownRegion): FieldRow[] {
  const groups = new Map<string, TimelineField[]>();
  for (const field of region.fields) {
    const name = isText(field) ? field.path.replace(/\[\d+\]$/, "") : field.path;
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups].map(([path, fields]) => {
    const [field] = fields;
    const text = fields.length > 1 || !field ? textOf(fields, region) : (fieldText(field, region) ?? "not known");
    return { path, text, isChanged: fields.some((each) => isFieldChanged(each, region)) };
  });
}
