import type { Btf } from "../../btf/btf.ts";
import { declTags } from "../../btf/decl-tags.ts";
import type { TypeId } from "../../btf/types.ts";
import { InvalidFields } from "./field-record.ts";
import { type Contained, fieldStructs, nodeOf, type RootStruct } from "./special-field.ts";

const TAG = "contains:";

/** The member must be a node of the root's kind, in its place (btf_parse_graph_root, kernel/bpf/btf.c, v7.3). */
function nodeOffset(btf: Btf, root: RootStruct, type: TypeId, member: string): number {
  const struct = btf.type(type);
  const named = struct.kind === "struct" ? struct.members.filter(({ name }) => name === member) : [];
  const [node] = named;
  const kind = nodeOf[root];
  const nodeType = node && btf.type(node.type);
  if (named.length !== 1 || !node || nodeType?.kind !== "struct" || nodeType.name !== kind) {
    throw new InvalidFields(`the member ${member} that a ${root} names is no ${kind}`);
  }
  const offset = node.bitOffset / 8;
  if (offset % fieldStructs[kind].align !== 0) throw new InvalidFields(`the ${kind} ${member} is not aligned`);
  return offset;
}

/** What a root says that it contains, by its tag `contains:<struct>:<member>` (btf_find_graph_root, kernel/bpf/btf.c, v7.3). */
export function containedBy(
  btf: Btf,
  root: RootStruct,
  tagged: { readonly type: TypeId; readonly component: number },
): Contained {
  const tags = declTags(btf, TAG).on(tagged.type, tagged.component);
  const [tag] = tags;
  const [name = "", member = ""] = tag?.split(/:(.*)/s) ?? [];
  if (tags.length !== 1 || member === "") {
    throw new InvalidFields(`a ${root} needs one __contains() that names a struct and its ${nodeOf[root]}`);
  }
  const type = btf.find("struct", name);
  if (type === undefined) throw new InvalidFields(`the struct ${name} that a ${root} names does not exist`);
  return { type, name, nodeOffset: nodeOffset(btf, root, type, member) };
}
