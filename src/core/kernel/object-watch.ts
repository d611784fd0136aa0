import type { Region } from "../vm/region.ts";
import type { BtfObject, PointerTarget } from "./objects/btf-object.ts";

/** Is told what models do with kernel objects, for whoever shows them. */
export interface ObjectWatch {
  /** An object is there; its members are set later. */
  added(object: BtfObject): void;
  /** Bytes of an object's memory were written by a model. */
  written(bytes: Uint8Array, offset: number, size: number): void;
  /** A pointer that stands in no bytes leads somewhere else now: a member of an object, or a kptr; undefined for NULL. */
  pointed(
    region: Region,
    offset: number,
    target: PointerTarget | { readonly name: string; readonly region: Region } | undefined,
  ): void;
}
