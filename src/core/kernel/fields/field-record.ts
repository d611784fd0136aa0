import { type FieldKind, fieldName, isRoot, nodeOf, type SpecialField } from "./special-field.ts";

/** A type's fields can't be: why, in a few words. */
export class InvalidFields extends Error {}

/** The special fields of one type, by their place (struct btf_record, include/linux/bpf.h, v7.3). */
export class FieldRecord {
  readonly fields: readonly SpecialField[];

  constructor(fields: readonly SpecialField[]) {
    this.fields = [...fields].sort((left, right) => left.offset - right.offset);
  }

  has(kind: FieldKind): boolean {
    return this.fields.some((field) => field.kind === kind);
  }

  /** The field of a kind that starts at an offset. */
  at<Kind extends FieldKind>(kind: Kind, offset: number): Extract<SpecialField, { kind: Kind }> | undefined {
    const found = this.fields.find((field) => field.kind === kind && field.offset === offset);
    return found as Extract<SpecialField, { kind: Kind }> | undefined;
  }

  /** Where the only field of a kind stands. */
  offsetOf(kind: FieldKind): number | undefined {
    return this.fields.find((field) => field.kind === kind)?.offset;
  }

  /** A field that an access would touch. */
  touchedBy(offset: number, size: number): SpecialField | undefined {
    return this.fields.find((field) => offset < field.offset + field.size && offset + size > field.offset);
  }

  /** Whether objects of this type can hang in a list or tree. */
  get hasNode(): boolean {
    return this.has("bpf_list_node") || this.has("bpf_rb_node");
  }
}

/** What fields demand of each other (btf_parse_fields, kernel/bpf/btf.c, v7.3). */
export function checkRecord(record: FieldRecord): void {
  let end = 0;
  for (const field of record.fields) {
    if (field.offset < end)
      throw new InvalidFields(`the ${fieldName(field)} at ${field.offset} overlaps another field`);
    end = field.offset + field.size;
  }
  const isLocked = record.has("bpf_spin_lock") || record.has("bpf_res_spin_lock");
  const root = record.fields.find(isRoot);
  if (root && !isLocked) throw new InvalidFields(`the ${root.kind} needs a bpf_spin_lock beside it`);
  if (record.has("bpf_spin_lock") && record.has("bpf_res_spin_lock"))
    throw new InvalidFields("it has two kinds of locks");
  const nodes = Object.values(nodeOf).every((kind) => record.has(kind));
  if (nodes && !record.has("bpf_refcount")) {
    throw new InvalidFields("an object with a list node and a tree node needs a bpf_refcount");
  }
}
