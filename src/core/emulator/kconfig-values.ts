import { writeUnsigned } from "../bytes/integers.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { VirtualKconfig } from "../object/kconfig.ts";
import type { KconfigMap } from "../object/linked-object.ts";

/** KERNEL_VERSION of a release; the number of the stable release is not known and 0. */
function kernelVersion({ release }: Kernel): bigint {
  const [major = "0", minor = "0"] = release.split(".");
  return (BigInt(major) << 16n) | (BigInt(minor) << 8n);
}

/** What libbpf answers on a kernel since 6.1 for x86-64. Others, which are weak, are 0. */
const values: Readonly<Record<VirtualKconfig, (kernel: Kernel) => bigint>> = {
  LINUX_KERNEL_VERSION: kernelVersion,
  LINUX_HAS_BPF_COOKIE: () => 1n,
  LINUX_HAS_SYSCALL_WRAPPER: () => 1n,
};

export function kconfigBytes({ size, variables }: KconfigMap, kernel: Kernel): Uint8Array {
  const bytes = new Uint8Array(size);
  for (const variable of variables) {
    const value =
      (values as Record<string, (typeof values)[VirtualKconfig] | undefined>)[variable.name]?.(kernel) ?? 0n;
    writeUnsigned(bytes, variable.offset, variable.size, value);
  }
  return bytes;
}
