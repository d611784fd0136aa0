import type { Btf } from "./btf.ts";
import { referencesOf } from "./references.ts";
import { renumber } from "./renumber.ts";
import type { BtfType, TypeId } from "./types.ts";

export interface TrimOptions {
  readonly roots: Iterable<TypeId>;
  /** A struct is kept whole when it is reached from a root through at most this many pointers. */
  readonly pointerDepth: number;
}

/** How a type is reached: through how many pointers, and whether C needs it complete there. */
interface Reach {
  readonly id: TypeId;
  readonly pointers: number;
  readonly complete: boolean;
}

/** What is left of the types: each kept one either whole or as what a pointer to it needs. */
class Trimming {
  readonly whole = new Set<TypeId>();
  readonly named = new Set<TypeId>();
  readonly #btf: Btf;
  readonly #pointerDepth: number;
  /** Work by number of pointers, so that each type is first met by its nearest way. */
  readonly #queues: Reach[][] = [];
  readonly #seen = new Set<string>();

  constructor(btf: Btf, { roots, pointerDepth }: TrimOptions) {
    this.#btf = btf;
    this.#pointerDepth = pointerDepth;
    for (const id of roots) this.#push({ id, pointers: 0, complete: true });
    for (let pointers = 0; pointers < this.#queues.length; pointers++) {
      const queue = this.#queues[pointers] ?? [];
      for (let reach = queue.pop(); reach; reach = queue.pop()) this.#visit(reach);
    }
  }

  #push(reach: Reach): void {
    const pointers = Math.min(reach.pointers, this.#pointerDepth + 1);
    let queue = this.#queues[pointers];
    if (!queue) this.#queues[pointers] = queue = [];
    queue.push({ ...reach, pointers });
  }

  #visit({ id, pointers, complete }: Reach): void {
    const type = this.#btf.type(id);
    const isComposite = type.kind === "struct" || type.kind === "union";
    const whole = !isComposite || complete || pointers <= this.#pointerDepth;
    const key = `${id} ${whole && isComposite} ${complete}`;
    if (this.#seen.has(key) || (isComposite && this.whole.has(id))) return;
    this.#seen.add(key);
    this.named.add(id);
    if (whole) this.whole.add(id);
    if (whole) for (const part of reachedFrom(type, pointers, complete)) this.#push(part);
  }
}

/** Where the walk goes on from a kept type. */
function reachedFrom(type: BtfType, pointers: number, complete: boolean): readonly Reach[] {
  const parts = referencesOf(type).map(({ type: id }) => id);
  switch (type.kind) {
    case "ptr":
      return parts.map((id) => ({ id, pointers: pointers + 1, complete: false }));
    case "func_proto":
      return parts.map((id) => ({ id, pointers, complete: false }));
    case "struct":
    case "union":
    case "array":
    case "var":
    case "datasec":
      return parts.map((id) => ({ id, pointers, complete: true }));
    default:
      return parts.map((id) => ({ id, pointers, complete }));
  }
}

/** A struct that is only pointed to: its name, or where it has none its size. */
function shell(type: BtfType): BtfType {
  if (type.kind !== "struct" && type.kind !== "union") return type;
  return type.name === "" ? { ...type, members: [] } : { kind: "fwd", name: type.name, union: type.kind === "union" };
}

/**
 * The types that can be reached from the roots, in their old order under new ids, ready for `writeBtf`. A struct that is
 * only reached through more than `pointerDepth` pointers becomes a forward declaration, so that pointers to it keep
 * their type. Declaration tags follow the function or the whole struct that they tag.
 */
export function trimBtf(btf: Btf, options: TrimOptions): BtfType[] {
  const { whole, named } = new Trimming(btf, options);
  const kept = [...named];
  for (const [id, tag] of btf.ofKind("decl_tag")) if (whole.has(tag.type)) kept.push(id);
  const order = [...new Set([0, ...kept])].sort((left, right) => left - right);
  const newIds = new Map(order.map((id, index) => [id, index]));
  const idOf = (id: TypeId) => newIds.get(id) ?? 0;
  return order.map((id) => {
    const type = btf.type(id);
    const left = whole.has(id) || type.kind === "decl_tag" ? type : shell(type);
    return renumber(left, idOf);
  });
}
