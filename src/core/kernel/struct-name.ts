import type { TypeId } from "../btf/types.ts";
import type { Kernel } from "./kernel.ts";

/** The name of a struct or another type of the kernel's BTF; empty where it has none. */
export function structName({ btf }: Kernel, id: TypeId | undefined): string {
  const type = id === undefined ? undefined : btf.resolved(id);
  return type && "name" in type ? type.name : "";
}
