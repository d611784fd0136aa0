import { sizeOf } from "../../btf/layout.ts";
import { memberAt } from "../../btf/member-at.ts";
import { printType } from "../../btf/print-type.ts";
import { argumentsIn, SLOT_BYTES } from "../../kernel/contexts/argument-slots.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { ownerOf } from "../../kernel/maps/value-owners.ts";
import type { LinkedObject } from "../../object/linked-object.ts";
import type { Region } from "../../vm/region.ts";
import type { StructPlace } from "../context-input.ts";
import type { TimelineField, TimelineRegion } from "../outcome.ts";
import { valueFields } from "../value-fields.ts";

/** What stands in memory, by BTF: the kernel's for its own objects and contexts, the object's for what the program declares. */
export class MemoryLayouts {
  readonly #kernel: Kernel;
  readonly #object: LinkedObject;
  readonly #context: StructPlace | undefined;

  constructor(kernel: Kernel, object: LinkedObject, context: StructPlace | undefined) {
    this.#kernel = kernel;
    this.#object = object;
    this.#context = context;
  }

  /** The type of a region that is no view; undefined where none is known. */
  typeOf(region: Region): StructPlace | undefined {
    const { btf } = this.#object;
    const { allocations, btf: kernelBtf } = this.#kernel;
    const object = this.#kernel.objectAt(region);
    if (object) return { btf: kernelBtf, type: object.type };
    const allocated = allocations.at(region) ?? allocations.perCpuAt(region);
    if (allocated) return { btf, type: allocated.type };
    const value = region.kind === "map-value" ? ownerOf(region)?.definition.valueType : undefined;
    if (value !== undefined && sizeOf(btf, value) <= region.size) return { btf, type: value };
    return region.kind === "context" ? this.#contextType(region) : undefined;
  }

  #contextType(region: Region): StructPlace | undefined {
    if (region.type !== undefined) return { btf: this.#kernel.btf, type: region.type };
    const context = argumentsIn(region) ? undefined : this.#context;
    return context && sizeOf(context.btf, context.type) <= region.size ? context : undefined;
  }

  /** Every number and pointer in a region; none where nothing is known of it. */
  *fieldsOf(region: Region): Generator<TimelineField | undefined> {
    const place = this.typeOf(region);
    if (place) yield* valueFields(place.btf, "", place.type, 0);
    for (const [index, { type, name }] of (argumentsIn(region) ?? []).entries()) {
      yield* valueFields(this.#kernel.btf, name || `argument ${index + 1}`, type, index * SLOT_BYTES);
    }
  }

  /** The member that begins where a pointer leads in a region; nothing at its start. */
  memberAt(region: Region, offset: number): string | undefined {
    const place = offset > 0 ? this.typeOf(region) : undefined;
    return place && memberAt(place.btf, place.type, offset);
  }

  /** What is said of the type of a region as a whole. */
  typeText(region: Region): Pick<TimelineRegion, "type"> {
    const place = this.typeOf(region);
    return place ? { type: printType(place.btf, place.type) } : {};
  }
}
