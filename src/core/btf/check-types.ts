import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { isIdentifier, isValidName } from "./names.ts";
import { acceptedBy, referencesOf, spelledParts, valueParts } from "./references.ts";
import type { BtfComposite, BtfType, BtfTypeOf, TypeId } from "./types.ts";
import { walkPostOrder } from "./walk.ts";

/** Deeper nesting than this is refused. The deepest type of a v7.3 kernel is far below. */
const DEEPEST = 200;
/** The most types that one spelling may write out. */
const WIDEST = 20_000;
/** A struct's size field has 32 bits. */
const LARGEST = 0xffff_ffff;

const intSizes = [1, 2, 4, 8, 16];
const enumSizes = [1, 2, 4, 8];

const deepest = (parts: readonly TypeId[], depths: readonly number[]): number =>
  parts.reduce((most, part) => Math.max(most, depths[part] ?? 0), 0);

class TypeChecker {
  readonly #types: readonly BtfType[];
  readonly #first: TypeId;
  readonly #offsetOf: (id: TypeId) => number;
  readonly #problems: ByteProblems;
  /** In bytes, for complete types; undefined for void, forward declarations and prototypes. */
  readonly #sizes: (number | undefined)[] = [];
  /** How many members a struct has with those of the structs that it holds without a name. */
  readonly #memberCounts: number[] = [];

  constructor(types: readonly BtfType[], first: TypeId, offsetOf: (id: TypeId) => number, problems: ByteProblems) {
    this.#types = types;
    this.#first = first;
    this.#offsetOf = offsetOf;
    this.#problems = problems;
  }

