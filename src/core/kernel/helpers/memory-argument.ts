import type { Kernel } from "../kernel.ts";

/**
 * So many bytes that a helper reads as text, ARG_PTR_TO_MEM: of kernel objects only where the pointer is trusted
 * (mem_types, kernel/bpf/verifier.c, v7.3).
 */
export function readMemoryArgument(kernel: Kernel, address: bigint, size: number, label: string): Uint8Array {
  const region = kernel.memory.locate(address)?.region;
  if (region?.kind === "object" && region.type !== undefined && region.trust !== "trusted") {
    const message = `${label} leads into ${region.name} by a pointer that is not trusted, which helpers take no memory from`;
    kernel.fault("helper-argument", message);
  }
  return kernel.memory.readBytes(address, size);
}
