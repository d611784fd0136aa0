import type { BtfType, TypeId } from "./types.ts";

/** The type with every id that it names replaced. */
export function renumber(type: BtfType, idOf: (id: TypeId) => TypeId): BtfType {
  switch (type.kind) {
    case "ptr":
    case "typedef":
    case "const":
    case "volatile":
    case "restrict":
    case "type_tag":
    case "func":
    case "var":
    case "decl_tag":
      return { ...type, type: idOf(type.type) };
    case "array":
      return { ...type, element: idOf(type.element), index: idOf(type.index) };
    case "struct":
    case "union":
      return { ...type, members: type.members.map((member) => ({ ...member, type: idOf(member.type) })) };
    case "func_proto": {
      const params = type.params.map((param) => ({ ...param, type: idOf(param.type) }));
      return { ...type, returns: idOf(type.returns), params };
    }
    case "datasec":
      return { ...type, entries: type.entries.map((entry) => ({ ...entry, type: idOf(entry.type) })) };
    default:
      return type;
  }
}
