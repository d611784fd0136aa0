import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { type FieldRecord, InvalidFields } from "./field-record.ts";
import { type FieldTypes, findFields } from "./find-fields.ts";
import { kptrOf } from "./find-kptr.ts";
import { type FieldKind, isRoot, type SpecialField } from "./special-field.ts";

/** Structs by which a type is known to have fields (alloc_obj_fields, kernel/bpf/btf.c, v7.3). */
const tellingStructs = [
  "bpf_spin_lock",
  "bpf_list_head",
  "bpf_list_node",
  "bpf_rb_root",
  "bpf_rb_node",
  "bpf_refcount",
] as const satisfies readonly FieldKind[];

const kptrs = ["kptr_untrusted", "kptr", "percpu_kptr"] as const satisfies readonly FieldKind[];

/** What an allocated object may have (btf_parse_struct_metas, kernel/bpf/btf.c, v7.3). */
const fieldsOfObjects: ReadonlySet<FieldKind> = new Set([...tellingStructs, "bpf_res_spin_lock", ...kptrs]);

/** BTF_MAX_OWNERSHIP_DEPTH (kernel/bpf/btf.c, v7.3): objects that own objects, counted from any type. */
const DEEPEST = 8;

function tellingTypes(types: FieldTypes): ReadonlySet<TypeId> {
  const { btf } = types;
  const telling = new Set<TypeId>();
  for (const name of tellingStructs) {
    const id = btf.find("struct", name);
    if (id !== undefined) telling.add(id);
  }
  const wanted: ReadonlySet<FieldKind> = new Set(kptrs);
  for (let id = 1; id < btf.types.length; id++) if (isKptrType(types, id, wanted)) telling.add(id);
  return telling;
}

/** What is wrong with a kptr is said of the struct that has it. */
function isKptrType(types: FieldTypes, id: TypeId, wanted: ReadonlySet<FieldKind>): boolean {
  try {
    return kptrOf(types, id, wanted) !== undefined;
  } catch (error) {
    if (error instanceof InvalidFields) return true;
    throw error;
  }
}

/** The program's own struct that a field owns objects of; undefined where it owns none. */
function ownedType(field: SpecialField): TypeId | undefined {
  if (isRoot(field)) return field.contains.type;
  const owns = (field.kind === "kptr" || field.kind === "percpu_kptr") && field.target.of === "program";
  return owns ? field.target.type : undefined;
}

/** The structs of a program's BTF that have special fields: what objects can be allocated of (struct btf_struct_metas). */
export class ProgramTypes {
  readonly types: FieldTypes;
  readonly #records = new Map<TypeId, FieldRecord>();
  /** Why bpf(BPF_BTF_LOAD) refuses the types, in a few words; then the program is loaded without any. */
  readonly whyRefused: string | undefined;

  constructor(btf: Btf, kernelBtf: Btf) {
    this.types = { btf, kernelBtf };
    this.whyRefused = this.#read();
  }

  /** The fields of a struct of the program; undefined where it has none. */
  recordOf(type: TypeId): FieldRecord | undefined {
    return this.#records.get(type);
  }

  #read(): string | undefined {
    const telling = tellingTypes(this.types);
    if (telling.size === 0) return undefined;
    for (const [id, { name, members }] of this.types.btf.ofKind("struct")) {
      if (!members.some(({ type }) => telling.has(type))) continue;
      try {
        const record = findFields(this.types, id, fieldsOfObjects);
        if (!record) return `struct ${name} has a field that does not stand where it may`;
        this.#records.set(id, record);
      } catch (error) {
        if (error instanceof InvalidFields) return `struct ${name} is refused: ${error.message}`;
        throw error;
      }
    }
    const tooDeep = [...this.#records.keys()].some((type) => this.#isDeeper(type, DEEPEST));
    return tooDeep ? `objects own objects more than ${DEEPEST} deep, or in a circle` : undefined;
  }

  /** btf_check_ownership_depth. */
  #isDeeper(type: TypeId, left: number): boolean {
    if (left === 0) return true;
    const owned = (this.#records.get(type)?.fields ?? []).map(ownedType);
    return owned.some((each) => each !== undefined && this.#records.has(each) && this.#isDeeper(each, left - 1));
  }
}
