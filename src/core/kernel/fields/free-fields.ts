import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "../objects/btf-object.ts";
import type { FieldRecord } from "./field-record.ts";
import { isKptr, isRoot } from "./special-field.ts";

/**
 * Gives up what the fields of an object own (bpf_obj_free_fields, kernel/bpf/syscall.c, v7.3): the objects in its lists and
 * trees, and those that its kptrs hold. What a kernel object's destructor does can't be seen by the program.
 */
export function freeFields({ graphs, kptrs }: Kernel, region: Region, { fields }: FieldRecord): void {
  for (const field of fields) {
    if (isRoot(field)) {
      for (const { object } of graphs.root(field.kind, region, field.offset).drain()) object.drop();
    } else if (isKptr(field)) {
      const held = kptrs.exchange(region, field.offset, undefined);
      if (held && !(held instanceof BtfObject)) held.drop();
    }
  }
}
