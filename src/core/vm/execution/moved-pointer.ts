import { counted } from "../../words/counted.ts";
import { FaultSignal } from "../fault-signal.ts";
import type { Memory } from "../memory.ts";

/** Checks a pointer that a load or store goes through, before its own offset (__check_ptr_off_reg, kernel/bpf/verifier.c, v7.3). */
export function checkMoved(memory: Memory, pointer: bigint): void {
  const allowed = memory.regionAt(pointer)?.moved;
  const location = allowed === undefined ? undefined : memory.locate(pointer);
  if (!location || location.offset === 0) return;
  const { region, offset } = location;
  if (allowed === "forward" && offset > 0) return;
  const way = offset < 0 ? `back by ${counted(-offset, "byte")}` : `by ${counted(offset, "byte")}`;
  const message = `an access goes through a pointer to ${region.name} that was moved ${way} before`;
  throw new FaultSignal({ rule: "context-access", message });
}
