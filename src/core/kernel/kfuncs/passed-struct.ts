import type { BtfObject } from "../objects/btf-object.ts";
import { ProgramStruct } from "../objects/program-struct.ts";
import type { StructAccess } from "../objects/struct-access.ts";

/** The members of a struct of numbers that the program passes, in its own memory or in an object. */
export const passedStruct = (pointer: ProgramStruct | { readonly object: BtfObject }): StructAccess =>
  pointer instanceof ProgramStruct ? pointer : pointer.object;
