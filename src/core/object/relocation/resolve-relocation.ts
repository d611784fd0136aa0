import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import type { RelocationRecord } from "../btf-ext.ts";
import { type AccessSpec, describeAccess, parseAccess } from "./access-spec.ts";
import { typesNamed } from "./essential-name.ts";
import { type RelocationKind, relocationKinds } from "./kinds.ts";
import { matchAccess } from "./match-access.ts";
import { type RelocationValue, relocationValue, type Valuation } from "./relocation-value.ts";

/** What a CO-RE relocation comes to. */
export type Resolution =
  | {
      readonly outcome: "value";
      readonly before: RelocationValue;
      readonly after: RelocationValue;
      readonly what: string;
    }
  /** The kernel does not have it; the instruction is made invalid. */
  | { readonly outcome: "missing"; readonly what: string }
  | { readonly outcome: "error"; readonly message: string; readonly why?: string };

const failure = (message: string, why?: string): Resolution => ({
  outcome: "error",
  message,
  ...(why === undefined ? {} : { why }),
});

/** Holds an object's types against a kernel's (bpf_core_calc_relo_insn, tools/lib/bpf/relo_core.c, v7.3). */
export class RelocationResolver {
  readonly #local: Btf;
  readonly #target: Btf;
  /** Candidates by local type; once some have matched, the others are out for all later relocations of that type. */
  readonly #candidates = new Map<TypeId, readonly TypeId[]>();

  constructor(local: Btf, target: Btf) {
    this.#local = local;
    this.#target = target;
  }

  resolve(record: RelocationRecord): Resolution {
    const kind = relocationKinds[record.kind];
    if (!kind) return failure(`CO-RE relocation kind ${record.kind} is not known`);
    const local = parseAccess(this.#local, record, kind.family);
    if (!local) return failure(`The CO-RE access ${record.access} of type ${record.type} makes no sense`);
    const what = describeAccess(local);
    const before = relocationValue(kind, local);
    if (typeof before === "string") return failure(`${kind.name} is not defined for ${what}`);
    if (kind.name === "TYPE_ID_LOCAL") return { outcome: "value", before, after: before, what };
    const type = this.#local.type(record.type);
    if (!("name" in type) || type.name === "") return failure(`A CO-RE relocation of an anonymous type (${kind.name})`);
    return this.#hold(local, kind, before, what);
  }

  #hold(local: AccessSpec, kind: RelocationKind, before: RelocationValue, what: string): Resolution {
    const matches = this.#candidatesFor(local.root).flatMap((candidate) => {
      const spec = matchAccess(local, this.#target, candidate, kind);
      return spec ? [{ candidate, spec, value: relocationValue(kind, spec) }] : [];
    });
    const [first] = matches;
    if (first)
      this.#candidates.set(
        local.root,
        matches.map(({ candidate }) => candidate),
      );
    for (const { spec, value } of matches) {
      if (first && spec.bitOffset === first.spec.bitOffset && sameValue(value, first.value)) continue;
      return failure(`${what} is ambiguous`, "The kernel has several types of this name, which do not agree on it");
    }
    const after = first ? first.value : relocationValue(kind, undefined);
    if (after === "impossible") return failure(`${kind.name} of ${what} can't be stated for the kernel's type`);
    return after === "missing" ? { outcome: "missing", what } : { outcome: "value", before, after, what };
  }

  #candidatesFor(id: TypeId): readonly TypeId[] {
    const known = this.#candidates.get(id);
    if (known) return known;
    const type = this.#local.type(id);
    const found = "name" in type ? typesNamed(this.#target, type.kind, type.name) : [];
    this.#candidates.set(id, found);
    return found;
  }
}

function sameValue(left: Valuation, right: Valuation): boolean {
  return typeof left === "string" || typeof right === "string" ? left === right : left.value === right.value;
}
