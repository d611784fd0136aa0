import type { Btf } from "../../btf/btf.ts";

const PREFIX = "BPF_FUNC_";
const notHelpers: ReadonlySet<string> = new Set(["BPF_FUNC_unspec", "__BPF_FUNC_MAX_ID"]);

const known = new WeakMap<Btf, ReadonlyMap<number, string>>();

/** Names of a kernel's helpers by their ids, as its enum bpf_func_id numbers them; none where its types have no such enum. */
export function helperNames(btf: Btf): ReadonlyMap<number, string> {
  const names = known.get(btf) ?? readNames(btf);
  known.set(btf, names);
  return names;
}

function readNames(btf: Btf): ReadonlyMap<number, string> {
  const id = btf.find("enum", "bpf_func_id");
  const type = id === undefined ? undefined : btf.type(id);
  const values = type?.kind === "enum" ? type.values.filter(({ name }) => !notHelpers.has(name)) : [];
  return new Map(values.map(({ name, value }) => [Number(value), `bpf_${name.slice(PREFIX.length)}`]));
}
