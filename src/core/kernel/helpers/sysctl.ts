import type { Kernel } from "../kernel.ts";
import type { Sysctl } from "../objects/sysctl.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

const BPF_F_SYSCTL_BASE_NAME = 1n;
const MOST_BYTES = 4095;
const LARGEST = 1n << 29n;

function sysctlArgument(kernel: Kernel, address: bigint): Sysctl {
  const location = kernel.memory.locate(address);
  if (kernel.sysctl && location?.region === kernel.sysctl.context && location.offset === 0) return kernel.sysctl;
  return kernel.fault("context-access", "the helper takes the program's context, a struct bpf_sysctl, as R1");
}

/** ARG_CONST_SIZE_OR_ZERO behind memory that may be NULL. */
function roomOf(kernel: Kernel, address: bigint, size: bigint, intent: "read" | "write"): number {
  if (size >= LARGEST) kernel.fault("out-of-bounds", `a helper takes memory below 2^29 bytes, not of ${size}`);
  if (size > 0n) kernel.memory.resolve(address, { intent, size: Number(size) });
  return Number(size);
}

/** copy_sysctl_value: as much as there is room for, always with a zero byte at the end. */
function copyValue(kernel: Kernel, address: bigint, room: number, value: Uint8Array): bigint {
  if (kernel.memory.isNull(address)) return errnoResult("EINVAL");
  if (room === 0) return errnoResult("E2BIG");
  const bytes = new Uint8Array(room);
  bytes.set(value.subarray(0, Math.min(room, value.length)));
  const isCut = room <= value.length;
  if (isCut) bytes[room - 1] = 0;
  kernel.memory.writeBytes(address, bytes);
  if (value.length === 0) return errnoResult("EINVAL");
  return isCut ? errnoResult("E2BIG") : BigInt(value.length);
}

const named = (name: HelperModel["name"], call: HelperModel["call"]): HelperModel => ({
  name,
  notModelled: ["The file: its name and values are what the scenario's context says."],
  call,
});

/** strscpy: the text and a zero byte; -E2BIG where it had to be cut, with what fits. */
function copyText(kernel: Kernel, address: bigint, room: number, text: string): bigint {
  const all = new TextEncoder().encode(text);
  if (room === 0) return errnoResult("E2BIG");
  const bytes = all.subarray(0, room - 1);
  kernel.memory.writeBytes(address, Uint8Array.from([...bytes, 0]));
  return all.length > bytes.length ? errnoResult("E2BIG") : BigInt(all.length);
}

/** kernel/bpf/cgroup.c, v7.3. */
export const sysctl: readonly HelperModel[] = [
  named("bpf_sysctl_get_name", (kernel, args) => {
    const { name } = sysctlArgument(kernel, args(0));
    const room = roomOf(kernel, args(1), args(2), "write");
    if (kernel.memory.isNull(args(1))) return errnoResult("EINVAL");
    const isBase = (args(3) & BPF_F_SYSCTL_BASE_NAME) !== 0n;
    return copyText(kernel, args(1), room, isBase ? name.slice(name.lastIndexOf("/") + 1) : name);
  }),
  named("bpf_sysctl_get_current_value", (kernel, args) => {
    const { value } = sysctlArgument(kernel, args(0));
    return copyValue(kernel, args(1), roomOf(kernel, args(1), args(2), "write"), value);
  }),
  named("bpf_sysctl_get_new_value", (kernel, args) => {
    const { isWritten, newValue } = sysctlArgument(kernel, args(0));
    const room = roomOf(kernel, args(1), args(2), "write");
    if (isWritten) return copyValue(kernel, args(1), room, newValue);
    if (room > 0) kernel.memory.writeBytes(args(1), new Uint8Array(room));
    return errnoResult("EINVAL");
  }),
  named("bpf_sysctl_set_new_value", (kernel, args) => {
    const target = sysctlArgument(kernel, args(0));
    const size = roomOf(kernel, args(1), args(2), "read");
    if (!target.isWritten || target.newValue.length === 0 || size === 0) return errnoResult("EINVAL");
    if (size > MOST_BYTES) return errnoResult("E2BIG");
    target.newValue = kernel.memory.readBytes(args(1), size);
    return 0n;
  }),
];
