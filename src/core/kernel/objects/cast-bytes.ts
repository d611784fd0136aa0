import { type AccessSize, readUnsigned } from "../../bytes/integers.ts";
import { type Location, type Region, type RegionAccess, rootOf } from "../../vm/memory.ts";
import { kernelMemory } from "../helpers/probe-read.ts";
import type { Kernel } from "../kernel.ts";
import type { ReturnedMemory } from "../kfuncs/argument-types.ts";
import { sameInLinux } from "./cast-object.ts";

/** Loads of bytes of no type, from wherever the verifier let a pointer lead; what can't be read gives 0 (PROBE_MEM). */
class ProbedBytes implements RegionAccess {
  readonly #kernel: Kernel;
  /** Absent where the pointer is a number. */
  readonly #root: Region | undefined;

  constructor(kernel: Kernel, root?: Region) {
    this.#kernel = kernel;
    this.#root = root;
  }

  load(offset: number, size: AccessSize): bigint {
    const [kernel, root] = [this.#kernel, this.#root];
    if (!root) return 0n;
    const hasOwnBytes = kernel.objectAt(root) !== undefined || root.access === undefined;
    const isWithin = offset >= 0 && offset + size <= root.size;
    if (!isWithin || !hasOwnBytes || !sameInLinux.has(root.kind)) {
      const message = `what the kernel has at offset ${offset} of ${root.name} has no model`;
      return kernel.fault("kfunc-not-modelled", message);
    }
    const bytes = kernelMemory(kernel, kernel.memory.addressOf(root, offset), size);
    return typeof bytes === "string" ? 0n : readUnsigned(bytes, 0, size);
  }

  store(offset: number): void {
    this.#kernel.fault("read-only-memory", `a write at offset ${offset} of bytes that a cast led to`);
  }
}

function viewOf(kernel: Kernel, { region, offset }: Location): ReturnedMemory {
  const view = kernel.memory.view(region, {
    offset: 0,
    size: region.size,
    kind: "probed",
    name: `bytes of ${region.name}`,
    writable: false,
    access: new ProbedBytes(kernel, region),
    trust: "untrusted",
  });
  return { region: view, offset };
}

/** What a pointer or number leads to as bytes of no type (PTR_TO_MEM of no size, untrusted and for reading alone, v7.3). */
export function castBytes(kernel: Kernel, value: bigint): ReturnedMemory {
  const { memory } = kernel;
  const number = memory.canonical(value);
  const found = memory.locate(number);
  if (found) return viewOf(kernel, rootOf(found));
  const region = memory.allocate({
    kind: "probed",
    name: `bytes at 0x${number.toString(16)}`,
    bytes: 0,
    writable: false,
    access: new ProbedBytes(kernel),
    trust: "untrusted",
    number,
  });
  return { region, offset: 0 };
}
