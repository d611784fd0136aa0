import type { DecodedValue } from "../../core/emulator/outcome.ts";

type Struct = Extract<DecodedValue, { kind: "struct" }>;

/** Kernel objects that a few words say better than their members, by their C type. */
const wordings: Readonly<Record<string, (member: (name: string) => string | undefined) => string>> = {
  "struct bpf_dynptr": (member) => (member("type") === "0" ? "null dynptr" : `dynptr of ${member("size")} bytes`),
};

function memberOf({ members }: Struct, name: string): string | undefined {
  const value = members.find((member) => member.name === name)?.value;
  return value?.kind === "integer" ? value.value : undefined;
}

/** What a pointer leads to in a few words; undefined where nothing stands there yet or its members say it best. */
export function objectWords(value: DecodedValue | undefined): string | undefined {
  const object = value?.kind === "pointer" ? value.pointee : undefined;
  if (object?.kind !== "struct") return undefined;
  return wordings[object.type]?.((name) => memberOf(object, name));
}
