import type { Btf } from "../btf/btf.ts";
import { alignOf, sizeOf } from "../btf/layout.ts";
import type { TypeId } from "../btf/types.ts";
import type { ElfSymbol } from "../elf/elf-object.ts";
import type { GlobalVariable, KconfigMap } from "./linked-object.ts";

/** Externs that libbpf answers by itself (bpf_object__resolve_externs, tools/lib/bpf/libbpf.c, v7.3). */
export const virtualKconfig = ["LINUX_KERNEL_VERSION", "LINUX_HAS_BPF_COOKIE", "LINUX_HAS_SYSCALL_WRAPPER"] as const;
export type VirtualKconfig = (typeof virtualKconfig)[number];

/** An extern variable with `__kconfig`, by its type in the object's BTF. */
export interface KconfigExtern {
  readonly symbol: ElfSymbol;
  readonly type: TypeId;
}

/** Why an extern can't be answered; undefined where it can. The facts about a kernel do not hold its configuration. */
export function whyUnanswered({ symbol: { name, binding } }: KconfigExtern): string | undefined {
  if (virtualKconfig.some((known) => known === name)) return undefined;
  if (name.startsWith("LINUX_")) return binding === "weak" ? undefined : "libbpf knows no such virtual extern";
  return "The configuration of the kernel is not among the facts about it";
}

/** The map that libbpf makes of the externs: by alignment, then size, then name. */
export function kconfigMap(btf: Btf, externs: readonly KconfigExtern[]): KconfigMap | undefined {
  if (externs.length === 0) return undefined;
  const sorted = externs
    .map(({ symbol, type }) => ({ name: symbol.name, type, size: sizeOf(btf, type), align: alignOf(btf, type) }))
    .sort((a, b) => a.align - b.align || a.size - b.size || (a.name < b.name ? -1 : 1));
  const variables: GlobalVariable[] = [];
  let end = 0;
  for (const { name, type, size, align } of sorted) {
    const offset = Math.ceil(end / align) * align;
    variables.push({ name, type, size, offset });
    end = offset + size;
  }
  return { name: ".kconfig", kind: "kconfig", size: end, variables };
}
