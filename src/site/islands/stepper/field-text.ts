import type { TimelineField } from "../../../core/emulator/outcome.ts";
import type { ShownRegion } from "./machine-state.ts";

type Contents = Pick<ShownRegion, "bytes" | "targets">;

function numberAt({ offset, size, bits, signed }: TimelineField, { bytes }: Contents): bigint | undefined {
  let value = 0n;
  for (let index = size - 1; index >= 0; index--) {
    const byte = bytes.get(offset + index);
    if (byte === undefined) return undefined;
    value = (value << 8n) | BigInt(byte);
  }
  const width = bits?.width ?? 8 * size;
  const own = BigInt.asUintN(width, value >> BigInt(bits?.shift ?? 0));
  return signed ? BigInt.asIntN(width, own) : own;
}

/** A number in network order, of which the first byte is the highest. */
const isBigEndian = ({ type }: TimelineField): boolean => /^__be\d+$/.test(type);

const bytesText = ({ offset, size }: TimelineField, { bytes }: Contents): string =>
  Array.from({ length: size }, (_, index) => (bytes.get(offset + index) ?? 0).toString(16).padStart(2, "0")).join("");

/** The value of a field by the bytes that stand there, of a pointer where it leads; undefined where one of them is not known. */
export function fieldText(field: TimelineField, region: Contents): string | undefined {
  const target = region.targets.get(field.offset);
  if (target !== undefined) return target === "NULL" ? target : `→ ${target}`;
  const value = numberAt(field, region);
  if (value !== undefined && isBigEndian(field)) return `0x${bytesText(field, region)}`;
  if (value === undefined || !field.pointer) return value?.toString();
  return value === 0n ? "NULL" : `0x${value.toString(16)}`;
}

/** Whether the last step wrote to a field. */
export const isFieldChanged = (
  { offset, size }: Pick<TimelineField, "offset" | "size">,
  { changed }: Pick<ShownRegion, "changed">,
): boolean => Array.from({ length: size }, (_, index) => offset + index).some((at) => changed.has(at));

/** A variable as one row of a table. */
export interface FieldRow {
  readonly path: string;
  readonly type: string;
  /** Where its bytes stand. */
  readonly offset: number;
  readonly size: number;
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

/** Fewer elements have a row each. */
const MANY_ELEMENTS = 5;

/** Elements of an array in one row; zeros at its end are not written out. */
function elementsOf(fields: readonly TimelineField[], region: ShownRegion): string {
  const texts = fields.map((field) => fieldText(field, region) ?? "not known");
  const isZero = (text: string) => text === "0" || text === "NULL";
  const last = texts.findLastIndex((text) => !isZero(text));
  const written = texts.slice(0, Math.max(1, last + 1));
  return written.length < texts.length ? `${written.join(", ")}, then ${texts[written.length]}` : written.join(", ");
}

function rowOf(path: string, fields: readonly TimelineField[], region: ShownRegion): FieldRow[] {
  const [first] = fields;
  const last = fields.at(-1);
  if (!first || !last) return [];
  const isArray = fields.length > 1;
  const text = isArray
    ? (isText(first) ? textOf : elementsOf)(fields, region)
    : (fieldText(first, region) ?? "not known");
  const { offset, type } = first;
  const size = last.offset + last.size - offset;
  const isChanged = fields.some((each) => isFieldChanged(each, region));
  return [{ path, type: isArray ? `${type} [${fields.length}]` : type, offset, size, text, isChanged }];
}

const arrayOf = ({ path }: TimelineField): string => path.replace(/\[\d+\]$/, "");

/** The variables of a region; an array of characters is one, and so is a long one of numbers. */
export function fieldRows(region: ShownRegion): FieldRow[] {
  const groups = new Map<string, TimelineField[]>();
  for (const field of region.fields) {
    const name = arrayOf(field);
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups].flatMap(([path, fields]) => {
    const [first] = fields;
    const isOne = first !== undefined && (isText(first) || fields.length >= MANY_ELEMENTS) && first.path !== path;
    return isOne ? rowOf(path, fields, region) : fields.flatMap((field) => rowOf(field.path, [field], region));
  });
}
