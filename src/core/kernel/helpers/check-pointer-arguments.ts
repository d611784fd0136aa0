import type { Location } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { pointerArgumentsOf, takesNull } from "./pointer-arguments.ts";

/** What a pointer leads to that is no memory to a helper; undefined where it may be passed. */
function whyNoMemory({ region: { kind, type, trust }, offset }: Location): string | undefined {
  if (kind === "allocated") return "by a pointer to an object of the program's own";
  if (kind === "map" && offset === 0) return "which is a map itself, not a value in it";
  const isObject = kind === "object" && type !== undefined;
  return isObject && trust !== "trusted" ? "by a pointer that is not trusted" : undefined;
}

/**
 * A pointer that may be NULL is taken where NULL is (check_reg_type, kernel/bpf/verifier.c, v7.3). Memory that a helper takes is no map
 * and no kernel object, but for those that a trusted pointer leads to, where it only reads (mem_types). Not modelled: sockets that a
 * look-up returned pass for trusted objects, and members of a map, which an iterator's program may pass, for those of any.
 */
export function checkPointerArguments(kernel: Kernel, helper: string, args: (index: number) => bigint): void {
  for (const [index, use] of pointerArgumentsOf(helper)) {
    const location = kernel.memory.locate(args(index));
    if (!location) continue;
    const { region } = location;
    const label = `R${index + 1}`;
    if (region.mayBeNull && !takesNull(helper, index, kernel.program.programType)) {
      const why = `${region.name} may be NULL and was not compared with it`;
      kernel.fault("helper-argument", `${helper} takes a pointer that is not NULL as ${label}, but ${why}`);
    }
    if (use === "other") continue;
    const place = `${label}, which leads into ${region.name}`;
    const why = whyNoMemory(location);
    if (why) kernel.fault("helper-argument", `${helper} takes memory as ${place} ${why}`);
    if (use === "writes" && region.kind === "object" && region.type !== undefined) {
      kernel.fault("read-only-memory", `${helper} may write the memory at ${place}, an object of the kernel`);
    }
  }
}
