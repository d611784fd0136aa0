import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { BtfTypeOf, TypeId } from "../../btf/types.ts";
import { containedBy } from "./contains-tag.ts";
import { checkRecord, FieldRecord, InvalidFields } from "./field-record.ts";
import { kptrOf } from "./find-kptr.ts";
import {
  type FieldKind,
  type FieldStruct,
  fieldName,
  fieldStructs,
  isKptr,
  isRoot,
  type SpecialField,
} from "./special-field.ts";

/** BTF_FIELDS_MAX (include/linux/bpf.h, v7.3). */
const MOST_FIELDS = 11;
/** MAX_RESOLVE_DEPTH (kernel/bpf/btf.c, v7.3): of nested structs and arrays. */
const DEEPEST = 32;
const KPTR_BYTES = 8;

/** What stands somewhere: a member of a struct, or a variable in a section of global data. */
interface Declared {
  readonly type: TypeId;
  /** In bytes. */
  readonly offset: number;
  /** What a `contains:` tag is on: the struct and the index of its member; -1 for a variable. */
  readonly tagged: { readonly type: TypeId; readonly component: number };
}

/** Types with fields: the object's BTF, and the kernel's for what kptrs lead to. */
export interface FieldTypes {
  readonly btf: Btf;
  readonly kernelBtf: Btf;
}

/** Arrays of arrays count as one; modifiers in between hide what they hold, as they do from the kernel. */
function flatten(btf: Btf, id: TypeId): { readonly element: TypeId; readonly count: number } {
  let [element, count] = [id, 1];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const type = btf.type(element);
    if (type.kind !== "array") return { element, count };
    element = type.element;
    count *= type.length;
  }
  throw new InvalidFields("its arrays are nested too deep");
}

class FieldFinder {
  readonly #types: FieldTypes;
  readonly #wanted: ReadonlySet<FieldKind>;
  readonly #seen = new Set<FieldKind>();

  constructor(types: FieldTypes, wanted: ReadonlySet<FieldKind>) {
    this.#types = types;
    this.#wanted = wanted;
  }

  ofStruct(id: TypeId, struct: BtfTypeOf<"struct" | "union">, depth = 0): SpecialField[] {
    if (depth > DEEPEST) throw new InvalidFields("its structs are nested too deep");
    return struct.members.flatMap(({ type, bitOffset, bitFieldSize }, component) =>
      bitFieldSize > 0 ? [] : this.of({ type, offset: bitOffset / 8, tagged: { type: id, component } }, depth),
    );
  }

  of({ type, offset, tagged }: Declared, depth: number): SpecialField[] {
    const { btf } = this.#types;
    const { element, count } = flatten(btf, type);
    if (count === 0) return [];
    const struct = btf.type(element);
    const known = struct.kind === "struct" ? this.#known(struct.name) : undefined;
    const found =
      struct.kind === "struct" && !known
        ? this.ofStruct(element, struct, depth + 1).map((field) => ({ ...field, offset: field.offset + offset }))
        : this.#single({ type: element, offset, tagged }, known);
    return repeat(found, count, sizeOf(btf, element));
  }

  #known(name: string): FieldStruct | undefined {
    const kind = Object.keys(fieldStructs).find((each) => each === name) as FieldStruct | undefined;
    return kind && this.#wanted.has(kind) ? kind : undefined;
  }

  #single(declared: Declared, known: FieldStruct | undefined): SpecialField[] {
    const field = known ? this.#struct(declared, known) : this.#kptr(declared);
    return field ? [field] : [];
  }

  #struct({ type, offset, tagged }: Declared, kind: FieldStruct): SpecialField | undefined {
    const row = fieldStructs[kind];
    if ("isUnique" in row) {
      if (this.#seen.has(kind)) throw new InvalidFields(`it has more than one ${kind}`);
      this.#seen.add(kind);
    }
    const { size, align } = row;
    if (offset % align !== 0 || sizeOf(this.#types.btf, type) !== size) return undefined;
    if (kind !== "bpf_list_head" && kind !== "bpf_rb_root") return { kind, offset, size };
    return { kind, offset, size, contains: containedBy(this.#types.btf, kind, tagged) };
  }

  #kptr({ type, offset }: Declared): SpecialField | undefined {
    if (offset % KPTR_BYTES !== 0) return undefined;
    const kptr = kptrOf(this.#types, type, this.#wanted);
    return kptr && { ...kptr, offset, size: KPTR_BYTES };
  }
}

/** btf_repeat_fields: only what may stand in a value several times may stand in an array. */
function repeat(fields: readonly SpecialField[], count: number, size: number): SpecialField[] {
  if (count === 1 || fields.length === 0) return [...fields];
  const single = fields.find((field) => !isKptr(field) && !isRoot(field));
  if (single) throw new InvalidFields(`a ${fieldName(single)} stands in an array`);
  if (count * fields.length > MOST_FIELDS) throw new InvalidFields(`it has more than ${MOST_FIELDS} fields`);
  return Array.from({ length: count }, (_, index) =>
    fields.map((field) => ({ ...field, offset: field.offset + index * size })),
  ).flat();
}

function recordOf(fields: readonly SpecialField[]): FieldRecord | undefined {
  if (fields.length > MOST_FIELDS) throw new InvalidFields(`it has more than ${MOST_FIELDS} fields`);
  if (fields.length === 0) return undefined;
  const record = new FieldRecord(fields);
  checkRecord(record);
  return record;
}

/**
 * The fields of the wanted kinds in a struct; undefined where it has none. Throws `InvalidFields` for what
 * btf_parse_fields (kernel/bpf/btf.c, v7.3) refuses.
 */
export function findFields(types: FieldTypes, id: TypeId, wanted: ReadonlySet<FieldKind>): FieldRecord | undefined {
  const struct = types.btf.type(id);
  if (struct.kind !== "struct") throw new InvalidFields("it is no struct");
  return recordOf(new FieldFinder(types, wanted).ofStruct(id, struct));
}

/** A variable of global data: its id in the object's BTF, and where the section has it. */
export interface PlacedVariable {
  readonly id: TypeId;
  readonly offset: number;
}

/** As `findFields`, for the variables of a section. */
export function findVariableFields(
  types: FieldTypes,
  variables: readonly PlacedVariable[],
  wanted: ReadonlySet<FieldKind>,
): FieldRecord | undefined {
  const finder = new FieldFinder(types, wanted);
  return recordOf(
    variables.flatMap(({ id, offset }) => {
      const variable = types.btf.type(id);
      if (variable.kind !== "var") return [];
      return finder.of({ type: variable.type, offset, tagged: { type: id, component: -1 } }, 0);
    }),
  );
}