  #type(id: TypeId): BtfType {
    return this.#types[id] ?? { kind: "void" };
  }

  #report(id: TypeId, message: string, why?: string): void {
    this.#problems.report(this.#offsetOf(id), `Type ${id} (${this.#describe(id)}) ${message}`, why);
  }

  #describe(id: TypeId): string {
    const type = this.#type(id);
    return "name" in type && type.name !== "" ? `${type.kind} ${type.name}` : type.kind;
  }

  *#own(): Generator<TypeId> {
    for (let id = this.#first; id < this.#types.length && !this.#problems.full; id++) yield id;
  }

  references(): void {
    for (const id of this.#own()) {
      for (const { type, role } of referencesOf(this.#type(id))) {
        if (type >= this.#types.length) this.#report(id, `refers to type ${type}, which is not there`);
        else if (!acceptedBy[role](this.#type(type))) {
          this.#report(id, `refers to type ${type} (${this.#describe(type)}) where a ${role} must stand`);
        }
      }
    }
  }

  names(): void {
    for (const id of this.#own()) {
      const type = this.#type(id);
      if (!isValidName(type)) this.#report(id, "has a name that is not one in C");
      if (namesWithin(type).some(([name, mayBeEmpty]) => !isIdentifier(name, mayBeEmpty))) {
        this.#report(id, "has a member, parameter or enumerator whose name is not one in C");
      }
    }
  }

  tags(): void {
    for (const id of this.#own()) {
      const type = this.#type(id);
      if (type.kind !== "decl_tag") continue;
      const count = componentCount(this.#types, this.#type(type.type));
      if (type.component < -1 || type.component >= count)
        this.#report(id, `tags component ${type.component} of ${count}`);
    }
  }

  sizes(): void {
    const depths: number[] = [];
    walkPostOrder(this.#types.keys(), {
      children: (id) => valueParts(this.#type(id)),
      cycle: (id) => this.#report(id, "contains itself"),
      leave: (id) => {
        const depth = 1 + deepest(valueParts(this.#type(id)), depths);
        depths[id] = depth;
        this.#sizes[id] = this.#sizeOf(id);
        const members = this.#countMembers(id);
        this.#memberCounts[id] = members;
        if (id < this.#first) return;
        if (depth > DEEPEST) this.#report(id, `is nested ${depth} deep`, `More than ${DEEPEST} is not taken`);
        if ((this.#sizes[id] ?? 0) > LARGEST) this.#report(id, "is larger than 4 GiB");
        if (members > WIDEST) this.#report(id, `has ${members} members`, `More than ${WIDEST} is not taken`);
        this.#checkSize(id, this.#type(id));
      },
    });
  }

  spellings(): void {
    const depths: number[] = [];
    const widths: number[] = [];
    walkPostOrder(this.#types.keys(), {
      children: (id) => spelledParts(this.#type(id)),
      cycle: (id) => this.#report(id, "can't be written in C: it names itself"),
      leave: (id) => {
        const parts = spelledParts(this.#type(id));
        const depth = 1 + deepest(parts, depths);
        depths[id] = depth;
        const width = parts.reduce(
          (sum, part) => sum + (this.#type(part).kind === "typedef" ? 1 : (widths[part] ?? 1)),
          1,
        );
        widths[id] = width;
        if (id < this.#first) return;
        if (depth > DEEPEST) this.#report(id, `is spelt ${depth} deep`, `More than ${DEEPEST} is not taken`);
        if (width > WIDEST) this.#report(id, `is spelt with ${width} types`, `More than ${WIDEST} is not taken`);
      },
    });
  }

  #sizeOf(id: TypeId): number | undefined {
    const type = this.#type(id);
    switch (type.kind) {
      case "ptr":
        return 8;
      case "int":
      case "enum":
      case "float":
      case "struct":
      case "union":
        return type.size;
      case "array": {
        const element = this.#sizes[type.element];
        return element === undefined ? undefined : element * type.length;
      }
      case "typedef":
      case "const":
      case "volatile":
      case "restrict":
      case "type_tag":
        return this.#sizes[type.type];
      default:
        return undefined;
    }
  }

  #countMembers(id: TypeId): number {
    const type = this.#type(id);
    const count = (parts: readonly TypeId[]) => parts.reduce((sum, part) => sum + (this.#memberCounts[part] ?? 0), 0);
    if (type.kind === "array") return 0;
    if (type.kind !== "struct" && type.kind !== "union") return count(valueParts(type));
    const nameless = type.members.filter(({ name }) => name === "").map((member) => member.type);
    return type.members.length + count(nameless);
  }

  #checkSize(id: TypeId, type: BtfType): void {
    if (type.kind === "int") this.#checkInt(id, type);
    else if (type.kind === "enum" && !enumSizes.includes(type.size)) this.#report(id, `can't have ${type.size} bytes`);
    else if (type.kind === "array" && this.#sizes[type.element] === undefined) {
      this.#report(id, `has elements of type ${type.element} (${this.#describe(type.element)}), which has no size`);
    } else if (type.kind === "struct" || type.kind === "union") this.#checkMembers(id, type);
  }

  #checkInt(id: TypeId, type: BtfTypeOf<"int">): void {
    if (!intSizes.includes(type.size)) this.#report(id, `can't have ${type.size} bytes`);
    else if (type.bits === 0 || type.bits + type.bitOffset > type.size * 8) {
      this.#report(id, `can't have ${type.bits} bits at bit ${type.bitOffset} of ${type.size} bytes`);
    }
  }

  #checkMembers(id: TypeId, type: BtfComposite): void {
    let before = 0;
    for (const { name, type: member, bitOffset, bitFieldSize } of type.members) {
      const size = this.#sizes[member];
      const what = `has a member ${name || "without a name"}`;
      if (size === undefined) this.#report(id, `${what} of type ${member}, which has no size`);
      else if (bitOffset + (bitFieldSize || size * 8) > type.size * 8) this.#report(id, `${what} past its end`);
      else if (bitFieldSize > size * 8) this.#report(id, `${what} with more bits than its type has`);
      else if (bitFieldSize === 0 && bitOffset % 8 !== 0 && !this.#isPartialInt(member)) {
        this.#report(id, `${what} that does not start at a byte`);
      } else if (type.kind === "struct" && bitOffset < before) this.#report(id, `${what} before the one listed first`);
      before = bitOffset;
    }
  }

  /** Older compilers write a bit-field as a member of an integer type with fewer bits than its size. */
  #isPartialInt(id: TypeId): boolean {
    let type = this.#type(id);
    while (type.kind === "typedef" || type.kind === "const" || type.kind === "volatile") type = this.#type(type.type);
    return type.kind === "int" && (type.bits < type.size * 8 || type.bitOffset > 0);
  }
}

function namesWithin(type: BtfType): [name: string, mayBeEmpty: boolean][] {
  switch (type.kind) {
    case "struct":
    case "union":
      return type.members.map(({ name }) => [name, true]);
    case "enum":
      return type.values.map(({ name }) => [name, false]);
    case "func_proto":
      return type.params.map(({ name }) => [name, true]);
    default:
      return [];
  }
}

/** How many members or parameters a tag may choose from. */
function componentCount(types: readonly BtfType[], tagged: BtfType): number {
  if (tagged.kind === "struct" || tagged.kind === "union") return tagged.members.length;
  if (tagged.kind !== "func") return 0;
  const prototype = types[tagged.type];
  return prototype?.kind === "func_proto" ? prototype.params.length : 0;
}

/**
 * Reports everything in `types` from `first` on that later code could stumble over: ids that are not there or of the
 * wrong kind, types that contain or spell themselves, sizes and offsets that can't be, names that are none in C.
 * `offsetOf` gives the byte at which a type starts.
 */
export function checkTypes(
  types: readonly BtfType[],
  first: TypeId,
  offsetOf: (id: TypeId) => number,
  problems: ByteProblems,
): void {
  const checker = new TypeChecker(types, first, offsetOf, problems);
  checker.references();
  if (problems.diagnostics.length > 0) return;
  checker.names();
  checker.tags();
  checker.sizes();
  checker.spellings();
}
