import type { HelperModel } from "./helper.ts";

export const processor: readonly HelperModel[] = [
  { name: "bpf_get_smp_processor_id", notModelled: [], call: ({ cpus }) => BigInt(cpus.current) },
  { name: "bpf_get_numa_node_id", notModelled: ["Further nodes."], call: () => 0n },
];
