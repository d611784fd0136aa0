import { toU32 } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { EnteredContext } from "./context.ts";

const COOKIE_BYTES = 8;

/**
 * A program that runs at the entry of a function and, where it returns 0 there, at the return
 * (kprobe_multi_link_handler, kernel/trace/bpf_trace.c, v7.3).
 */
export function enterSession(kernel: Kernel, atEntry: () => Region, atReturn: () => Region): EnteredContext {
  const cookie = kernel.memory.allocate({ kind: "global", name: "session cookie", bytes: COOKIE_BYTES });
  kernel.session = { isReturn: false, cookie };
  const enterAtReturn = () => {
    kernel.session = { isReturn: true, cookie };
    return atReturn();
  };
  return {
    region: atEntry(),
    next: (returned) => (kernel.session?.isReturn || toU32(returned) !== 0n ? undefined : enterAtReturn()),
  };
}
