import { type AccessSize, toU64 } from "../../bytes/integers.ts";
import type { Machine } from "../../vm/machine.ts";
import type { Kernel } from "../kernel.ts";
import type { SkBuff } from "./sk-buff.ts";

/** may_access_skb (kernel/bpf/verifier.c, v7.3). */
const programTypes: readonly string[] = [
  "BPF_PROG_TYPE_SOCKET_FILTER",
  "BPF_PROG_TYPE_SCHED_CLS",
  "BPF_PROG_TYPE_SCHED_ACT",
];
/** Offsets from the network header and from the Ethernet header (include/uapi/linux/filter.h, v7.3). */
const SKF_NET_OFF = -0x100000;
const SKF_LL_OFF = -0x200000;
const CONTEXT_REGISTER = 6;

/** bpf_skb_load_helper_convert_offset (net/core/filter.c, v7.3): from where data starts, which may lie behind the Ethernet header. */
function fromData({ networkOffset, pulled }: SkBuff, offset: number): number | undefined {
  if (offset >= 0) return offset;
  if (offset >= SKF_NET_OFF) return offset - SKF_NET_OFF + networkOffset;
  return offset >= SKF_LL_OFF ? offset - SKF_LL_OFF - pulled.length : undefined;
}

function bytesAt(skb: SkBuff, offset: number, size: number): Uint8Array | undefined {
  if (offset >= 0) return skb.copyOut(offset, size);
  const rest = Math.max(0, offset + size);
  const before = skb.pulled.subarray(skb.pulled.length + offset).subarray(0, size - rest);
  const after = skb.copyOut(0, rest);
  return after && Uint8Array.of(...before, ...after);
}

/** check_ld_abs (kernel/bpf/verifier.c, v7.3). Not looked at: whether a callback runs. */
function checkLoad(kernel: Kernel, machine: Machine): SkBuff {
  const { memory, skb, program, references } = kernel;
  if (!skb || !programTypes.includes(program.programType)) {
    return kernel.fault(
      "invalid-instruction",
      `programs of type ${program.programType} may not use BPF_ABS and BPF_IND`,
    );
  }
  const [held] = references.held;
  if (held) {
    const message = `BPF_ABS and BPF_IND can end the program, which holds a reference to ${held.object.name}`;
    const origin = { slot: held.acquiredAt, message: `${held.object.name} was acquired here` };
    return kernel.fault("unreleased-reference", message, { origin });
  }
  if (machine.readRegister(CONTEXT_REGISTER) === toU64(memory.addressOf(skb.context))) return skb;
  return kernel.fault("context-access", "r6 does not hold the context, which BPF_ABS and BPF_IND load from");
}

/** What BPF_ABS and BPF_IND load, from network byte order; undefined where the packet ends before. */
export function loadPacket(kernel: Kernel, offset: number, size: AccessSize, machine: Machine): bigint | undefined {
  const skb = checkLoad(kernel, machine);
  const start = fromData(skb, offset);
  const bytes = start === undefined ? undefined : bytesAt(skb, start, size);
  return bytes?.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
