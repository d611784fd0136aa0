import { structPointedTo } from "../../btf/struct-pointed-to.ts";
import type { TypeId } from "../../btf/types.ts";
import type { AccessSize } from "../../bytes/integers.ts";
import type { RegionAccess } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { structName } from "../struct-name.ts";
import { walkStruct } from "./struct-walk.ts";

/** Loads through NULL that was found as a pointer to a struct: numbers are 0, and pointers lead to NULL again. */
class NullStruct implements RegionAccess {
  readonly #kernel: Kernel;
  readonly #type: TypeId;

  constructor(kernel: Kernel, type: TypeId) {
    this.#kernel = kernel;
    this.#type = type;
  }

  load(offset: number, size: AccessSize): bigint {
    const kernel = this.#kernel;
    const walked = walkStruct(kernel.btf, this.#type, offset, size);
    if (walked.kind === "scalar") return 0n;
    if (walked.kind === "pointer") return kernel.walkedNulls.pointerOf(walked.type);
    const what = `a read of ${counted(size, "byte")} at offset ${offset} of a struct ${structName(kernel, this.#type)} that is NULL`;
    return kernel.fault("out-of-bounds", `${what} ${walked.why}`);
  }

  store(): void {
    this.#kernel.fault(
      "read-only-memory",
      "a NULL pointer to a kernel object is written through; only read is supported",
    );
  }
}

/** NULL pointers that programs find by walking: equal to 0, and readable as zeros as far as the verifier lets them (PROBE_MEM, v7.3). */
export class WalkedNulls {
  readonly #kernel: Kernel;
  /** By the struct that they would lead to; for pointers to anything else, one. */
  readonly #pointers = new Map<TypeId | undefined, bigint>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Of a pointer's type. */
  pointerOf(type: TypeId): bigint {
    const struct = structPointedTo(this.#kernel.btf, type);
    const known = this.#pointers.get(struct);
    if (known !== undefined) return known;
    const access = struct === undefined ? {} : { access: new NullStruct(this.#kernel, struct) };
    const { memory } = this.#kernel;
    const address = memory.addressOf(memory.nullRegion({ name: "NULL", ...access }), 0);
    this.#pointers.set(struct, address);
    return address;
  }
}
