import type { Btf } from "./btf.ts";
import { type HeaderParts, headerParts } from "./header-parts.ts";

const HEAD = `#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif
`;

const TAIL = `#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
`;

const textsOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text);

/** The header that these parts are of. */
export function printParts({ enums, declarations, definitions, looseEnums }: HeaderParts): string {
  return [HEAD, ...textsOf(enums), declarations.join("\n"), ...textsOf(definitions), ...textsOf(looseEnums), TAIL]
    .filter((part) => part !== "")
    .join("\n\n");
}

/**
 * All types as one C header, the `vmlinux.h` of this BTF, for `clang --target=bpf -fms-extensions`: named enums, forward
 * declarations, typedefs and structs in the order in which they need each other, then the enums that have no name and
 * that nothing names. Every struct gets the size and offsets that BTF states.
 */
export const printHeader = (btf: Btf): string => printParts(headerParts(btf));
