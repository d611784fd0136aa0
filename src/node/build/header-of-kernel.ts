import { HeaderExtract } from "../../core/btf/header-extract.ts";
import { type HeaderParts, headerParts } from "../../core/btf/header-parts.ts";
import { printParts } from "../../core/btf/print-header.ts";
import { Derived } from "../../core/derived/derived.ts";
import type { Kernel } from "./read-kernel.ts";

const parts = new Derived<HeaderParts>();
const extracts = new Derived<HeaderExtract>();

const partsOf = ({ btf }: Pick<Kernel, "btf">) => parts.of([btf], () => headerParts(btf));

/** The vmlinux.h of a kernel's types. */
export const headerOf = (kernel: Pick<Kernel, "btf">): string => printParts(partsOf(kernel));

/** Parts of it by the names that they define. */
export const headerExtract = (kernel: Pick<Kernel, "btf">): HeaderExtract =>
  extracts.of([kernel.btf], () => new HeaderExtract(partsOf(kernel)));
