import type { BtfComposite, BtfType } from "./types.ts";

/** Whether a type is a struct or a union; one that is named by a typedef or a qualifier has to be resolved before. */
export const isComposite = (type: BtfType): type is BtfComposite => type.kind === "struct" || type.kind === "union";
