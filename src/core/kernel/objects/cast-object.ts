import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import { type AccessSize, readUnsigned } from "../../bytes/integers.ts";
import { type Location, type Region, type RegionAccess, type RegionKind, rootOf } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import { kernelMemory } from "../helpers/probe-read.ts";
import type { Kernel } from "../kernel.ts";
import { structName } from "../struct-name.ts";
import { BtfObject } from "./btf-object.ts";
import { walkStruct } from "./struct-walk.ts";

/** Memory of which Linux holds the same bytes; contexts, maps and sockets are other structs there. */
export const sameInLinux: ReadonlySet<RegionKind> = new Set([
  "object",
  "allocated",
  "stack",
  "global",
  "map-value",
  "packet",
]);

const gap = (kernel: Kernel, message: string): never => kernel.fault("kfunc-not-modelled", message);

/** A pointer that stands in memory seen as a struct. It is followed as far as objects are known. */
function pointerFound(kernel: Kernel, value: bigint, type: TypeId): bigint {
  if (kernel.memory.isNull(value)) return kernel.walkedNulls.pointerOf(type);
  const canonical = kernel.memory.canonical(value);
  const location = kernel.memory.locate(canonical);
  if (!location) return gap(kernel, `what the kernel has at 0x${value.toString(16)} is not known`);
  const object = kernel.objectAt(location.region);
  const isWhole = object instanceof BtfObject && rootOf(location).offset === 0;
  return isWhole ? kernel.memory.addressOf(object.walked, 0) : canonical;
}

/** Loads of a struct that stands at an address, as the verifier allows them; what can't be read gives 0 (PROBE_MEM). */
class ProbedStruct implements RegionAccess {
  readonly #kernel: Kernel;
  readonly #type: TypeId;
  readonly #address: bigint;

  constructor(kernel: Kernel, type: TypeId, address: bigint) {
    this.#kernel = kernel;
    this.#type = type;
    this.#address = address;
  }

  load(offset: number, size: AccessSize): bigint {
    const kernel = this.#kernel;
    const name = `struct ${structName(kernel, this.#type)}`;
    const walked = walkStruct(kernel.btf, this.#type, offset, size);
    if (walked.kind === "refused") {
      return kernel.fault(
        "out-of-bounds",
        `a read of ${counted(size, "byte")} at offset ${offset} of ${name} ${walked.why}`,
      );
    }
    const bytes = kernelMemory(kernel, this.#address + BigInt(offset), size);
    const value = typeof bytes === "string" ? 0n : readUnsigned(bytes, 0, size);
    return walked.kind === "pointer" ? pointerFound(kernel, value, walked.type) : value;
  }

  store(offset: number): void {
    this.#kernel.fault(
      "read-only-memory",
      `a cast pointer is written through at offset ${offset}; only read is supported`,
    );
  }
}

/** Seen through a number that leads nowhere: as large as the struct, and zeros; equal to the number. */
function nowhere(kernel: Kernel, type: TypeId, address: bigint): Region {
  return kernel.memory.allocate({
    kind: "object",
    name: `0x${address.toString(16)} as struct ${structName(kernel, type)}`,
    bytes: sizeOf(kernel.btf, type),
    writable: false,
    access: new ProbedStruct(kernel, type, address),
    type,
    trust: "untrusted",
    number: address,
  });
}

/** The object of this type that stands at the place, if it is one. */
function wholeObject(kernel: Kernel, type: TypeId, place: Location): BtfObject | undefined {
  const beside = kernel.ownContext?.behindPacket?.(place);
  const object = beside ?? (place.offset === 0 ? kernel.objectAt(place.region) : undefined);
  return object && kernel.btf.resolve(object.type) === kernel.btf.resolve(type) ? object : undefined;
}

function refuseUnknown(kernel: Kernel, type: TypeId, { region, offset }: Location): void {
  const { memory } = kernel;
  const name = `struct ${structName(kernel, type)}`;
  if (memory.releasedRegion(region)) gap(kernel, `what comes after the end of ${region.name} has no model`);
  const hasOwnBytes = kernel.objectAt(region) !== undefined || region.access === undefined;
  if (!sameInLinux.has(region.kind) || !hasOwnBytes) gap(kernel, `${region.name} has no model as ${name}`);
  if (offset < 0 || offset + sizeOf(kernel.btf, type) > region.size)
    gap(kernel, `${name} at offset ${offset} reaches out of ${region.name}, and what is there has no model`);
}

/** What a pointer or number leads to as a struct of this type: untrusted, and for reading alone. */
export function castObject(kernel: Kernel, type: TypeId, value: bigint): Region {
  const { memory } = kernel;
  const found = memory.locate(memory.canonical(value));
  if (!found) return nowhere(kernel, type, memory.canonical(value));
  const place = rootOf(found);
  const object = wholeObject(kernel, type, place);
  if (object) return object.walked;
  refuseUnknown(kernel, type, place);
  return memory.view(place.region, {
    offset: place.offset,
    size: sizeOf(kernel.btf, type),
    kind: "object",
    writable: false,
    access: new ProbedStruct(kernel, type, memory.addressOf(place.region, place.offset)),
    type,
    trust: "untrusted",
  });
}
