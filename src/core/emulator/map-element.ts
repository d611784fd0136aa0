import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import { fromHex } from "../bytes/hex.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { encodeMembers, encodeValue, UnfitValue } from "./encode-value.ts";
import { SetupSignal } from "./setup-problem.ts";

type Value = NonNullable<Scenario["maps"]>[string][string];

/** A map that scenarios may fill: its name, and the types of its keys and values in the object's BTF. */
export interface FillableMap {
  readonly name: string;
  readonly keyType: TypeId;
  readonly valueType: TypeId;
}

/** A record that a program is handed: bytes in hexadecimal, under its number. Throws a SetupSignal. */
export function recordBytes(name: string, key: string, value: Value): Uint8Array {
  const bytes = typeof value === "string" ? fromHex(value) : undefined;
  if (bytes) return bytes;
  throw new SetupSignal(`The record ${key} of ${name} is to be given in hexadecimal bytes`, ["maps", name, key]);
}

/** The path of a cgroup that an array holds. Throws a SetupSignal. */
export function cgroupPathOf(name: string, key: string, value: Value): string {
  if (typeof value === "string" && value.startsWith("/") && /^\d+$/.test(key)) return value;
  throw new SetupSignal(`The elements of ${name} are paths of cgroups, by number`, ["maps", name, key]);
}

/** The bytes of an element as an author writes it: a value whole, or by its members. Throws a SetupSignal at the element. */
export function encodeElement(
  btf: Btf,
  { name, keyType, valueType }: FillableMap,
  key: string,
  value: Value,
  kernelBtf: Btf,
): { readonly key: Uint8Array; readonly value: Uint8Array } {
  try {
    return {
      key: encodeValue(btf, keyType, key, "the key", kernelBtf),
      value:
        typeof value === "object"
          ? encodeMembers(btf, valueType, value, kernelBtf)
          : encodeValue(btf, valueType, value, "the value", kernelBtf),
    };
  } catch (error) {
    if (error instanceof UnfitValue) throw new SetupSignal(error.message, ["maps", name, key]);
    throw error;
  }
}
