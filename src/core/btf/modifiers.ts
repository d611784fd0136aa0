import type { Btf } from "./btf.ts";
import type { BtfType, TypeId } from "./types.ts";

/** What `Btf.resolve` follows: the typedefs, qualifiers and tags of a type, from the outermost on. */
export function modifiersOf(btf: Btf, id: TypeId): readonly BtfType[] {
  const found: BtfType[] = [];
  for (let at = id; ; ) {
    const type = btf.type(at);
    switch (type.kind) {
      case "const":
      case "volatile":
      case "restrict":
      case "typedef":
      case "type_tag":
        found.push(type);
        at = type.type;
        break;
      default:
        return found;
    }
  }
}
