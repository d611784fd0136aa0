import { toU64 } from "../../bytes/integers.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { OperationOf } from "../../isa/operation.ts";
import { counted } from "../../words/counted.ts";
import { FaultSignal } from "../fault-signal.ts";
import { type Location, type Memory, rootOf } from "../memory.ts";
import { endComparison } from "../packet-comparison.ts";
import type { Step } from "./executors.ts";

/** Where a value points in a packet; undefined for what leads elsewhere. */
function inPacket(memory: Memory, value: bigint): Location | undefined {
  const location = memory.locate(value);
  const root = location && rootOf(location);
  return root?.region.kind === "packet" ? root : undefined;
}

const isEnd = ({ region, offset }: Location): boolean => offset === region.size;

/** Remembers of the packet what a comparison of a pointer with its end shows (find_good_pkt_pointers, kernel/bpf/verifier.c, v7.3). */
export function withComparedEnd(
  step: Step,
  { row, width, operand }: OperationOf<"jump-if">,
  { slot, dst, src }: Instruction,
): Step {
  if (width !== 64 || operand !== "register") return step;
  return (machine) => {
    const { memory } = machine;
    const [left, right] = [inPacket(memory, machine.readRegister(dst)), inPacket(memory, machine.readRegister(src))];
    const to = step(machine);
    if (!left || left.region !== right?.region) return to;
    const { region } = left;
    // Where both are at the end, either may be what the program takes for it.
    for (const [{ offset }, isLeft] of [[left, true] as const, [right, false] as const]) {
      const shown = isEnd(isLeft ? right : left) ? endComparison(row.name, isLeft) : undefined;
      if (shown?.taken !== (to !== slot + 1)) continue;
      region.proven = Math.max(region.proven ?? 0, offset + (shown.isStrict ? 1 : 0));
    }
    return to;
  };
}

/**
 * An access to bytes of the packet of which a comparison has shown that they are there (check_packet_access, kernel/bpf/verifier.c,
 * v7.3). Not looked at: metadata before the data, and by which of several pointers from the context they were compared.
 */
export function withProvenPacket(
  step: Step,
  { kind, size }: OperationOf<"load"> | OperationOf<"store">,
  { dst, src, offset }: Instruction,
): Step {
  return (machine) => {
    const place = machine.memory.locate(toU64(machine.readRegister(kind === "load" ? src : dst) + BigInt(offset)));
    if (place && !place.region.over && place.region.kind === "packet") {
      const { region, offset: at } = place;
      const proven = region.proven ?? 0;
      if (at >= (region.dataAt ?? 0) && at + size.bytes > proven && at + size.bytes <= region.size) {
        const access = `a ${kind === "load" ? "read" : "write"} of ${counted(size.bytes, "byte")}`;
        const known =
          proven === 0
            ? "which was not compared with its end"
            : `which was compared with its end up to offset ${proven}`;
        throw new FaultSignal({
          rule: "out-of-bounds",
          message: `${access} at offset ${at} of ${region.name}, ${known}`,
        });
      }
    }
    return step(machine);
  };
}
