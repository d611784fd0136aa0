import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import { parseCType } from "../facts/parse-c-type.ts";
import { adjustParameter } from "../facts/type-term.ts";

/** What a C type points to, such as `struct xdp_md` or a typedef's name; undefined where it is no pointer to a name. */
export function pointedName(type: string): string | undefined {
  const term = parseCType(type);
  const pointer = term && adjustParameter(term);
  return pointer?.kind === "pointer" && pointer.to.kind === "named" ? pointer.to.name : undefined;
}

/** The struct or union that a C type points to, by a kernel's types; undefined where it is none, or they do not have it. */
export function pointedStruct(btf: Btf, type: string): TypeId | undefined {
  const name = pointedName(type);
  if (name === undefined) return undefined;
  const [keyword, tag = ""] = name.split(" ");
  const id = keyword === "struct" || keyword === "union" ? btf.find(keyword, tag) : btf.find("typedef", name);
  const kind = id === undefined ? undefined : btf.resolved(id).kind;
  return id !== undefined && (kind === "struct" || kind === "union") ? btf.resolve(id) : undefined;
}
