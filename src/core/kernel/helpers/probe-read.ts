import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { ifPresent } from "./absent-memory.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { objectArgument } from "./object-argument.ts";

/** Addresses of the kernel on x86-64 (copy_from_kernel_nofault_allowed, arch/x86/mm/maccess.c, v7.3). */
const LOWEST_KERNEL_ADDRESS = 0xffff_8000_0000_0000n;

/** Reads memory that may not be there: its bytes, or why it can't be read. */
type Probe = (kernel: Kernel, address: bigint, size: number) => Uint8Array | ErrnoName;

/** Memory as the kernel sees it: of an object with its pointers. */
export const kernelMemory: Probe = (kernel, address, size) => {
  const { memory } = kernel;
  const canonical = memory.canonical(address);
  const location = memory.locate(canonical);
  if (!location) return canonical >= LOWEST_KERNEL_ADDRESS ? "EFAULT" : "ERANGE";
  if (location.region.kind === "arena")
    kernel.fault("helper-not-modelled", "what the kernel reads of an arena has no model");
  const bytes = ifPresent(() => memory.readBytes(canonical, size));
  if (!bytes) return "EFAULT";
  const object = kernel.objectAt(location.region)?.copy(location.offset, size);
  return object ? memory.withNumbers(object, location.offset) : bytes;
};

/**
 * The bytes of a process that can be read from there on; fewer than `size` where memory ends. What leads into the kernel
 * can't be read; of memory that no scenario describes nothing is known.
 */
export function readUserMemory(kernel: Kernel, address: bigint, size: number): Uint8Array {
  const { memory, userMemory } = kernel;
  if (memory.isNull(address) || memory.locate(memory.canonical(address))) return new Uint8Array(0);
  if (size > 0 && !userMemory.knows(address)) {
    kernel.fault("helper-not-modelled", "the scenario does not say what the process has in memory there");
  }
  return userMemory.read(address, size);
}

const userMemory: Probe = (kernel, address, size) => {
  const bytes = readUserMemory(kernel, address, size);
  return bytes.length === size ? bytes : "EFAULT";
};

/** Where the address leads decides (bpf_probe_read_compat, kernel/trace/bpf_trace.c, v7.3). */
const anyMemory: Probe = (kernel, address, size) => {
  const { memory } = kernel;
  const isKernels = memory.locate(memory.canonical(address)) !== undefined || address >= LOWEST_KERNEL_ADDRESS;
  return isKernels ? kernelMemory(kernel, address, size) : userMemory(kernel, address, size);
};

const OF_PROCESSES = ["Memory of processes that the scenario does not describe."];
const NOT_MODELLED = { kernel: [], any: OF_PROCESSES, user: OF_PROCESSES } as const;

/** Whole memory, or zeros and an error (bpf_probe_read_kernel_common, kernel/trace/bpf_trace.c, v7.3). */
function readWhole(kernel: Kernel, args: (index: number) => bigint, probe: Probe): bigint {
  const { memory } = kernel;
  const size = Number(BigInt.asUintN(32, args(1)));
  memory.resolve(args(0), { intent: "write", size });
  const result = size === 0 ? new Uint8Array(0) : probe(kernel, args(2), size);
  const isError = typeof result === "string";
  memory.writeBytes(args(0), isError ? new Uint8Array(size) : result);
  return errnoResult(isError ? result : undefined);
}

/** The bytes up to a NUL, which is always there in the end; behind it the destination stays as it was. */
function readText(kernel: Kernel, args: (index: number) => bigint, probe: Probe): bigint {
  const { memory } = kernel;
  const size = Number(BigInt.asUintN(32, args(1)));
  const { region, offset } = memory.resolve(args(0), { intent: "write", size });
  const bytes = region.bytes.slice(offset, offset + size);
  let length = 0;
  while (length < size) {
    const byte = probe(kernel, args(2) + BigInt(length), 1);
    if (typeof byte === "string") {
      memory.writeBytes(args(0), new Uint8Array(size));
      return errnoResult(byte);
    }
    bytes[length++] = byte[0] ?? 0;
    if (byte[0] === 0) break;
  }
  if (length > 0) bytes[length - 1] = 0;
  memory.writeBytes(args(0), bytes);
  return BigInt(length);
}

const probes = { kernel: kernelMemory, user: userMemory, any: anyMemory } as const;

function reader(name: HelperModel["name"], from: keyof typeof probes, read: typeof readWhole): HelperModel {
  const probe = probes[from];
  return { name, notModelled: NOT_MODELLED[from], call: (kernel, args) => read(kernel, args, probe) };
}

/** Readers of the memory of processes that may sleep (kernel/bpf/helpers.c, v7.3). */
const sleepers: readonly HelperModel[] = [
  {
    name: "bpf_copy_from_user",
    notModelled: NOT_MODELLED.user,
    call: (kernel, args) => readWhole(kernel, args, userMemory),
  },
  {
    name: "bpf_copy_from_user_task",
    notModelled: NOT_MODELLED.user,
    call(kernel, args) {
      objectArgument(kernel, args(3), { label: "R4", struct: "task_struct" });
      return args(4) === 0n ? readWhole(kernel, args, userMemory) : errnoResult("EINVAL");
    },
  },
];

/** bpf_probe_read and its kin (kernel/trace/bpf_trace.c, v7.3): what can't be read gives an error and zeros, never a fault. */
export const probeRead: readonly HelperModel[] = [
  reader("bpf_probe_read_kernel", "kernel", readWhole),
  reader("bpf_probe_read_kernel_str", "kernel", readText),
  reader("bpf_probe_read_user", "user", readWhole),
  reader("bpf_probe_read_user_str", "user", readText),
  reader("bpf_probe_read", "any", readWhole),
  reader("bpf_probe_read_str", "any", readText),
  ...sleepers,
];
