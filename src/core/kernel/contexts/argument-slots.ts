import type { TypeId } from "../../btf/types.ts";
import type { AccessSize } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { bytesContext } from "./bytes-context.ts";

/** In bytes: each argument is a register's value. */
export const SLOT_BYTES = 8;

/** An argument by its type in the kernel's BTF; without a name where the kernel's prototype has none. */
export interface NamedArgument {
  readonly type: TypeId;
  readonly name?: string | undefined;
}

const contents = new WeakMap<Region, readonly NamedArgument[]>();

/** Says what stands in the slots of a context. */
export const noteArguments = (region: Region, all: readonly NamedArgument[]): unknown => contents.set(region, all);

/** What stands in the slots of a context; undefined for contexts of any other kind. */
export const argumentsIn = (region: Region): readonly NamedArgument[] | undefined => contents.get(region);

/** A context of arguments, each in a slot of its own: what `mayLoad` says can be read, and nothing written. */
export function argumentSlots(
  kernel: Kernel,
  bytes: Uint8Array,
  mayLoad: (offset: number, size: AccessSize) => boolean,
): Region {
  return bytesContext(kernel, { bytes, noun: "the arguments", mayLoad });
}
