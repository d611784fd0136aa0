import type { Btf } from "../btf/btf.ts";
import { alignOf, sizeOf } from "../btf/layout.ts";
import type { TypeId } from "../btf/types.ts";
import type { ElfSymbol } from "../elf/elf-object.ts";
import { isKconfigSigned, type KconfigKind, kconfigKind } from "./kconfig-kind.ts";
import type { KconfigMap, KconfigVariable } from "./linked-object.ts";

/** Externs that libbpf answers by itself (bpf_object__resolve_externs, tools/lib/bpf/libbpf.c, v7.3). */
export const virtualKconfig = ["LINUX_KERNEL_VERSION", "LINUX_HAS_BPF_COOKIE", "LINUX_HAS_SYSCALL_WRAPPER"] as const;
export type VirtualKconfig = (typeof virtualKconfig)[number];

/** An extern variable with `__kconfig`, by its type in the object's BTF. */
export interface KconfigExtern {
  readonly symbol: ElfSymbol;
  readonly type: TypeId;
  readonly kind: KconfigKind;
}

const prefixes = ["CONFIG_", "LINUX_"] as const;

/** Why libbpf does not take an extern; undefined where it does, whatever the configuration says. */
function whyRefused({ name, binding }: ElfSymbol): string | undefined {
  if (!prefixes.some((prefix) => name.startsWith(prefix))) {
    return `Names of the configuration start with ${prefixes.join(" or ")}`;
  }
  const isKnown = !name.startsWith("LINUX_") || virtualKconfig.some((known) => known === name);
  return isKnown || binding === "weak" ? undefined : "libbpf knows no such virtual extern";
}

/** The extern as libbpf takes it, or why it does not. */
export function takeKconfig(btf: Btf, symbol: ElfSymbol, type: TypeId): KconfigExtern | string {
  const kind = kconfigKind(btf, type);
  if (kind === undefined) return "libbpf takes integers, bool, enum libbpf_tristate and arrays of char";
  return whyRefused(symbol) ?? { symbol, type, kind };
}

/** The map that libbpf makes of the externs: by alignment, then size, then name. */
export function kconfigMap(btf: Btf, externs: readonly KconfigExtern[]): KconfigMap | undefined {
  if (externs.length === 0) return undefined;
  const sorted = externs
    .map(({ symbol: { name, binding }, type, kind }) => ({
      name,
      type,
      kind,
      size: sizeOf(btf, type),
      isSigned: isKconfigSigned(btf, type),
      isWeak: binding === "weak",
      align: alignOf(btf, type),
    }))
    .sort((a, b) => a.align - b.align || a.size - b.size || (a.name < b.name ? -1 : 1));
  const variables: KconfigVariable[] = [];
  let end = 0;
  for (const { align, ...variable } of sorted) {
    const offset = Math.ceil(end / align) * align;
    variables.push({ ...variable, offset });
    end = offset + variable.size;
  }
  return { name: ".kconfig", kind: "kconfig", size: end, variables };
}
